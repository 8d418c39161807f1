using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Transposes each 32 x 32 block of a tensor in place of the block: the reshape banks of VectorE.</summary>
public sealed class Transpose : LaneInstruction
{
    /// <summary>Partitions and elements of a block.</summary>
    public const int Block = 32;

    public override InstructionDefinition Definition => MoveDefinitions.Transpose;

    protected override void Beat(LaneDatapath lanes, int beat)
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

    protected override (int Every, int Results) Emission(in InstructionWord word) => (Block, Block);

    protected override OperandFault? CheckShapes(in InstructionWord word)
    {
        if (base.CheckShapes(word) is { } wrong)
            return wrong;
        if (OperandRules.SameType(word.Patterns[1], "in", word.Patterns[0], "dst") is { } types)
            return types;
        return word.Patterns[0].Partitions % Block == 0 && word.Patterns[0].ElementsPerPartition % Block == 0
            ? null
            : OperandFault.Shapes($"dst has {word.Patterns[0].Partitions} partitions of {word.Patterns[0].ElementsPerPartition} elements; multiples of {Block} would be right");
    }
}
