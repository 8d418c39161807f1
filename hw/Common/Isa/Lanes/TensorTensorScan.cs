using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>r = (in0[i] op0 r) op1 in1[i] along the free dimensions; every r is a result.</summary>
public sealed class TensorTensorScan : LaneInstruction
{
    public override string Mnemonic => "TensorTensorScan";

    public override ushort Opcode => 0x44;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "dst[i] = (in0[i] op0 dst[i-1]) op1 in1[i], with initial before the first element; FP32 inside";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in0", 1), OperandSlot.Pattern("in1", 2), OperandSlot.Choice("op0", 0, Alu.VectorArithmetic), OperandSlot.Choice("op1", 1, Alu.VectorArithmetic),
        OperandSlot.Scalar("initial", 0), RoundingOperand.Slot,
    ];

    public override int Sources => 2;

    public override bool CarriesLanes => true;

    /// <summary>The loop through the lane takes two cycles (AWS Neuron: NKI ISA reference 2.26, tensor_tensor_scan).</summary>
    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => new(2, 1);

    public override void Begin(LaneDatapath lanes) => lanes.Scalar(0).CopyTo(lanes.Row(0));

    public override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var state = lanes.Row(0)[..lanes.Partitions];
        var result = lanes.Result;
        SimdOperations.Apply((AluOperator)word.Codes[0], lanes.Read(1, beat), state, result);
        SimdOperations.Apply((AluOperator)word.Codes[1], result, lanes.Read(2, beat), result);
        result.CopyTo(state);
        lanes.Write(beat, result);
    }
}
