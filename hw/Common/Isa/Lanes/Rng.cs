using System.Runtime.InteropServices;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Fills a tensor with uniform random bits.</summary>
public sealed class Rng : LaneInstruction
{
    public override string Mnemonic => "Rng";

    public override ushort Opcode => 0x4F;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "dst, of an integer type, = uniform random bits: the low bits of one 32-bit draw for each element";

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Pattern("dst", 0)];

    public override int Sources => 0;

    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => new(spec.RngCyclesPerBeat, 1);

    public override void Beat(LaneDatapath lanes, int beat)
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

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec) => base.Validate(engine, word, spec)
        ?? (word.Patterns[0].Type.IsInteger()
            ? null
            : $"dst is {word.Patterns[0].Type.AssemblyName()}; an integer type would be right");
}
