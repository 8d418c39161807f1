using System.Runtime.InteropServices;

namespace Hardware.Common.Engines.Lanes;

/// <summary>An instruction between its start and the moment from which no younger one has to wait for its results. Times are ticks of the
/// clock grid, 0 while the event lies ahead.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct LaneInFlight
{
    public IssuedInstruction Instruction;
    public long StartedAt;
    public long FirstBeatAt;
    public long LastBeatAt;
    public long CompletedAt;

    /// <summary>Engine cycle from which a dependent instruction may start; set at completion.</summary>
    public long HeldUntil;

    public RegionBox Destination;

    /// <summary>1 if it takes a turn of the shared SBUF port.</summary>
    public int UsesSbuf;

    /// <summary>1 if it takes a turn of the shared PSUM port.</summary>
    public int UsesPsum;

    /// <summary>Results in the pipeline.</summary>
    public int Outstanding;
}

/// <summary>The control state of a lane engine. Slots count from 1; 0 is none. Cycles are the engine's.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct LaneControl
{
    /// <summary>Instructions started since power-up; the slot of the next is this number modulo the number of slots.</summary>
    public long Started;

    /// <summary>Instructions whose slots are free again.</summary>
    public long Retired;

    /// <summary>Cycle of the last start.</summary>
    public long StartedCycle;

    /// <summary>First cycle of the beats of the instruction in <see cref="BeatingSlot"/>.</summary>
    public long BeatsFrom;

    /// <summary>Cycle in which a shared port was given back: it cannot be used in that cycle.</summary>
    public long ReleasedCycle;

    public int StartingSlot;
    public int BeatingSlot;
    public int BeatsDone;

    /// <summary>Times of the instruction in <see cref="BeatingSlot"/>.</summary>
    public BeatSchedule Schedule;

    /// <summary>Activation table set in the engine, counted from 1; 0 is none.</summary>
    public int TableSet;

    /// <summary>Started instructions that have not completed.</summary>
    public int Unfinished;

    /// <summary>Uncompleted instructions that use the shared SBUF port.</summary>
    public int SbufUses;

    /// <summary>Uncompleted instructions that use the shared PSUM port.</summary>
    public int PsumUses;
}
