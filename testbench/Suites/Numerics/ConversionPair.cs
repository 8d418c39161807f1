using System.Buffers.Binary;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>Two types and a rounding between them.</summary>
internal readonly record struct ConversionPair(DataType From, DataType To, Rounding Rounding)
{
    /// <summary>Every pair in every rounding.</summary>
    public static IEnumerable<ConversionPair> All =>
        from rounding in Enum.GetValues<Rounding>()
        from source in DataTypes.Values.ToArray()
        from destination in DataTypes.Values.ToArray()
        select new ConversionPair(source, destination, rounding);

    /// <summary>The code of the source type that an input stands for.</summary>
    public uint SourceCode(ConversionInput input) => input.Bits >> (32 - (8 * From.Size()));

    /// <summary>The elements' codes after conversion.</summary>
    public uint[] Convert(ConversionInput[] inputs, Overflow overflow, LaneWidth width)
    {
        var source = Elements.Pack(From.Size(), Array.ConvertAll(inputs, SourceCode));
        var destination = new byte[inputs.Length * To.Size()];
        NumberFormats.Default.Convert(
            From, source, To, destination, inputs.Length, Rounding, Array.ConvertAll(inputs, input => input.Random), overflow, width);
        return Elements.Unpack(To.Size(), destination);
    }

    public override string ToString() => $"{From.AssemblyName()} to {To.AssemblyName()}, {Rounding}";
}

/// <summary>Codes to packed little-endian elements and back.</summary>
internal static class Elements
{
    public static byte[] Pack(int size, uint[] codes)
    {
        var bytes = new byte[codes.Length * size];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(codes[i / size] >> (8 * (i % size)));
        return bytes;
    }

    public static uint[] Unpack(int size, byte[] bytes)
    {
        var codes = new uint[bytes.Length / size];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = size switch
            {
                1 => bytes[i],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i * 2)),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 4)),
            };
        }

        return codes;
    }
}
