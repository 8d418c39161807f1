using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hardware.Common.Numerics;

/// <summary>What a unit does to subnormal FP32 numbers, as a type, so that a kernel over it compiles to a loop of its own for each choice.</summary>
internal interface IUnderflow
{
    static abstract float Apply(float value);

    static abstract Vector512<float> Apply(Vector512<float> values);

    static abstract T Apply<T>(T values)
        where T : struct, ISimd<T>;
}

/// <summary>IEEE 754: keeps them.</summary>
internal readonly struct GradualUnderflow : IUnderflow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Apply(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Apply(Vector512<float> values) => values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T values)
        where T : struct, ISimd<T> => values;
}

/// <summary><see cref="FlushToZero"/>.</summary>
internal readonly struct FlushedUnderflow : IUnderflow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Apply(float value) => FlushToZero.Apply(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Apply(Vector512<float> values) => FlushToZero.Apply(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T values)
        where T : struct, ISimd<T> => FlushToZero.Apply(values);
}
