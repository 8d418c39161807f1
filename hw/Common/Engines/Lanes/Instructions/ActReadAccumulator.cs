using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Writes the reduce registers to one element of each partition.</summary>
public sealed class ActReadAccumulator : LaneInstruction
{
    public override InstructionDefinition Definition => ActivationDefinitions.ActReadAccumulator;

    public override int Sources => 0;

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        var result = lanes.Result;
        lanes.ReduceRegisters.Slice(lanes.FirstPartition, result.Length).CopyTo(result);
        lanes.WriteConverted(beat, result);
    }

    protected override OperandFault? CheckShapes(in InstructionWord word) => OperandRules.Elements(word.Patterns[0], "dst", 1);
}
