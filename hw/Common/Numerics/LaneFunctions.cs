using System.Runtime.CompilerServices;

namespace Hardware.Common.Numerics;

/// <summary>One lane operator as vector code; a struct each, so that the loop around it compiles to straight code.</summary>
internal interface ILaneFunction
{
    static abstract T Apply<T>(T a, T b)
        where T : struct, ILanes<T>;
}

/// <summary>The vector form of every <see cref="AluOperator"/>; the rules are in <see cref="LaneScalar"/>.</summary>
internal static class LaneFunctions
{
    private const uint One = 0x3F800000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Canonical<T>(T value)
        where T : struct, ILanes<T> => T.Select(T.EqualSingle(value, value), value, T.Broadcast(Nan.CanonicalBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Truth<T>(T mask)
        where T : struct, ILanes<T> => mask & T.Broadcast(One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Not<T>(T mask)
        where T : struct, ILanes<T> => mask ^ T.Broadcast(uint.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsZero<T>(T value)
        where T : struct, ILanes<T> => T.EqualSingle(value, T.Broadcast(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OrNaN<T>(T a, T b, T value)
        where T : struct, ILanes<T> =>
        T.Select(T.EqualSingle(a, a) & T.EqualSingle(b, b), value, T.Broadcast(Nan.CanonicalBits));

    public readonly struct Add : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Canonical(T.AddSingle(a, b));
    }

    public readonly struct Subtract : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Canonical(T.SubtractSingle(a, b));
    }

    public readonly struct Multiply : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Canonical(T.MultiplySingle(a, b));
    }

    public readonly struct Max : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => OrNaN(a, b, T.Select(T.EqualSingle(a, b), a & b, T.Select(T.GreaterSingle(a, b), a, b)));
    }

    public readonly struct Min : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => OrNaN(a, b, T.Select(T.EqualSingle(a, b), a | b, T.Select(T.GreaterSingle(a, b), b, a)));
    }

    public readonly struct IsEqual : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(T.EqualSingle(a, b));
    }

    public readonly struct NotEqual : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(Not(T.EqualSingle(a, b)));
    }

    public readonly struct IsGreaterThan : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(T.GreaterSingle(a, b));
    }

    public readonly struct IsGreaterOrEqual : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(T.GreaterOrEqualSingle(a, b));
    }

    public readonly struct IsLessThan : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(T.GreaterSingle(b, a));
    }

    public readonly struct IsLessOrEqual : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(T.GreaterOrEqualSingle(b, a));
    }

    public readonly struct LogicalAnd : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(Not(IsZero(a) | IsZero(b)));
    }

    public readonly struct LogicalOr : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(Not(IsZero(a) & IsZero(b)));
    }

    public readonly struct LogicalXor : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(IsZero(a) ^ IsZero(b));
    }

    public readonly struct LogicalNot : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Truth(IsZero(a));
    }

    public readonly struct Abs : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Canonical(a & T.Broadcast(0x7FFFFFFF));
    }

    public readonly struct BitwiseAnd : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => a & b;
    }

    public readonly struct BitwiseOr : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => a | b;
    }

    public readonly struct BitwiseXor : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => a ^ b;
    }

    public readonly struct BitwiseNot : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Not(a);
    }

    public readonly struct LogicalShiftLeft : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => T.ShiftLeftEach(a, b);
    }

    public readonly struct LogicalShiftRight : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => T.ShiftRightEach(a, b);
    }

    public readonly struct Divide : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Canonical(T.DivideSingle(a, b));
    }

    public readonly struct Reciprocal : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Divide.Apply(T.Broadcast(One), a);
    }

    public readonly struct SquareRoot : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Canonical(T.SquareRootSingle(a));
    }

    public readonly struct ReciprocalSquareRoot : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T a, T b)
            where T : struct, ILanes<T> => Canonical(T.ReciprocalSquareRootSingle(a));
    }
}
