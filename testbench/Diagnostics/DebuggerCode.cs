using Hardware.Common.Diagnostics;

namespace Hardware.Testbench.Diagnostics;

/// <summary>Mistakes in commands of the debugger (09xx).</summary>
[DiagnosticCodes]
public enum DebuggerCode
{
    /// <summary>The debugger has no such command. Use one that help lists.</summary>
    DebuggerCommandUnknown = 901,

    /// <summary>A debugger command does not fit its usage. Compare with help COMMAND.</summary>
    DebuggerUsage = 902,

    /// <summary>A word is no stream. Use pe, act, dve, pool or sp, with a core before it if needed.</summary>
    DebuggerStreamUnknown = 903,

    /// <summary>The program has no instructions for a stream. Use a stream that the message lists.</summary>
    DebuggerStreamEmpty = 904,

    /// <summary>A stream that has halted cannot be stepped. Step another stream, or go on with cycle.</summary>
    DebuggerStreamHalted = 905,

    /// <summary>A stream has no such label. Use one that list shows.</summary>
    DebuggerLabelUnknown = 906,

    /// <summary>A stream has no such instruction. Use an index inside the stream.</summary>
    DebuggerIndexOutOfRange = 907,

    /// <summary>A sequencer has no such register. Use R0 to R63.</summary>
    DebuggerRegisterUnknown = 908,

    /// <summary>A core has no such semaphore. Use a name of the program, or a number.</summary>
    DebuggerSemaphoreUnknown = 909,

    /// <summary>The time to go on to has passed. Use a later time, or back.</summary>
    DebuggerTimePassed = 910,

    /// <summary>The program has completed, so nothing can go on. Use back.</summary>
    DebuggerProgramEnded = 911,

    /// <summary>There is nothing that early to go back to. Go back less far.</summary>
    DebuggerNothingEarlier = 912,

    /// <summary>There is no breakpoint of that number. Use one that info breakpoints lists.</summary>
    DebuggerBreakpointUnknown = 913,

    /// <summary>A buffer or tensor lies in another memory than was said. Leave the memory out.</summary>
    DebuggerMemoryDiffers = 914,

    /// <summary>An address range is not in the memory. Use addresses inside it.</summary>
    DebuggerAddressOutside = 915,

    /// <summary>There are neither one nor as many values as elements. Give one, or one for each.</summary>
    DebuggerValueCount = 916,

    /// <summary>A value does not fit the element type. Use one inside its range.</summary>
    DebuggerValueOutOfRange = 917,

    /// <summary>The program has no such DMA queue. Use one that the message lists.</summary>
    DebuggerQueueUnknown = 918,

    /// <summary>A queue is not on that DMA engine. Use one that the message names.</summary>
    DebuggerDmaEngineUnknown = 919,

    /// <summary>A DMA ring has no such descriptor. Use a position inside the ring.</summary>
    DebuggerDescriptorUnknown = 920,

    /// <summary>A DMA descriptor cannot move so many bytes. Use 1 to 65536.</summary>
    DebuggerDescriptorLength = 921,

    /// <summary>There is no help for that word. Use the name of a command.</summary>
    DebuggerTopicUnknown = 922,

    /// <summary>A script of debugger commands cannot be read. Name an existing file that you may read.</summary>
    DebuggerScriptUnreadable = 923,

    /// <summary>A fault of the program has ended the run, so nothing can go on or be changed. Use back.</summary>
    DebuggerRunFaulted = 924,

    /// <summary>The program has no such buffer or tensor. Use one that the message lists, or an address.</summary>
    DebuggerMemoryUnknown = 925,

    /// <summary>A word is no element type. Use one that the message lists.</summary>
    DebuggerTypeUnknown = 926,
}
