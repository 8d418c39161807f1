using System.Buffers.Binary;
using Hardware.Common.Numerics;

namespace Hardware.Firmware.Assembly;

/// <summary>Writes numbers of the text as elements.</summary>
public static class ElementEncoding
{
    /// <summary>Writes one element of a chip: floats by way of FP32, rounded to nearest even; integers exactly; bool as 0 or 1.</summary>
    /// <returns>False if the type cannot hold the value: not whole, out of range, or NaN for an integer type or bool.</returns>
    public static bool TryWrite(NumberFormats formats, DataType type, double value, Span<byte> element)
    {
        if (type.IsFloat())
        {
            formats.FromSingle(type, [(float)value], element);
            return true;
        }

        var (least, most) = type == DataType.Boolean ? (0, 1) : (type.Smallest(), type.Largest());
        if (!(value >= least && value <= most) || !Math.Floor(value).Equals(value))
            return false;
        Span<byte> whole = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(whole, (long)value);
        whole[..type.Size()].CopyTo(element);
        return true;
    }
}
