using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hardware.Common.Numerics;

/// <summary>16 lanes of 32 bits in one 512-bit vector.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Simd512(Vector512<uint> value) : ISimd<Simd512>
{
    private readonly Vector512<uint> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator &(Simd512 left, Simd512 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator |(Simd512 left, Simd512 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator ^(Simd512 left, Simd512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 left, Simd512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 left, Simd512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator <<(Simd512 value, int count) => new(value._value << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator >>>(Simd512 value, int count) => new(value._value >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(uint bits) => new(Vector512.Create(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 BroadcastSingle(float value) => new(Vector512.Create(value).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyInt32(Simd512 left, Simd512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Simd512 High, Simd512 Low) MultiplyWide(Simd512 left, Simd512 right)
    {
        var even = Avx512F.Multiply(left._value, right._value);
        var odd = Avx512F.Multiply((left._value.AsUInt64() >>> 32).AsUInt32(), (right._value.AsUInt64() >>> 32).AsUInt32());
        var odds = Vector512.Create(0xFFFFFFFF00000000).AsUInt32();
        return (
            new(Vector512.ConditionalSelect(odds, odd.AsUInt32(), (even >>> 32).AsUInt32())),
            new(Vector512.ConditionalSelect(odds, (odd << 32).AsUInt32(), even.AsUInt32())));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(ref readonly float source, nuint element) => new(Vector512.LoadUnsafe(in source, element).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512 value, ref float destination, nuint element) => value._value.AsSingle().StoreUnsafe(ref destination, element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadUInt8(ref readonly byte source) => new(Avx512F.ConvertToVector512UInt32(Vector128.LoadUnsafe(in source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadInt8(ref readonly byte source) => new(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(in source).AsSByte()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadUInt16(ref readonly byte source) => new(Avx512F.ConvertToVector512UInt32(Vector256.LoadUnsafe(in source).AsUInt16()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadInt16(ref readonly byte source) => new(Avx512F.ConvertToVector512Int32(Vector256.LoadUnsafe(in source).AsInt16()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLow8(Simd512 value, ref byte destination) => Avx512F.ConvertToVector128Byte(value._value).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLow16(Simd512 value, ref byte destination) => Avx512F.ConvertToVector256UInt16(value._value).AsByte().StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 GreaterUnsigned(Simd512 left, Simd512 right) => new(Vector512.GreaterThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 GreaterSigned(Simd512 left, Simd512 right) => new(Vector512.GreaterThan(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 EqualBits(Simd512 left, Simd512 right) => new(Vector512.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 GreaterSingle(Simd512 left, Simd512 right) =>
        new(Vector512.GreaterThan(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 GreaterOrEqualSingle(Simd512 left, Simd512 right) =>
        new(Vector512.GreaterThanOrEqual(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 EqualSingle(Simd512 left, Simd512 right) =>
        new(Vector512.Equals(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Select(Simd512 mask, Simd512 ifSet, Simd512 ifClear) => new(Vector512.ConditionalSelect(mask._value, ifSet._value, ifClear._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AddSingle(Simd512 left, Simd512 right) => new((left._value.AsSingle() + right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 SubtractSingle(Simd512 left, Simd512 right) => new((left._value.AsSingle() - right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplySingle(Simd512 left, Simd512 right) => new((left._value.AsSingle() * right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 DivideSingle(Simd512 left, Simd512 right) => new((left._value.AsSingle() / right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 SquareRootSingle(Simd512 value) => new(Vector512.Sqrt(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ReciprocalSquareRootSingle(Simd512 value)
    {
        var (lower, upper) = Vector512.Widen(value._value.AsSingle());
        return new(Vector512.Narrow(Vector512<double>.One / Vector512.Sqrt(lower), Vector512<double>.One / Vector512.Sqrt(upper)).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 FusedMultiplyAdd(Simd512 left, Simd512 right, Simd512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 RoundSingle(Simd512 value) => new(Vector512.Round(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 SingleToInt32(Simd512 value) => new(Vector512.ConvertToInt32(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 SingleToUInt32(Simd512 value) => new(Vector512.ConvertToUInt32(value._value.AsSingle()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Int32ToSingle(Simd512 value) => new(Vector512.ConvertToSingle(value._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 UInt32ToSingle(Simd512 value) => new(Vector512.ConvertToSingle(value._value).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MinInt32(Simd512 left, Simd512 right) => new(Vector512.Min(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MaxInt32(Simd512 left, Simd512 right) => new(Vector512.Max(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ShiftLeftEach(Simd512 value, Simd512 counts) => new(Avx512F.ShiftLeftLogicalVariable(value._value, counts._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ShiftRightEach(Simd512 value, Simd512 counts) => new(Avx512F.ShiftRightLogicalVariable(value._value, counts._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Simd512 Gather(ref readonly float table, Simd512 indices)
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
