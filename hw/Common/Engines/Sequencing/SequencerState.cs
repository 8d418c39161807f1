namespace Hardware.Common.Engines.Sequencing;

/// <summary>What a sequencer does with its current instruction; waves and the debugger show the names.</summary>
public enum SequencerState : byte
{
    /// <summary>Never started.</summary>
    Idle,

    /// <summary>The next instruction has not arrived from device memory.</summary>
    Fetch,

    /// <summary>The instruction is decoded and waits for its semaphore or event, if it names one.</summary>
    Wait,

    /// <summary>The condition came true; the wake-up takes its time.</summary>
    Wake,

    /// <summary>The instruction may issue but the engine's queue is full.</summary>
    Issue,

    /// <summary>A control instruction takes more than one cycle.</summary>
    Execute,

    /// <summary>A control instruction waits for the engine to become idle or for a place for its stores.</summary>
    Blocked,

    /// <summary>A control instruction is done but its update finds no place.</summary>
    Update,

    /// <summary>The stream ended with Halt.</summary>
    Halted,
}
