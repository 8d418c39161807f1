using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hardware.Common.Numerics;

/// <summary>16 lanes of 32 bits in one 512-bit vector.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Lanes512(Vector512<uint> value) : ILanes<Lanes512>
{
    private readonly Vector512<uint> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator &(Lanes512 left, Lanes512 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator |(Lanes512 left, Lanes512 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ^(Lanes512 left, Lanes512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator <<(Lanes512 value, int count) => new(value._value << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator >>>(Lanes512 value, int count) => new(value._value >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(uint bits) => new(Vector512.Create(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 BroadcastSingle(float value) => new(Vector512.Create(value).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyInt32(Lanes512 left, Lanes512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes512 High, Lanes512 Low) MultiplyWide(Lanes512 left, Lanes512 right)
    {
        var even = Avx512F.Multiply(left._value, right._value);
        var odd = Avx512F.Multiply((left._value.AsUInt64() >>> 32).AsUInt32(), (right._value.AsUInt64() >>> 32).AsUInt32());
        var odds = Vector512.Create(0xFFFFFFFF00000000).AsUInt32();
        return (
            new(Vector512.ConditionalSelect(odds, odd.AsUInt32(), (even >>> 32).AsUInt32())),
            new(Vector512.ConditionalSelect(odds, (odd << 32).AsUInt32(), even.AsUInt32())));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly float source, nuint element) => new(Vector512.LoadUnsafe(in source, element).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 value, ref float destination, nuint element) => value._value.AsSingle().StoreUnsafe(ref destination, element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadUInt8(ref readonly byte source) => new(Avx512F.ConvertToVector512UInt32(Vector128.LoadUnsafe(in source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadInt8(ref readonly byte source) => new(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(in source).AsSByte()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadUInt16(ref readonly byte source) => new(Avx512F.ConvertToVector512UInt32(Vector256.LoadUnsafe(in source).AsUInt16()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadInt16(ref readonly byte source) => new(Avx512F.ConvertToVector512Int32(Vector256.LoadUnsafe(in source).AsInt16()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLow8(Lanes512 value, ref byte destination) => Avx512F.ConvertToVector128Byte(value._value).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLow16(Lanes512 value, ref byte destination) => Avx512F.ConvertToVector256UInt16(value._value).AsByte().StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 GreaterUnsigned(Lanes512 left, Lanes512 right) => new(Vector512.GreaterThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 GreaterSigned(Lanes512 left, Lanes512 right) => new(Vector512.GreaterThan(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 EqualBits(Lanes512 left, Lanes512 right) => new(Vector512.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 GreaterSingle(Lanes512 left, Lanes512 right) =>
        new(Vector512.GreaterThan(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 GreaterOrEqualSingle(Lanes512 left, Lanes512 right) =>
        new(Vector512.GreaterThanOrEqual(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 EqualSingle(Lanes512 left, Lanes512 right) =>
        new(Vector512.Equals(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 ifSet, Lanes512 ifClear) => new(Vector512.ConditionalSelect(mask._value, ifSet._value, ifClear._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AddSingle(Lanes512 left, Lanes512 right) => new((left._value.AsSingle() + right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SubtractSingle(Lanes512 left, Lanes512 right) => new((left._value.AsSingle() - right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplySingle(Lanes512 left, Lanes512 right) => new((left._value.AsSingle() * right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 DivideSingle(Lanes512 left, Lanes512 right) => new((left._value.AsSingle() / right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SquareRootSingle(Lanes512 value) => new(Vector512.Sqrt(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ReciprocalSquareRootSingle(Lanes512 value)
    {
        var (lower, upper) = Vector512.Widen(value._value.AsSingle());
        return new(Vector512.Narrow(Vector512<double>.One / Vector512.Sqrt(lower), Vector512<double>.One / Vector512.Sqrt(upper)).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 FusedMultiplyAdd(Lanes512 left, Lanes512 right, Lanes512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 RoundSingle(Lanes512 value) => new(Vector512.Round(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SingleToInt32(Lanes512 value) => new(Vector512.ConvertToInt32(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SingleToUInt32(Lanes512 value) => new(Vector512.ConvertToUInt32(value._value.AsSingle()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Int32ToSingle(Lanes512 value) => new(Vector512.ConvertToSingle(value._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 UInt32ToSingle(Lanes512 value) => new(Vector512.ConvertToSingle(value._value).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MinInt32(Lanes512 left, Lanes512 right) => new(Vector512.Min(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MaxInt32(Lanes512 left, Lanes512 right) => new(Vector512.Max(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftLeftEach(Lanes512 value, Lanes512 counts) => new(Avx512F.ShiftLeftLogicalVariable(value._value, counts._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ShiftRightEach(Lanes512 value, Lanes512 counts) => new(Avx512F.ShiftRightLogicalVariable(value._value, counts._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512 Gather(ref readonly float table, Lanes512 indices)
    {
        fixed (float* address = &table)
        {
            var low = Avx2.GatherVector256(address, indices._value.GetLower().AsInt32(), 4);
            var high = Avx2.GatherVector256(address, indices._value.GetUpper().AsInt32(), 4);
            return new(Vector512.Create(low, high).AsUInt32());
        }
    }

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512BW.IsSupported;
}
