using System.Runtime.CompilerServices;

namespace Hardware.Common.Numerics;

/// <summary>One lane operator as vector code; a struct each, so that the loop around it compiles to straight code.</summary>
internal interface ISimdFunction
{
    static abstract T Apply<T>(T a, T b)
        where T : struct, ISimd<T>;
}

/// <summary>The vector form of every <see cref="AluOperator"/>; the rules are in <see cref="SimdScalar"/>.</summary>
internal static class SimdFunctions
{
    private const uint One = 0x3F800000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Canonical<T>(T value)
        where T : struct, ISimd<T> => T.Select(T.EqualSingle(value, value), value, T.Broadcast(Nan.CanonicalBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Truth<T>(T mask)
        where T : struct, ISimd<T> => mask & T.Broadcast(One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Not<T>(T mask)
        where T : struct, ISimd<T> => mask ^ T.Broadcast(uint.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsZero<T>(T value)
        where T : struct, ISimd<T> => T.EqualSingle(value, T.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OrNaN<T>(T a, T b, T value)
        where T : struct, ISimd<T> =>
        T.Select(T.EqualSingle(a, a) & T.EqualSingle(b, b), value, T.Broadcast(Nan.CanonicalBits));

    public readonly struct Add : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Canonical(T.AddSingle(a, b));
    }

    public readonly struct Subtract : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Canonical(T.SubtractSingle(a, b));
    }

    public readonly struct Multiply : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Canonical(T.MultiplySingle(a, b));
    }

    public readonly struct Max : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => OrNaN(a, b, T.Select(T.EqualSingle(a, b), a & b, T.Select(T.GreaterSingle(a, b), a, b)));
    }

    public readonly struct Min : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => OrNaN(a, b, T.Select(T.EqualSingle(a, b), a | b, T.Select(T.GreaterSingle(a, b), b, a)));
    }

    public readonly struct IsEqual : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(T.EqualSingle(a, b));
    }

    public readonly struct NotEqual : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(Not(T.EqualSingle(a, b)));
    }

    public readonly struct IsGreaterThan : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(T.GreaterSingle(a, b));
    }

    public readonly struct IsGreaterOrEqual : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(T.GreaterOrEqualSingle(a, b));
    }

    public readonly struct IsLessThan : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(T.GreaterSingle(b, a));
    }

    public readonly struct IsLessOrEqual : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(T.GreaterOrEqualSingle(b, a));
    }

    public readonly struct LogicalAnd : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(Not(IsZero(a) | IsZero(b)));
    }

    public readonly struct LogicalOr : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(Not(IsZero(a) & IsZero(b)));
    }

    public readonly struct LogicalXor : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(IsZero(a) ^ IsZero(b));
    }

    public readonly struct LogicalNot : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Truth(IsZero(a));
    }

    public readonly struct Abs : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Canonical(a & T.Broadcast(0x7FFFFFFF));
    }

    public readonly struct BitwiseAnd : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => a & b;
    }

    public readonly struct BitwiseOr : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => a | b;
    }

    public readonly struct BitwiseXor : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => a ^ b;
    }

    public readonly struct BitwiseNot : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Not(a);
    }

    public readonly struct LogicalShiftLeft : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => T.ShiftLeftEach(a, b);
    }

    public readonly struct LogicalShiftRight : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => T.ShiftRightEach(a, b);
    }

    public readonly struct Divide : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Canonical(T.DivideSingle(a, b));
    }

    public readonly struct Reciprocal : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Divide.Apply(T.Broadcast(One), a);
    }

    public readonly struct SquareRoot : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Canonical(T.SquareRootSingle(a));
    }

    public readonly struct ReciprocalSquareRoot : ISimdFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ISimd<T> => Canonical(T.ReciprocalSquareRootSingle(a));
    }
}
