using System.Runtime.InteropServices;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.GpSimd.Instructions;

/// <summary>dst = offset + partition x channel_multiplier + the pattern's index value.</summary>
public sealed class Iota : LaneInstruction
{
    public override InstructionDefinition Definition => IndexDefinitions.Iota;

    public override int Sources => 0;

    public override int KernelStartCycles(in InstructionWord word, ChipSpec spec) => spec.GpSimdStartCycles;

    protected override void Beat(LaneDatapath lanes, int beat)
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

    protected override OperandFault? CheckShapes(in InstructionWord word) => AffineValue.Check(word.Patterns[1], word.Patterns[0]);
}
