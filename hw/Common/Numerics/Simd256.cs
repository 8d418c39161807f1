using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hardware.Common.Numerics;

/// <summary>8 lanes of 32 bits in one 256-bit vector.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Simd256(Vector256<uint> value) : ISimd<Simd256>
{
    private readonly Vector256<uint> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator &(Simd256 left, Simd256 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator |(Simd256 left, Simd256 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator ^(Simd256 left, Simd256 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator +(Simd256 left, Simd256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 left, Simd256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator <<(Simd256 value, int count) => new(value._value << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator >>>(Simd256 value, int count) => new(value._value >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Broadcast(uint bits) => new(Vector256.Create(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 BroadcastSingle(float value) => new(Vector256.Create(value).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplyInt32(Simd256 left, Simd256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Simd256 High, Simd256 Low) MultiplyWide(Simd256 left, Simd256 right)
    {
        var even = Avx2.Multiply(left._value, right._value);
        var odd = Avx2.Multiply((left._value.AsUInt64() >>> 32).AsUInt32(), (right._value.AsUInt64() >>> 32).AsUInt32());
        var odds = Vector256.Create(0xFFFFFFFF00000000).AsUInt32();
        return (
            new(Vector256.ConditionalSelect(odds, odd.AsUInt32(), (even >>> 32).AsUInt32())),
            new(Vector256.ConditionalSelect(odds, (odd << 32).AsUInt32(), even.AsUInt32())));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Load(ref readonly float source, nuint element) => new(Vector256.LoadUnsafe(in source, element).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256 value, ref float destination, nuint element) => value._value.AsSingle().StoreUnsafe(ref destination, element);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadUInt8(ref readonly byte source) => new(Avx2.ConvertToVector256Int32(Load64(in source)).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadInt8(ref readonly byte source) => new(Avx2.ConvertToVector256Int32(Load64(in source).AsSByte()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadUInt16(ref readonly byte source) => new(Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(in source).AsUInt16()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadInt16(ref readonly byte source) => new(Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(in source).AsInt16()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLow8(Simd256 value, ref byte destination)
    {
        var halves = Vector256.Narrow(value._value, value._value).GetLower();
        var bytes = Vector128.Narrow(halves, halves).AsUInt64();
        Unsafe.WriteUnaligned(ref destination, bytes.ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLow16(Simd256 value, ref byte destination)
    {
        Vector256.Narrow(value._value, value._value).GetLower().AsByte().StoreUnsafe(ref destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 GreaterUnsigned(Simd256 left, Simd256 right) => new(Vector256.GreaterThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 GreaterSigned(Simd256 left, Simd256 right) => new(Vector256.GreaterThan(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 EqualBits(Simd256 left, Simd256 right) => new(Vector256.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 GreaterSingle(Simd256 left, Simd256 right) =>
        new(Vector256.GreaterThan(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 GreaterOrEqualSingle(Simd256 left, Simd256 right) =>
        new(Vector256.GreaterThanOrEqual(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 EqualSingle(Simd256 left, Simd256 right) =>
        new(Vector256.Equals(left._value.AsSingle(), right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Select(Simd256 mask, Simd256 ifSet, Simd256 ifClear) => new(Vector256.ConditionalSelect(mask._value, ifSet._value, ifClear._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 AddSingle(Simd256 left, Simd256 right) => new((left._value.AsSingle() + right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 SubtractSingle(Simd256 left, Simd256 right) => new((left._value.AsSingle() - right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplySingle(Simd256 left, Simd256 right) => new((left._value.AsSingle() * right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 DivideSingle(Simd256 left, Simd256 right) => new((left._value.AsSingle() / right._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 SquareRootSingle(Simd256 value) => new(Vector256.Sqrt(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ReciprocalSquareRootSingle(Simd256 value)
    {
        var (lower, upper) = Vector256.Widen(value._value.AsSingle());
        return new(Vector256.Narrow(Vector256<double>.One / Vector256.Sqrt(lower), Vector256<double>.One / Vector256.Sqrt(upper)).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 FusedMultiplyAdd(Simd256 left, Simd256 right, Simd256 addend) =>
        new(Vector256.FusedMultiplyAdd(left._value.AsSingle(), right._value.AsSingle(), addend._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 RoundSingle(Simd256 value) => new(Vector256.Round(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 SingleToInt32(Simd256 value) => new(Vector256.ConvertToInt32(value._value.AsSingle()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 SingleToUInt32(Simd256 value) => new(Vector256.ConvertToUInt32(value._value.AsSingle()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Int32ToSingle(Simd256 value) => new(Vector256.ConvertToSingle(value._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 UInt32ToSingle(Simd256 value) => new(Vector256.ConvertToSingle(value._value).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MinInt32(Simd256 left, Simd256 right) => new(Vector256.Min(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MaxInt32(Simd256 left, Simd256 right) => new(Vector256.Max(left._value.AsInt32(), right._value.AsInt32()).AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ShiftLeftEach(Simd256 value, Simd256 counts) => new(Avx2.ShiftLeftLogicalVariable(value._value, counts._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ShiftRightEach(Simd256 value, Simd256 counts) => new(Avx2.ShiftRightLogicalVariable(value._value, counts._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Simd256 Gather(ref readonly float table, Simd256 indices)
    {
        fixed (float* address = &table)
            return new(Avx2.GatherVector256(address, indices._value.AsInt32(), 4).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load64(ref readonly byte source) =>
        Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(in source)).AsByte();

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;
}
