using System.Security.Cryptography;

namespace Hardware.Firmware.Container;

/// <summary>The hash of a container: SHA-256 of the whole file, the hash field taken as zero.</summary>
public static class ContainerHash
{
    /// <summary>The hash of a file.</summary>
    /// <param name="file">Header and archive.</param>
    public static byte[] Of(ReadOnlySpan<byte> file)
    {
        Span<byte> zeros = stackalloc byte[NeffHeader.HashBytes];
        zeros.Clear();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file[..NeffHeader.HashOffset]);
        hash.AppendData(zeros);
        hash.AppendData(file[(NeffHeader.HashOffset + NeffHeader.HashBytes)..]);
        return hash.GetHashAndReset();
    }
}
