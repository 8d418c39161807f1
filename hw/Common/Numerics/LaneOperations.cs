using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// The lane operators on vectors of elements; equal bit for bit to <see cref="LaneScalar"/>. The result may be the same memory as an
/// operand, element for element; it must not overlap one otherwise.
/// </summary>
public static class LaneOperations
{
    /// <summary>Applies an arithmetic operator to FP32 lanes.</summary>
    /// <param name="operation">Any operator that is not bitwise.</param>
    /// <param name="a">First operands.</param>
    /// <param name="b">Second operands, as many; may be empty for a unary operator.</param>
    /// <param name="result">Receives as many results.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the operator is bitwise.</exception>
    public static void Apply(
        AluOperator operation,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        Span<float> result,
        LaneWidth width = LaneWidth.Widest)
    {
        if (operation.IsBitwise())
            throw new ArgumentException($"{operation.AssemblyName()} works on integer lanes, not on FP32.", nameof(operation));
        b = SecondOperands(operation, a, b, result.Length);
        for (var done = Vectors(operation, a, b, result, width); done < a.Length; done++)
            result[done] = LaneScalar.Apply(operation, a[done], b[done]);
    }

    /// <summary>Applies a bitwise operator, or bypass, to integer lanes.</summary>
    /// <param name="operation">A bitwise operator.</param>
    /// <param name="a">First operands; types narrower than 32 bits zero-extended.</param>
    /// <param name="b">Second operands, as many; may be empty for a unary operator.</param>
    /// <param name="result">Receives as many results.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the operator is arithmetic.</exception>
    public static void Apply(
        AluOperator operation, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> result, LaneWidth width = LaneWidth.Widest)
    {
        if (!operation.IsBitwise() && operation != AluOperator.Bypass)
            throw new ArgumentException($"{operation.AssemblyName()} works on FP32 lanes, not on integers.", nameof(operation));
        b = SecondOperands(operation, a, b, result.Length);
        var done = Vectors(
            operation,
            MemoryMarshal.Cast<uint, float>(a),
            MemoryMarshal.Cast<uint, float>(b),
            MemoryMarshal.Cast<uint, float>(result),
            width);
        for (; done < a.Length; done++)
            result[done] = LaneScalar.Apply(operation, a[done], b[done]);
    }

    /// <summary>
    /// a / b, correctly rounded: the divider that <see cref="Reciprocal"/> gives 1 as dividend. No instruction divides (AWS Neuron: nki.isa,
    /// supported math operators); the method is for holding the divider against vectors of divisions.
    /// </summary>
    /// <param name="a">Dividends.</param>
    /// <param name="b">Divisors, as many.</param>
    /// <param name="result">Receives as many quotients.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Divide(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, LaneWidth width = LaneWidth.Widest)
    {
        RequireSame(a.Length, b.Length);
        RequireSame(a.Length, result.Length);
        for (var done = Run<LaneFunctions.Divide>(a, b, result, width); done < a.Length; done++)
            result[done] = Nan.Canonicalize(a[done] / b[done]);
    }

    /// <summary>1/x, correctly rounded; 1/0 is the infinity of the zero's sign. The Vector engine's reciprocal.</summary>
    public static void Reciprocal(ReadOnlySpan<float> source, Span<float> result, LaneWidth width = LaneWidth.Widest)
    {
        RequireSame(source.Length, result.Length);
        for (var done = Run<LaneFunctions.Reciprocal>(source, source, result, width); done < source.Length; done++)
            result[done] = Nan.Canonicalize(1 / source[done]);
    }

    /// <summary>The square root, correctly rounded; NaN below zero, -0 of -0.</summary>
    public static void SquareRoot(ReadOnlySpan<float> source, Span<float> result, LaneWidth width = LaneWidth.Widest)
    {
        RequireSame(source.Length, result.Length);
        for (var done = Run<LaneFunctions.SquareRoot>(source, source, result, width); done < source.Length; done++)
            result[done] = Nan.Canonicalize(MathF.Sqrt(source[done]));
    }

    /// <summary>Does the whole vectors and returns the elements done.</summary>
    internal static int Vectors(
        AluOperator operation, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, LaneWidth width) => operation switch
        {
            AluOperator.Add => Run<LaneFunctions.Add>(a, b, result, width),
            AluOperator.Subtract => Run<LaneFunctions.Subtract>(a, b, result, width),
            AluOperator.Multiply => Run<LaneFunctions.Multiply>(a, b, result, width),
            AluOperator.Max => Run<LaneFunctions.Max>(a, b, result, width),
            AluOperator.Min => Run<LaneFunctions.Min>(a, b, result, width),
            AluOperator.IsEqual => Run<LaneFunctions.IsEqual>(a, b, result, width),
            AluOperator.NotEqual => Run<LaneFunctions.NotEqual>(a, b, result, width),
            AluOperator.IsGreaterThan => Run<LaneFunctions.IsGreaterThan>(a, b, result, width),
            AluOperator.IsGreaterOrEqual => Run<LaneFunctions.IsGreaterOrEqual>(a, b, result, width),
            AluOperator.IsLessThan => Run<LaneFunctions.IsLessThan>(a, b, result, width),
            AluOperator.IsLessOrEqual => Run<LaneFunctions.IsLessOrEqual>(a, b, result, width),
            AluOperator.LogicalAnd => Run<LaneFunctions.LogicalAnd>(a, b, result, width),
            AluOperator.LogicalOr => Run<LaneFunctions.LogicalOr>(a, b, result, width),
            AluOperator.LogicalXor => Run<LaneFunctions.LogicalXor>(a, b, result, width),
            AluOperator.LogicalNot => Run<LaneFunctions.LogicalNot>(a, b, result, width),
            AluOperator.Abs => Run<LaneFunctions.Abs>(a, b, result, width),
            AluOperator.BitwiseAnd => Run<LaneFunctions.BitwiseAnd>(a, b, result, width),
            AluOperator.BitwiseOr => Run<LaneFunctions.BitwiseOr>(a, b, result, width),
            AluOperator.BitwiseXor => Run<LaneFunctions.BitwiseXor>(a, b, result, width),
            AluOperator.BitwiseNot => Run<LaneFunctions.BitwiseNot>(a, b, result, width),
            AluOperator.LogicalShiftLeft => Run<LaneFunctions.LogicalShiftLeft>(a, b, result, width),
            AluOperator.LogicalShiftRight => Run<LaneFunctions.LogicalShiftRight>(a, b, result, width),
            AluOperator.Power => PowerLanes.Run(a, b, result, width),
            AluOperator.Rsqrt => Run<LaneFunctions.ReciprocalSquareRoot>(a, b, result, width),
            _ => Copy(a, result),
        };

    /// <summary>Does the whole vectors of one function and returns the elements done.</summary>
    internal static int Run<TFunction>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, LaneWidth width)
        where TFunction : struct, ILaneFunction => LaneWidths.Resolve(width) switch
        {
            LaneWidth.Bits512 => RunLanes<TFunction, Lanes512>(a, b, result),
            LaneWidth.Bits256 => RunLanes<TFunction, Lanes256>(a, b, result),
            _ => 0,
        };

    private static int RunLanes<TFunction, T>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result)
        where TFunction : struct, ILaneFunction
        where T : struct, ILanes<T>
    {
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var output = ref MemoryMarshal.GetReference(result);
        var i = 0;
        for (; i <= a.Length - T.Count; i += T.Count)
        {
            var value = TFunction.Apply(T.Load(in first, (nuint)i), T.Load(in second, (nuint)i));
            T.Store(value, ref output, (nuint)i);
        }

        return i;
    }

    private static int Copy(ReadOnlySpan<float> a, Span<float> result)
    {
        a.CopyTo(result);
        return a.Length;
    }

    private static ReadOnlySpan<TElement> SecondOperands<TElement>(
        AluOperator operation, ReadOnlySpan<TElement> a, ReadOnlySpan<TElement> b, int results)
    {
        if (b.IsEmpty && operation.IsUnary())
            b = a;
        RequireSame(a.Length, b.Length);
        RequireSame(a.Length, results);
        return b;
    }

    private static void RequireSame(int operands, int other)
    {
        if (operands != other)
            throw new ArgumentException($"{operands} operands do not match {other} elements.", nameof(operands));
    }
}
