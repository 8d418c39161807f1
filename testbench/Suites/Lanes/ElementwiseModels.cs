using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>dst = in0 op in1.</summary>
internal sealed class TensorTensorModel : LaneModel
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.TensorTensor;

    public override void Make(LaneStepBuilder step)
    {
        var op = LaneStepBuilder.Pick([.. ArithmeticOf(step.Engine), .. Bitwise], step.Choices.First);
        DataType? type = op.IsBitwise() ? step.Integer(step.TypeOf(1))
            : step.Flag(0) && step.TypeOf(1).Size() == 4 ? step.Integer(step.TypeOf(1))
            : null;
        step.Word.Codes[0] = (byte)op;
        step.Destination(type: type);
        step.Source(1, type: type);
        step.Source(2, type: type);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        var (dst, a, b, op) = (word.Patterns[0], word.Patterns[1], word.Patterns[2], (AluOperator)word.Codes[0]);
        var exact = engine == Engine.GpSimd && op is AluOperator.Add or AluOperator.Subtract or AluOperator.Multiply
            && dst.Type is DataType.Int32 or DataType.UInt32 && a.Type == dst.Type && b.Type == dst.Type;
        foreach (var (p, e) in Places(dst))
        {
            if (op.IsBitwise() || exact)
                memory.Store(dst, p, e, LaneNumbers.Apply(op, dst.Type, memory.Code(a, p, e), memory.Code(b, p, e)));
            else
                memory.Result(dst, p, e, LaneNumbers.Apply(op, memory.Value(a, p, e), memory.Value(b, p, e)));
        }
    }
}

/// <summary>dst = (in op0 scalar0) op1 scalar1.</summary>
internal sealed class TensorScalarModel : LaneModel
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.TensorScalar;

    public override void Make(LaneStepBuilder step)
    {
        // Constants of bitwise operators are whole numbers, which few random ones are.
        var bitwise = step.Choices.First % 4 == 0;
        var operators = bitwise ? Bitwise : ArithmeticOf(step.Engine);
        DataType? type = bitwise ? step.Integer(step.TypeOf(1)) : null;
        step.Word.Codes[0] = (byte)LaneStepBuilder.Pick(operators, step.Choices.First / 4);
        step.Word.Codes[2] = (byte)(step.Flag(0) ? 1 : 0);
        step.Destination(type: type);
        step.Source(1, type: type);
        Scalar(step, 0, bitwise, needed: !((AluOperator)step.Word.Codes[0]).IsUnary() || step.Flag(0));
        if (!step.Flag(2))
            return;
        step.Word.Codes[1] = (byte)LaneStepBuilder.Pick(operators, step.Choices.Second);
        step.Word.Codes[3] = (byte)(step.Flag(1) ? 1 : 0);
        Scalar(step, 1, bitwise, needed: !((AluOperator)step.Word.Codes[1]).IsUnary() || step.Flag(1));
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        // What is left out is bypass without a scalar, which does nothing.
        var (dst, source, steps) = (word.Patterns[0], word.Patterns[1], word.Codes[1] == 0 && word.Scalars[1].Kind == ScalarKind.None ? 1 : 2);
        foreach (var (p, e) in Places(dst))
        {
            if (((AluOperator)word.Codes[0]).IsBitwise())
            {
                var bits = memory.Code(source, p, e);
                for (var s = 0; s < steps; s++)
                {
                    var constant = (uint)((long)word.Scalars[s].AsSingle & ((1L << (8 * dst.Type.Size())) - 1));
                    var op = (AluOperator)word.Codes[s];
                    bits = word.Codes[2 + s] != 0 ? LaneNumbers.Apply(op, dst.Type, constant, bits) : LaneNumbers.Apply(op, dst.Type, bits, constant);
                }

                memory.Store(dst, p, e, bits);
                continue;
            }

            var value = memory.Value(source, p, e);
            for (var s = 0; s < steps; s++)
                value = Step(word.Codes[s], value, memory.Scalar(word, s, p), word.Codes[2 + s] != 0);
            memory.Result(dst, p, e, value);
        }
    }

    /// <summary>A scalar that the instruction need not have is there in every second case.</summary>
    private static void Scalar(LaneStepBuilder step, int index, bool bitwise, bool needed)
    {
        if (!needed && step.Flag(3))
            return;
        var bits = 8 * step.Word.Patterns[0].Type.Size();
        if (bitwise)
            step.Word.Scalars[index] = ScalarOperand.Constant(index == 0 ? step.Choices.Number % (1 << Math.Min(bits - 1, 24)) : step.Choices.Second % 40);
        else
            step.Scalar(index);
    }
}

/// <summary>dst = (in0 op0 scalar) op1 in1.</summary>
internal sealed class ScalarTensorTensorModel : LaneModel
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.ScalarTensorTensor;

    public override void Make(LaneStepBuilder step)
    {
        step.Word.Codes[0] = (byte)LaneStepBuilder.Pick(Arithmetic, step.Choices.First);
        step.Word.Codes[1] = (byte)LaneStepBuilder.Pick(Arithmetic, step.Choices.Second);
        step.Word.Codes[2] = (byte)(step.Flag(0) ? 1 : 0);
        step.Word.Codes[3] = (byte)(step.Flag(1) ? 1 : 0);
        step.Destination();
        step.Source(1);
        step.Source(2);
        step.Scalar(0);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
        {
            var first = Step(word.Codes[0], memory.Value(word.Patterns[1], p, e), memory.Scalar(word, 0, p), word.Codes[2] != 0);
            memory.Result(word.Patterns[0], p, e, Step(word.Codes[1], first, memory.Value(word.Patterns[2], p, e), word.Codes[3] != 0));
        }
    }
}

/// <summary>dst = 1 / in.</summary>
internal sealed class ReciprocalModel : LaneModel
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.Reciprocal;

    public override void Make(LaneStepBuilder step)
    {
        step.Destination();
        step.Source(1);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
            memory.Result(word.Patterns[0], p, e, 1 / memory.Value(word.Patterns[1], p, e));
    }
}
