using Hardware.Common.Engines.Lanes.Instructions;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>dst = in: the bits between equal types, through FP32 otherwise.</summary>
internal sealed class TensorCopyModel : LaneModel
{
    public override InstructionDefinition Definition => MoveDefinitions.TensorCopy;

    public override void Make(LaneStepBuilder step)
    {
        step.Destination(type: step.Flag(0) ? step.TypeOf(1) : null);
        step.Source(1);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        var (dst, source) = (word.Patterns[0], word.Patterns[1]);
        foreach (var (p, e) in Places(dst))
        {
            if (dst.Type == source.Type)
                memory.Store(dst, p, e, memory.Code(source, p, e));
            else
                memory.Move(dst, p, e, memory.Value(source, p, e));
        }
    }
}

/// <summary>Every element = value.</summary>
internal sealed class MemsetModel : LaneModel
{
    public override InstructionDefinition Definition => MoveDefinitions.Memset;

    public override void Make(LaneStepBuilder step)
    {
        step.Destination();
        step.Scalar(0);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
            memory.Move(word.Patterns[0], p, e, memory.Scalar(word, 0, p));
    }
}

/// <summary>Each block of 32 partitions x 32 elements transposed.</summary>
internal sealed class TransposeModel : LaneModel
{
    public override InstructionDefinition Definition => MoveDefinitions.Transpose;

    public override void Make(LaneStepBuilder step)
    {
        var type = step.TypeOf(1);
        var partitions = Transpose.Block * (1 + (step.Choices.First % 4));
        var elements = Transpose.Block * (1 + (step.Choices.Second % 3));
        step.Destination(elements, type, partitions);
        step.Source(1, elements, type, partitions);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
        {
            var (block, row) = (p / Transpose.Block * Transpose.Block, p % Transpose.Block);
            var (columns, column) = (e / Transpose.Block * Transpose.Block, e % Transpose.Block);
            memory.Store(word.Patterns[0], p, e, memory.Code(word.Patterns[1], block + column, columns + row));
        }
    }
}

/// <summary>dst = in where the predicate is not zero.</summary>
internal sealed class CopyPredicatedModel : LaneModel
{
    private static readonly DataType[] Predicates = [DataType.UInt8, DataType.UInt16, DataType.UInt32, DataType.Boolean];

    public override InstructionDefinition Definition => MoveDefinitions.CopyPredicated;

    public override void Make(LaneStepBuilder step)
    {
        step.Destination(type: step.TypeOf(1));
        step.Source(1);
        step.Source(2, type: LaneStepBuilder.Pick(Predicates, step.Choices.First));
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
        {
            if (memory.Code(word.Patterns[2], p, e) != 0)
                memory.Store(word.Patterns[0], p, e, memory.Code(word.Patterns[1], p, e));
        }
    }
}
