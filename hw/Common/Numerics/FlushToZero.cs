using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hardware.Common.Numerics;

/// <summary>
/// What an arithmetic unit without gradual underflow does to an FP32 number: below 2^-126, the smallest normal one, it is zero of its sign.
/// </summary>
public static class FlushToZero
{
    private const uint Sign = 0x80000000;
    private const uint SmallestNormal = 0x00800000;

    public static float Apply(float value) => MathF.Abs(value) < BitConverter.UInt32BitsToSingle(SmallestNormal) ? MathF.CopySign(0, value) : value;

    /// <summary>The same for many numbers, in place.</summary>
    public static void Apply(Span<float> values)
    {
        foreach (ref var value in values)
            value = Apply(value);
    }

    /// <summary>The vector twin of <see cref="Apply(float)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Apply(Vector512<float> values)
    {
        var normal = Vector512.GreaterThanOrEqual(values.AsUInt32() & Vector512.Create(~Sign), Vector512.Create(SmallestNormal));
        return (values.AsUInt32() & (normal | Vector512.Create(Sign))).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Apply<T>(T values)
        where T : struct, ISimd<T>
    {
        var normal = T.GreaterSigned(values & T.Broadcast(~Sign), T.Broadcast(SmallestNormal - 1));
        return values & (normal | T.Broadcast(Sign));
    }
}
