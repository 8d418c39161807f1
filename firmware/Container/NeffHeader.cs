using System.Buffers.Binary;
using System.Text;

namespace Hardware.Firmware.Container;

/// <summary>
/// The 1024-byte header in front of the archive, little-endian, with the fields of the public NEFF documentation. The content behind it is
/// our own: NEFF-like, not NEFF-compatible, which <see cref="OwnEncoding"/> says to every other reader.
/// </summary>
public sealed record NeffHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 1024;

    /// <summary>Version of the package format; this one has a SHA-256 hash.</summary>
    public const ulong PackageVersionWithSha256 = 2;

    public const ulong MajorVersion = 2;

    public const ulong MinorVersion = 0;

    /// <summary>Feature bit of this project's instruction encoding. Public loaders refuse bits that they do not know.</summary>
    public const ulong OwnEncoding = 1UL << 62;

    /// <summary>Bytes of the hash, a SHA-256 of the whole file with this field zero.</summary>
    public const int HashBytes = 32;

    /// <summary>Offset of the hash.</summary>
    public const int HashOffset = 172;

    /// <summary>Offset of the feature bits.</summary>
    public const int FeaturesOffset = 544;

    /// <summary>Offset of the number of cores.</summary>
    public const int CoresOffset = 168;

    /// <summary>Offset of the header's own size.</summary>
    public const int HeaderSizeOffset = 8;

    /// <summary>Cores that the header can name.</summary>
    public const int MaximumCores = 64;

    private const int DataSizeOffset = 16;
    private const int MajorOffset = 24;
    private const int MinorOffset = 32;
    private const int BuildOffset = 40;
    private const int BuildBytes = 128;
    private const int UuidOffset = 204;
    private const int UuidBytes = 16;
    private const int NameOffset = 220;
    private const int NameBytes = 256;
    private const int RequestedCoresOffset = 476;
    private const int CoresPerNodeOffset = 480;
    private const int LogicalCoreOffset = 552;

    public ulong PackageVersion { get; init; } = PackageVersionWithSha256;

    public ulong HeaderSize { get; init; } = Bytes;

    /// <summary>Bytes behind the header.</summary>
    public required ulong DataSize { get; init; }

    public ulong Major { get; init; } = MajorVersion;

    public ulong Minor { get; init; } = MinorVersion;

    /// <summary>What wrote the file, at most 127 bytes of UTF-8.</summary>
    public string BuildVersion { get; init; } = "";

    /// <summary>NeuronCores needed (num_tpb, requested_tpb_count and the nodes' counts).</summary>
    public required uint Cores { get; init; }

    /// <summary>See <see cref="HashBytes"/>.</summary>
    public ReadOnlyMemory<byte> Hash { get; init; } = new byte[HashBytes];

    /// <summary>128 bits that tell programs apart; here a hash of the archive.</summary>
    public UInt128 Uuid { get; init; }

    /// <summary>Title, at most 255 bytes of UTF-8.</summary>
    public string Name { get; init; } = "";

    /// <summary>Each bit is one feature that a reader must know.</summary>
    public ulong FeatureBits { get; init; } = OwnEncoding;

    /// <summary>NeuronCores of a logical core.</summary>
    public uint LogicalCoreSize { get; init; } = 1;

    /// <summary>Writes the header.</summary>
    /// <param name="target">At least <see cref="Bytes"/> bytes.</param>
    public void Encode(Span<byte> target)
    {
        target[..Bytes].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(target, PackageVersion);
        BinaryPrimitives.WriteUInt64LittleEndian(target[HeaderSizeOffset..], HeaderSize);
        BinaryPrimitives.WriteUInt64LittleEndian(target[DataSizeOffset..], DataSize);
        BinaryPrimitives.WriteUInt64LittleEndian(target[MajorOffset..], Major);
        BinaryPrimitives.WriteUInt64LittleEndian(target[MinorOffset..], Minor);
        WriteText(BuildVersion, target.Slice(BuildOffset, BuildBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(target[CoresOffset..], Cores);
        Hash.Span.CopyTo(target.Slice(HashOffset, HashBytes));
        BinaryPrimitives.WriteUInt128LittleEndian(target[UuidOffset..], Uuid);
        WriteText(Name, target.Slice(NameOffset, NameBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(target[RequestedCoresOffset..], Cores);
        for (var node = 0; node < Math.Min(Cores, MaximumCores); node++)
            target[CoresPerNodeOffset + node] = 1;
        BinaryPrimitives.WriteUInt64LittleEndian(target[FeaturesOffset..], FeatureBits);
        BinaryPrimitives.WriteUInt32LittleEndian(target[LogicalCoreOffset..], LogicalCoreSize);
    }

    /// <summary>Reads a header; what the fields say is for the reader to check.</summary>
    /// <param name="source">At least <see cref="Bytes"/> bytes.</param>
    public static NeffHeader Decode(ReadOnlySpan<byte> source) => new()
    {
        PackageVersion = BinaryPrimitives.ReadUInt64LittleEndian(source),
        HeaderSize = BinaryPrimitives.ReadUInt64LittleEndian(source[HeaderSizeOffset..]),
        DataSize = BinaryPrimitives.ReadUInt64LittleEndian(source[DataSizeOffset..]),
        Major = BinaryPrimitives.ReadUInt64LittleEndian(source[MajorOffset..]),
        Minor = BinaryPrimitives.ReadUInt64LittleEndian(source[MinorOffset..]),
        BuildVersion = ReadText(source.Slice(BuildOffset, BuildBytes)),
        Cores = BinaryPrimitives.ReadUInt32LittleEndian(source[CoresOffset..]),
        Hash = source.Slice(HashOffset, HashBytes).ToArray(),
        Uuid = BinaryPrimitives.ReadUInt128LittleEndian(source.Slice(UuidOffset, UuidBytes)),
        Name = ReadText(source.Slice(NameOffset, NameBytes)),
        FeatureBits = BinaryPrimitives.ReadUInt64LittleEndian(source[FeaturesOffset..]),
        LogicalCoreSize = BinaryPrimitives.ReadUInt32LittleEndian(source[LogicalCoreOffset..]),
    };

    /// <summary>Writes as many whole characters as fit before a final zero.</summary>
    private static void WriteText(string text, Span<byte> field)
    {
        var used = 0;
        Span<byte> encoded = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(encoded);
            if (used + length >= field.Length)
                return;
            encoded[..length].CopyTo(field[used..]);
            used += length;
        }
    }

    private static string ReadText(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
