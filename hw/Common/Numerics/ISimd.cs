namespace Hardware.Common.Numerics;

/// <summary>
/// A vector of 32-bit lanes, each bits, unsigned integer or FP32 as the operation says. A kernel written once over this interface
/// compiles to 512-bit and to 256-bit code.
/// </summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
internal interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    /// <summary>Lanes in one vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Integer sum, wrapping.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Integer difference, wrapping.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator <<(TSelf value, int count);

    /// <summary>Logical shift.</summary>
    static abstract TSelf operator >>>(TSelf value, int count);

    static abstract TSelf Broadcast(uint bits);

    static abstract TSelf BroadcastSingle(float value);

    /// <summary>Reads one vector at an element offset.</summary>
    static abstract TSelf Load(ref readonly float source, nuint element);

    static abstract void Store(TSelf value, ref float destination, nuint element);

    /// <summary>Reads one vector of bytes, zero-extended.</summary>
    static abstract TSelf LoadUInt8(ref readonly byte source);

    static abstract TSelf LoadInt8(ref readonly byte source);

    /// <summary>Reads one vector of 16-bit elements, zero-extended.</summary>
    static abstract TSelf LoadUInt16(ref readonly byte source);

    static abstract TSelf LoadInt16(ref readonly byte source);

    /// <summary>Writes the low byte of each lane.</summary>
    static abstract void StoreLow8(TSelf value, ref byte destination);

    /// <summary>Writes the low 16 bits of each lane.</summary>
    static abstract void StoreLow16(TSelf value, ref byte destination);

    /// <summary>All ones where left is greater as an unsigned integer.</summary>
    static abstract TSelf GreaterUnsigned(TSelf left, TSelf right);

    /// <summary>All ones where left is greater as a signed integer.</summary>
    static abstract TSelf GreaterSigned(TSelf left, TSelf right);

    /// <summary>All ones where the bits are equal.</summary>
    static abstract TSelf EqualBits(TSelf left, TSelf right);

    /// <summary>All ones where left is greater as FP32; false for NaN.</summary>
    static abstract TSelf GreaterSingle(TSelf left, TSelf right);

    /// <summary>All ones where left is at least right as FP32; false for NaN.</summary>
    static abstract TSelf GreaterOrEqualSingle(TSelf left, TSelf right);

    /// <summary>All ones where equal as FP32; false for NaN, true for zeros of either sign.</summary>
    static abstract TSelf EqualSingle(TSelf left, TSelf right);

    /// <summary>Where the mask lane is all ones the first value, else the second.</summary>
    static abstract TSelf Select(TSelf mask, TSelf ifSet, TSelf ifClear);

    static abstract TSelf AddSingle(TSelf left, TSelf right);

    static abstract TSelf SubtractSingle(TSelf left, TSelf right);

    static abstract TSelf MultiplySingle(TSelf left, TSelf right);

    static abstract TSelf DivideSingle(TSelf left, TSelf right);

    static abstract TSelf SquareRootSingle(TSelf value);

    /// <summary>1 / square root, in FP64, then rounded.</summary>
    static abstract TSelf ReciprocalSquareRootSingle(TSelf value);

    /// <summary>left x right + addend with one rounding.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Rounds FP32 to an integral FP32, ties to even.</summary>
    static abstract TSelf RoundSingle(TSelf value);

    /// <summary>Integral FP32 to INT32, saturating, NaN to 0.</summary>
    static abstract TSelf SingleToInt32(TSelf value);

    /// <summary>Integral FP32 to UINT32, saturating, NaN to 0.</summary>
    static abstract TSelf SingleToUInt32(TSelf value);

    static abstract TSelf Int32ToSingle(TSelf value);

    static abstract TSelf UInt32ToSingle(TSelf value);

    /// <summary>Low 32 bits of the product.</summary>
    static abstract TSelf MultiplyInt32(TSelf left, TSelf right);

    /// <summary>High and low 32 bits of the unsigned products.</summary>
    static abstract (TSelf High, TSelf Low) MultiplyWide(TSelf left, TSelf right);

    /// <summary>Signed minimum.</summary>
    static abstract TSelf MinInt32(TSelf left, TSelf right);

    static abstract TSelf MaxInt32(TSelf left, TSelf right);

    /// <summary>Each lane shifted left by its own count; 0 for counts of 32 and more.</summary>
    static abstract TSelf ShiftLeftEach(TSelf value, TSelf counts);

    static abstract TSelf ShiftRightEach(TSelf value, TSelf counts);

    /// <summary>Each lane reads table[index]; indices are below the table's length.</summary>
    static abstract TSelf Gather(ref readonly float table, TSelf indices);
}
