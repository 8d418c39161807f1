using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>dst = (in0 op0 scalar) op1 in1.</summary>
public sealed class ScalarTensorTensor : LaneInstruction
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.ScalarTensorTensor;

    public override int Sources => 2;

    public override bool ReadsPacked(in InstructionWord word) => IsFast(word);

    /// <summary>Two cycles a beat, one for BF16 subtract-multiply of an even size (AWS Neuron: NKI ISA reference 2.26, scalar_tensor_tensor).</summary>
    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => IsFast(word) ? BeatCost.Full : BeatCost.Half;

    protected override void Beat(LaneDatapath lanes, int beat)
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
