using System.Runtime.InteropServices;
using Hardware.Common.Isa;

namespace Hardware.Common.Engines;

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
