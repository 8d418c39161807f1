using System.Runtime.InteropServices;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>dst = offset + partition x channel_multiplier + the pattern's index value.</summary>
public sealed class Iota : LaneInstruction
{
    public override string Mnemonic => "Iota";

    public override ushort Opcode => 0x58;

    public override EngineSet Engines => EngineSet.GpSimd;

    public override string Summary => "dst = offset + partition * channel_multiplier + sum of index * step of pattern, in 32-bit integers, then cast";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("pattern", 1), OperandSlot.Integer("offset", 0, required: false),
        OperandSlot.Integer("channel_multiplier", 1, required: false), RoundingOperand.Slot,
    ];

    public override int Sources => 0;

    public override int KernelStartCycles(in InstructionWord word, ChipSpec spec) => spec.GpSimdStartCycles;

    public override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var value = AffineValue.Of(word, word.Patterns[1], beat);
        var values = MemoryMarshal.Cast<uint, int>(lanes.WordRow(0)[..lanes.Partitions]);
        for (var p = 0; p < values.Length; p++)
            values[p] = unchecked(value + (p * word.Integers[1]));
        if (word.Patterns[0].Type is DataType.Int32 or DataType.UInt32)
        {
            lanes.WriteBytes(beat, MemoryMarshal.AsBytes(values));
            return;
        }

        var result = lanes.Result;
        Cast.ToSingle(DataType.Int32, MemoryMarshal.AsBytes(values), result);
        lanes.WriteConverted(beat, result);
    }

    protected override string? CheckShapes(in InstructionWord word) => AffineValue.Check(word.Patterns[1], word.Patterns[0]);
}
