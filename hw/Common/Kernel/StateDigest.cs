using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Hardware.Common.Kernel;

/// <summary>A 128-bit digest (XXH3) of a netlist's committed state.</summary>
public sealed class StateDigest
{
    private readonly XxHash128 _hash = new();

    public void Add(ReadOnlySpan<byte> content) => _hash.Append(content);

    public void Add(long value) => _hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref value)));

    public void Add(string text) => _hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Digest of all that was added, as 32 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());
}
