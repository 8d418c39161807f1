using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>Evaluates one <see cref="ActivationFunction"/>, by exact arithmetic or from its table.</summary>
public readonly record struct ActivationEvaluator(ActivationFunction Function)
{
    /// <summary>Evaluates the function of each element; the destination may be the source.</summary>
    /// <param name="source">FP32 arguments.</param>
    /// <param name="destination">At least as many elements.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Evaluate(ReadOnlySpan<float> source, Span<float> destination, SimdWidth width = SimdWidth.Widest)
    {
        if (Function.HasTable())
        {
            ActivationTables.Table(Function).Evaluate(source, destination, width);
            return;
        }

        destination = destination[..source.Length];
        switch (Function)
        {
            case ActivationFunction.Square:
                SimdOperations.Apply(AluOperator.Multiply, source, source, destination, width);
                break;
            case ActivationFunction.Abs:
                SimdOperations.Apply(AluOperator.Abs, source, default, destination, width);
                break;
            case ActivationFunction.Copy or ActivationFunction.Identity:
                source.CopyTo(destination);
                Nan.Canonicalize(destination, width);
                break;
            default:
                var done = SimdWidths.Resolve(width) switch
                {
                    SimdWidth.Bits512 => Lanes<Simd512>(source, destination),
                    SimdWidth.Bits256 => Lanes<Simd256>(source, destination),
                    _ => 0,
                };
                for (; done < source.Length; done++)
                    destination[done] = Function == ActivationFunction.Relu ? Relu(source[done]) : Sign(source[done]);
                break;
        }
    }

    private static float Relu(float x) => float.IsNaN(x) ? Nan.Canonical : x > 0 ? x : 0;

    private static float Sign(float x) => float.IsNaN(x) ? Nan.Canonical : x == 0 ? x : MathF.CopySign(1, x);

    /// <summary>Evaluates the whole vectors of a function without a table of its own and returns the elements done.</summary>
    internal int Lanes<T>(ReadOnlySpan<float> source, Span<float> destination)
        where T : struct, ISimd<T>
    {
        var zero = T.Broadcast(0);
        var one = T.Broadcast(0x3F800000);
        var signMask = T.Broadcast(0x80000000);
        var quiet = T.Broadcast(Nan.CanonicalBits);
        var relu = Function == ActivationFunction.Relu;
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var x = T.Load(in MemoryMarshal.GetReference(source), (nuint)i);
            var y = relu
                ? x & T.GreaterSingle(x, zero)
                : T.Select(T.EqualSingle(x, zero), x, (x & signMask) | one);
            T.Store(T.Select(T.EqualSingle(x, x), y, quiet), ref MemoryMarshal.GetReference(destination), (nuint)i);
        }

        return i;
    }
}
