using System.Runtime.InteropServices;

namespace Hardware.Common.Host;

/// <summary>What the host asks of the chip over PCIe.</summary>
public enum HostOperation
{
    /// <summary>Copies host memory to device memory.</summary>
    WriteMemory,

    /// <summary>Copies device memory to host memory.</summary>
    ReadMemory,

    /// <summary>Stores a 32-bit word to the chip's address space.</summary>
    StoreRegister,
}

/// <summary>A command of the host's driver; commands are executed in order.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct HostCommand
{
    public HostOperation Operation;

    /// <summary>Given back in the completion.</summary>
    public int Tag;

    /// <summary>Byte address in the chip's space.</summary>
    public long Address;

    /// <summary>Byte address in host memory of a copy.</summary>
    public long HostAddress;

    /// <summary>Bytes of a copy.</summary>
    public long Length;

    /// <summary>Word of a register store.</summary>
    public uint Data;

    private readonly int _padding;
}

/// <summary>A command is done: its bytes are in memory, or its store has left for the fabric.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct HostCompletion
{
    /// <summary>Tag of the command.</summary>
    public int Tag;

    private readonly int _padding;
}
