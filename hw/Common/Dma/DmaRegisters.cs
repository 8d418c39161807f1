using Hardware.Common.Parameters;

namespace Hardware.Common.Dma;

/// <summary>The two rings of a queue: descriptors of the bytes to read (M2S, TX) and of the places to write (S2M, RX).</summary>
public enum DmaSide : byte
{
    /// <summary>Memory to stream.</summary>
    Read,

    /// <summary>Stream to memory.</summary>
    Write,
}

/// <summary>Registers of one ring that a program writes; the value is the offset within the ring's block.</summary>
public enum DmaRegister : ushort
{
    Configuration = 0x20,
    BaseLow = 0x28,
    BaseHigh = 0x2C,

    /// <summary>Slots of the ring, 24 bits.</summary>
    Length = 0x30,

    /// <summary>Descriptors taken: offset in bits 0-23, phase in 30-31.</summary>
    Head = 0x34,

    /// <summary>Doorbell: adds to the tail, in descriptors.</summary>
    TailIncrement = 0x38,
    Tail = 0x3C,
}

/// <summary>Register block of a DMA engine, as the public driver maps it: per engine an M2S and an S2M half, per half a block for each queue.</summary>
/// <param name="Core">Core whose DMA engine is meant.</param>
/// <param name="Engine">Engine within the core.</param>
/// <param name="Side">Half of the engine's block.</param>
/// <param name="Ring">Queue.</param>
/// <param name="Register">Register of the ring.</param>
/// <remarks>Offsets: public driver headers of the UDMA.</remarks>
public readonly record struct DmaRegisters(int Core, int Engine, DmaSide Side, int Ring, DmaRegister Register)
{
    /// <summary>Bytes from the M2S half to the S2M half.</summary>
    public const int SideStride = 0x20000;

    /// <summary>Offset of queue 0 within a half.</summary>
    public const int RingOffset = 0x1000;

    /// <summary>Bytes from one queue's block to the next.</summary>
    public const int RingStride = 0x1000;

    /// <summary>Byte address of the register in the chip's space.</summary>
    public long AddressIn(ChipSpec spec) =>
        BlockOf(spec, Core, Engine) + ((int)Side * SideStride) + RingOffset + (Ring * RingStride) + (int)Register;

    /// <summary>Byte address of the register block of an engine.</summary>
    public static long BlockOf(ChipSpec spec, int core, int engine) =>
        spec.DmaRegisterBase.Value + (core * spec.DmaRegisterCoreStride.Value) + (engine * spec.DmaRegisterEngineStride.Value);

    /// <summary>Splits an address; false if no DMA engine of the chip has a register there.</summary>
    public static bool TryDecode(long address, ChipSpec spec, out DmaRegisters register)
    {
        register = default;
        var offset = address - spec.DmaRegisterBase.Value;
        if (offset < 0)
            return false;
        var core = offset / spec.DmaRegisterCoreStride.Value;
        offset %= spec.DmaRegisterCoreStride.Value;
        var engine = offset / spec.DmaRegisterEngineStride.Value;
        offset %= spec.DmaRegisterEngineStride.Value;
        if (core >= spec.Cores.Value || engine >= spec.DmaEnginesPerCore.Value)
            return false;
        var side = offset / SideStride;
        offset = (offset % SideStride) - RingOffset;
        var ring = offset / RingStride;
        if (side > 1 || offset < 0 || ring >= spec.DmaRings.Value)
            return false;
        var name = (DmaRegister)(offset % RingStride);
        register = new DmaRegisters((int)core, (int)engine, (DmaSide)side, (int)ring, name);
        return name is DmaRegister.Configuration or DmaRegister.BaseLow or DmaRegister.BaseHigh or DmaRegister.Length or DmaRegister.Head
            or DmaRegister.TailIncrement or DmaRegister.Tail;
    }
}
