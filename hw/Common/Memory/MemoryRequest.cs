using System.Runtime.InteropServices;

namespace Hardware.Common.Memory;

/// <summary>Asks the device memory's controller for bandwidth; the content moves between memory and requester when the time comes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct MemoryRequest
{
    /// <summary>First byte, inside one region.</summary>
    public long Address;

    /// <summary>Bytes to read or write.</summary>
    public int Bytes;

    /// <summary>Given back in the reply.</summary>
    public int Tag;
}

/// <summary>When a request's bytes may move.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct MemoryReply
{
    /// <summary>Tick of the grid at which the last byte has been read, or is in memory.</summary>
    public long ReadyAt;

    /// <summary>Tag of the request.</summary>
    public int Tag;

    private readonly int _padding;
}
