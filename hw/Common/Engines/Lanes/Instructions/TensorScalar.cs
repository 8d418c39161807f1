using System.Globalization;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>dst = (in op0 scalar0) op1 scalar1; a scalar is a constant or one element of each partition.</summary>
public sealed class TensorScalar : LaneInstruction
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.TensorScalar;

    /// <summary>An operator that is left out is bypass.</summary>
    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) =>
        AluRules.Cost((AluOperator)word.Codes[0], (AluOperator)word.Codes[1], spec);

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        if (((AluOperator)word.Codes[0]).IsBitwise())
        {
            BitwiseBeat(lanes, beat);
            return;
        }

        var result = lanes.Result;
        Step((AluOperator)word.Codes[0], lanes.Read(1, beat), lanes.Scalar(0), word.Codes[2] != 0, result);
        if (HasSecond(word))
            Step((AluOperator)word.Codes[1], result, lanes.Scalar(1), word.Codes[3] != 0, result);
        lanes.Write(beat, result);
    }

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Check(engine, word, spec) is { } wrong)
            return wrong;
        for (var s = 0; s < 2; s++)
        {
            if ((AluRules.Check((AluOperator)word.Codes[s], engine, spec) ?? CheckGiven(word, s)) is { } unfit)
                return unfit;
        }

        var bitwise = ((AluOperator)word.Codes[0]).IsBitwise();
        if (HasSecond(word) && ((AluOperator)word.Codes[1]).IsBitwise() != bitwise)
            return OperandFault.Illegal("op0 and op1 are of different classes; two arithmetic or two bitwise operators would be right");
        if (!bitwise)
            return null;
        if (AluRules.Check((AluOperator)word.Codes[0], word.Patterns[1], word.Patterns[0]) is { } types)
            return types;
        return CheckConstant(word, 0) ?? CheckConstant(word, 1);
    }

    internal static void Step(AluOperator op, ReadOnlySpan<float> data, ReadOnlySpan<float> scalar, bool reverse, Span<float> result)
    {
        if (reverse)
            SimdOperations.Apply(op, scalar, data, result);
        else
            SimdOperations.Apply(op, data, scalar, result);
    }

    private static bool HasSecond(in InstructionWord word) => (AluOperator)word.Codes[1] != AluOperator.Bypass || word.Scalars[1].Kind != ScalarKind.None;

    /// <summary>An operator of two operands, or one whose scalar takes the place of the tensor, needs its scalar.</summary>
    private static OperandFault? CheckGiven(in InstructionWord word, int step)
    {
        var op = (AluOperator)word.Codes[step];
        var needed = !op.IsUnary() || word.Codes[2 + step] != 0;
        return needed && word.Scalars[step].Kind == ScalarKind.None
            ? OperandFault.Illegal($"scalar{step} is missing, which {op.AssemblyName()}{(op.IsUnary() ? " reversed" : "")} takes; a constant or a vector of one element a partition would be right")
            : null;
    }

    /// <summary>The constant of a bitwise operator is a whole number that the element holds, signed or not. FP32 gives it 24 significant bits.</summary>
    private static OperandFault? CheckConstant(in InstructionWord word, int step)
    {
        ref readonly var scalar = ref word.Scalars[step];
        if (scalar.Kind == ScalarKind.PerPartition)
            return OperandFault.Illegal($"scalar{step} of a bitwise operator is a vector; a constant would be right");
        var bits = 8 * word.Patterns[0].Type.Size();
        var (value, smallest, largest) = ((double)scalar.AsSingle, -(1L << (bits - 1)), (1L << bits) - 1);
        return scalar.Kind == ScalarKind.Constant && !(double.IsInteger(value) && value >= smallest && value <= largest)
            ? OperandFault.Illegal(string.Create(
                CultureInfo.InvariantCulture, $"scalar{step} of a bitwise operator is {scalar.AsSingle}; a whole number from {smallest} to {largest} would be right, in FP32, as all scalars are"))
            : null;
    }

    private static void BitwiseBeat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var size = word.Patterns[0].Type.Size();
        var source = lanes.ReadBytes(1, beat);
        var bytes = lanes.ResultBytes(size);
        var steps = HasSecond(word) ? 2 : 1;
        Span<uint> constants = [(uint)(long)word.Scalars[0].AsSingle & IntegerAlu.Mask(size), (uint)(long)word.Scalars[1].AsSingle & IntegerAlu.Mask(size)];
        for (var i = 0; i < bytes.Length; i += size)
        {
            var value = IntegerAlu.Load(source[i..], size);
            for (var s = 0; s < steps; s++)
            {
                var (left, right) = word.Codes[2 + s] != 0 ? (constants[s], value) : (value, constants[s]);
                value = IntegerAlu.Apply((AluOperator)word.Codes[s], size, left, right);
            }

            IntegerAlu.Store(bytes[i..], size, value);
        }

        lanes.WriteBytes(beat, bytes);
    }
}
