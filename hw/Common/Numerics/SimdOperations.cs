using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// The lane operators on vectors of elements; equal bit for bit to <see cref="SimdScalar"/>. The result may be the same memory as an
/// operand, element for element; it must not overlap one otherwise.
/// </summary>
public static class SimdOperations
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
        SimdWidth width = SimdWidth.Widest)
    {
        if (operation.IsBitwise())
            throw new ArgumentException($"{operation.AssemblyName()} works on integer lanes, not on FP32.", nameof(operation));
        b = SecondOperands(operation, a, b, result.Length);
        for (var done = Vectors(operation, a, b, result, width); done < a.Length; done++)
            result[done] = SimdScalar.Apply(operation, a[done], b[done]);
    }

    /// <summary>Applies a bitwise operator, or bypass, to integer lanes.</summary>
    /// <param name="operation">A bitwise operator.</param>
    /// <param name="a">First operands; types narrower than 32 bits zero-extended.</param>
    /// <param name="b">Second operands, as many; may be empty for a unary operator.</param>
    /// <param name="result">Receives as many results.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the operator is arithmetic.</exception>
    public static void Apply(
        AluOperator operation, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> result, SimdWidth width = SimdWidth.Widest)
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
            result[done] = SimdScalar.Apply(operation, a[done], b[done]);
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
    public static void Divide(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, SimdWidth width = SimdWidth.Widest)
    {
        RequireSame(a.Length, b.Length);
        RequireSame(a.Length, result.Length);
        for (var done = Run<SimdFunctions.Divide>(a, b, result, width); done < a.Length; done++)
            result[done] = Nan.Canonicalize(a[done] / b[done]);
    }

    /// <summary>1/x, correctly rounded; 1/0 is the infinity of the zero's sign. The Vector engine's reciprocal.</summary>
    public static void Reciprocal(ReadOnlySpan<float> source, Span<float> result, SimdWidth width = SimdWidth.Widest)
    {
        RequireSame(source.Length, result.Length);
        for (var done = Run<SimdFunctions.Reciprocal>(source, source, result, width); done < source.Length; done++)
            result[done] = Nan.Canonicalize(1 / source[done]);
    }

    /// <summary>The square root, correctly rounded; NaN below zero, -0 of -0.</summary>
    public static void SquareRoot(ReadOnlySpan<float> source, Span<float> result, SimdWidth width = SimdWidth.Widest)
    {
        RequireSame(source.Length, result.Length);
        for (var done = Run<SimdFunctions.SquareRoot>(source, source, result, width); done < source.Length; done++)
            result[done] = Nan.Canonicalize(MathF.Sqrt(source[done]));
    }

    /// <summary>Does the whole vectors and returns the elements done.</summary>
    internal static int Vectors(
        AluOperator operation, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, SimdWidth width) => operation switch
        {
            AluOperator.Add => Run<SimdFunctions.Add>(a, b, result, width),
            AluOperator.Subtract => Run<SimdFunctions.Subtract>(a, b, result, width),
            AluOperator.Multiply => Run<SimdFunctions.Multiply>(a, b, result, width),
            AluOperator.Max => Run<SimdFunctions.Max>(a, b, result, width),
            AluOperator.Min => Run<SimdFunctions.Min>(a, b, result, width),
            AluOperator.IsEqual => Run<SimdFunctions.IsEqual>(a, b, result, width),
            AluOperator.NotEqual => Run<SimdFunctions.NotEqual>(a, b, result, width),
            AluOperator.IsGreaterThan => Run<SimdFunctions.IsGreaterThan>(a, b, result, width),
            AluOperator.IsGreaterOrEqual => Run<SimdFunctions.IsGreaterOrEqual>(a, b, result, width),
            AluOperator.IsLessThan => Run<SimdFunctions.IsLessThan>(a, b, result, width),
            AluOperator.IsLessOrEqual => Run<SimdFunctions.IsLessOrEqual>(a, b, result, width),
            AluOperator.LogicalAnd => Run<SimdFunctions.LogicalAnd>(a, b, result, width),
            AluOperator.LogicalOr => Run<SimdFunctions.LogicalOr>(a, b, result, width),
            AluOperator.LogicalXor => Run<SimdFunctions.LogicalXor>(a, b, result, width),
            AluOperator.LogicalNot => Run<SimdFunctions.LogicalNot>(a, b, result, width),
            AluOperator.Abs => Run<SimdFunctions.Abs>(a, b, result, width),
            AluOperator.BitwiseAnd => Run<SimdFunctions.BitwiseAnd>(a, b, result, width),
            AluOperator.BitwiseOr => Run<SimdFunctions.BitwiseOr>(a, b, result, width),
            AluOperator.BitwiseXor => Run<SimdFunctions.BitwiseXor>(a, b, result, width),
            AluOperator.BitwiseNot => Run<SimdFunctions.BitwiseNot>(a, b, result, width),
            AluOperator.LogicalShiftLeft => Run<SimdFunctions.LogicalShiftLeft>(a, b, result, width),
            AluOperator.LogicalShiftRight => Run<SimdFunctions.LogicalShiftRight>(a, b, result, width),
            AluOperator.Power => PowerSimd.Run(a, b, result, width),
            AluOperator.Rsqrt => Run<SimdFunctions.ReciprocalSquareRoot>(a, b, result, width),
            _ => Copy(a, result),
        };

    /// <summary>Does the whole vectors of one function and returns the elements done.</summary>
    internal static int Run<TFunction>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, SimdWidth width)
        where TFunction : struct, ISimdFunction => SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => RunLanes<TFunction, Simd512>(a, b, result),
            SimdWidth.Bits256 => RunLanes<TFunction, Simd256>(a, b, result),
            _ => 0,
        };

    private static int RunLanes<TFunction, T>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result)
        where TFunction : struct, ISimdFunction
        where T : struct, ISimd<T>
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
