using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Transposes each 32 x 32 block of a tensor in place of the block: the reshape banks of VectorE.</summary>
public sealed class Transpose : LaneInstruction
{
    /// <summary>Partitions and elements of a block.</summary>
    public const int Block = 32;

    public override string Mnemonic => "Transpose";

    public override ushort Opcode => 0x4A;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "transposes each block of 32 partitions x 32 elements; equal types, partitions and elements multiples of 32";

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1)];

    public override void Beat(LaneDatapath lanes, int beat)
    {
        var size = lanes.Word.Patterns[0].Type.Size();
        var source = lanes.ReadBytes(1, beat);
        var column = lanes.WordRow(beat % Block);
        for (var i = 0; i < lanes.Partitions; i++)
            column[i] = IntegerAlu.Load(source[(i * size)..], size);
        if (beat % Block < Block - 1)
            return;
        var result = lanes.ResultBytes(size);
        for (var c = 0; c < Block; c++)
        {
            for (var i = 0; i < lanes.Partitions; i++)
                IntegerAlu.Store(result[(i * size)..], size, lanes.WordRow(i % Block)[(i - (i % Block)) + c]);
            lanes.WriteBytes(beat - Block + 1 + c, result);
        }
    }

    protected override string? CheckShapes(in InstructionWord word)
    {
        if (base.CheckShapes(word) is { } wrong)
            return wrong;
        if (word.Patterns[0].Type != word.Patterns[1].Type)
            return $"in is {word.Patterns[1].Type.AssemblyName()} and dst {word.Patterns[0].Type.AssemblyName()}; equal types would be right";
        return word.Patterns[0].Partitions % Block == 0 && word.Patterns[0].ElementsPerPartition % Block == 0
            ? null
            : $"dst has {word.Patterns[0].Partitions} partitions of {word.Patterns[0].ElementsPerPartition} elements; multiples of {Block} would be right";
    }
}
