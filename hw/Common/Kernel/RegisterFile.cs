using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hardware.Common.Kernel;

/// <summary>
/// All registers of one component, side by side: one buffer of committed values, one of next values. A commit is one copy, so a
/// register costs nothing beyond its bytes.
/// </summary>
internal sealed class RegisterFile
{
    private const int Alignment = 8;

    public byte[] Current { get; private set; } = [];

    public byte[] Next { get; private set; } = [];

    public bool Dirty;

    public int Length { get; private set; }

    public int Reserve(int bytes)
    {
        var offset = Length;
        Length += (bytes + Alignment - 1) / Alignment * Alignment;
        return offset;
    }

    public void Allocate()
    {
        Current = new byte[Length];
        Next = new byte[Length];
    }

    public void Commit()
    {
        // Most files are a few words long: a loop costs less than the call that copies any length.
        var next = MemoryMarshal.Cast<byte, ulong>(Next.AsSpan());
        var current = MemoryMarshal.Cast<byte, ulong>(Current.AsSpan());
        var i = 0;
        for (; i <= next.Length - Vector256<ulong>.Count; i += Vector256<ulong>.Count)
            Vector256.LoadUnsafe(in next[i]).StoreUnsafe(ref current[i]);
        for (; i < next.Length; i++)
            current[i] = next[i];
        Dirty = false;
    }
}
