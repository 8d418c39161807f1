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
        Next.AsSpan().CopyTo(Current);
        Dirty = false;
    }
}
