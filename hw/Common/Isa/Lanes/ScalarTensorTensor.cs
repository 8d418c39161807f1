using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>dst = (in0 op0 scalar) op1 in1.</summary>
public sealed class ScalarTensorTensor : LaneInstruction
{
    public override string Mnemonic => "ScalarTensorTensor";

    public override ushort Opcode => 0x42;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "dst = (in0 op0 scalar) op1 in1; arithmetic operators only";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in0", 1), OperandSlot.Choice("op0", 0, Alu.VectorArithmetic), OperandSlot.Scalar("scalar", 0),
        OperandSlot.Pattern("in1", 2), OperandSlot.Choice("op1", 1, Alu.VectorArithmetic), OperandSlot.Flag("reverse0", 2), OperandSlot.Flag("reverse1", 3),
        RoundingOperand.Slot,
    ];

    public override int Sources => 2;

    public override bool ReadsPacked(in InstructionWord word) => IsFast(word);

    /// <summary>Two cycles a beat, one for BF16 subtract-multiply of an even size (AWS Neuron: NKI ISA reference 2.26, scalar_tensor_tensor).</summary>
    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => IsFast(word) ? BeatCost.Full : new BeatCost(2, 1);

    public override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var result = lanes.Result;
        TensorScalar.Step((AluOperator)word.Codes[0], lanes.Read(1, beat), lanes.Scalar(0), word.Codes[2] != 0, result);
        TensorScalar.Step((AluOperator)word.Codes[1], result, lanes.Read(2, beat), word.Codes[3] != 0, result);
        lanes.Write(beat, result);
    }

    private bool IsFast(in InstructionWord word) => word.Patterns[1].Type == DataType.BFloat16 && word.Patterns[2].Type == DataType.BFloat16
        && (AluOperator)word.Codes[0] == AluOperator.Subtract && (AluOperator)word.Codes[1] == AluOperator.Multiply && Beats(word) % 2 == 0;
}
