using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Fills a tensor with a constant.</summary>
public sealed class Memset : LaneInstruction
{
    public override InstructionDefinition Definition => MoveDefinitions.Memset;

    public override int Sources => 0;

    /// <summary>Zero in a 16-bit float type goes at two elements a cycle (AWS Neuron: NKI ISA reference 2.26, memset).</summary>
    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) =>
        word.Scalars[0].Kind == ScalarKind.Constant && word.Scalars[0].AsSingle == 0
            && word.Patterns[0].Type is DataType.BFloat16 or DataType.Float16
            ? BeatCost.Packed
            : BeatCost.Full;

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        var result = lanes.Result;
        lanes.Scalar(0).CopyTo(result);
        lanes.WriteConverted(beat, result);
    }
}
