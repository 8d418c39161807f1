using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>dst = 1 / in, correctly rounded FP32.</summary>
public sealed class Reciprocal : LaneInstruction
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.Reciprocal;

    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => new(spec.ReciprocalCyclesPerBeat, 1);

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        var result = lanes.Result;
        SimdOperations.Reciprocal(lanes.Read(1, beat), result);
        lanes.Write(beat, result);
    }
}
