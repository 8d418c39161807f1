using System.Runtime.InteropServices;
using Hardware.Common.Isa;

namespace Hardware.Common.Execution;

/// <summary>An instruction on its way from a sequencer to the engine's data path, with register operands already resolved.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct IssuedInstruction
{
    public InstructionWord Word;

    /// <summary>Index of the instruction in its stream.</summary>
    public int ProgramCounter;

    /// <summary>How many instructions the stream executed before this one.</summary>
    public int Sequence;

    /// <summary>Tick at which the sequencer had it decoded and began to wait for its condition.</summary>
    public long ReadyAt;

    /// <summary>Tick at which the condition held and it was pushed to the engine.</summary>
    public long IssuedAt;
}

/// <summary>An update on its way to the semaphore file of a core.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SemaphoreRequest
{
    public SemaphoreUpdate Update;
}

/// <summary>A store to the chip's address space: doorbells, semaphores and events are memory-mapped.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FabricWrite
{
    /// <summary>Byte address in the chip's space.</summary>
    public long Address;

    /// <summary>The 32-bit word stored.</summary>
    public uint Data;

    /// <summary>Who stores: engine number of the stream, or 16 + n for DMA engine n.</summary>
    public int Source;
}
