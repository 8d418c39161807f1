using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Fills a tensor with uniform random bits.</summary>
public sealed class Rng : LaneInstruction
{
    public override InstructionDefinition Definition => RandomDefinitions.Rng;

    public override int Sources => 0;

    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => new(spec.RngCyclesPerBeat, 1);

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        var draws = lanes.DrawBits();
        var size = lanes.Word.Patterns[0].Type.Size();
        if (size == 4)
        {
            lanes.WriteBytes(beat, MemoryMarshal.AsBytes(draws));
            return;
        }

        var bytes = lanes.ResultBytes(size);
        for (var i = 0; i < draws.Length; i++)
            IntegerAlu.Store(bytes[(i * size)..], size, draws[i]);
        lanes.WriteBytes(beat, bytes);
    }

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec) => base.Check(engine, word, spec)
        ?? (word.Patterns[0].Type.IsInteger()
            ? null
            : OperandFault.Type($"dst is {word.Patterns[0].Type.AssemblyName()}; an integer type would be right"));
}
