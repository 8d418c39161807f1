namespace Hardware.Common.Diagnostics;

/// <summary>Mistakes that the model itself finds: files (05xx), chip parameters (06xx) and what a running program must not do (07xx).</summary>
[DiagnosticCodes]
public enum HardwareCode
{
    /// <summary>An output file cannot be created. Name a file in an existing folder that you may write to.</summary>
    OutputFileNotCreated = 501,

    /// <summary>A finished output file cannot take its final name. Name a path that is not a folder and that you may replace.</summary>
    OutputFileNotReplaced = 502,

    /// <summary>A clock has no positive frequency. Give a frequency above 0 Hz.</summary>
    ClockFrequencyNotPositive = 601,

    /// <summary>The clocks have no common grid of usable step. Choose frequencies with a larger common factor.</summary>
    ClockGridTooFine = 602,

    /// <summary>A chip parameter of that name does not exist. Use a name that `inspect --chip` lists.</summary>
    ChipParameterUnknown = 603,

    /// <summary>A chip parameter is outside its legal range. Use a value inside the range that the message gives.</summary>
    ChipParameterOutOfRange = 604,

    /// <summary>The chip has nothing that the parameter describes. Leave it out.</summary>
    ChipParameterAbsent = 606,

    /// <summary>The array cannot multiply that type. Use a type that the message lists.</summary>
    MatrixOperandType = 720,

    /// <summary>PSUM takes FP32 from float operands and INT32 from INT8 ones. Give dst that type.</summary>
    MatrixDestinationType = 721,

    /// <summary>Source and destination of a MatMul have different sizes. Give both the same number of elements a partition.</summary>
    MatrixShapesDiffer = 722,

    /// <summary>Too many columns or moving elements. Split the instruction.</summary>
    MatrixElementCount = 723,

    /// <summary>An operand covers no partition or more than there are. Use 1 to 128.</summary>
    MatrixPartitionCount = 724,

    /// <summary>TensorE reads SBUF and writes PSUM only. Move the operand.</summary>
    MatrixOperandMemory = 725,

    /// <summary>An operand starts at a partition that its size does not allow. Use a start that the message lists.</summary>
    MatrixPartitionStart = 726,

    /// <summary>An operand is not aligned to its element size. Align its address.</summary>
    MatrixAlignment = 727,

    /// <summary>An operand leaves its partitions. Shorten the pattern or move its start.</summary>
    MatrixOutOfBounds = 728,

    /// <summary>The destination of a MatMul leaves its PSUM bank. Use at most 512 elements inside one bank.</summary>
    PsumBankOverflow = 729,

    /// <summary>A MatMul runs before any LoadStationary. Load the stationary operand first.</summary>
    StationaryMissing = 730,

    /// <summary>The moving operand covers other partitions than the stationary one. Use the same partitions for both.</summary>
    StationaryRowsDiffer = 731,

    /// <summary>A MatMul writes more partitions than columns were loaded. Load as many columns as dst has partitions.</summary>
    StationaryColumnsMissing = 732,

    /// <summary>FP32 and TF32 pair only with each other, INT8 only with INT8. Convert one operand.</summary>
    MatrixTypesDoNotPair = 733,

    /// <summary>TensorE reads SBUF bytes that nothing has written. Write them first, or wait for the writer's semaphore.</summary>
    MatrixReadUnwritten = 734,

    /// <summary>A MatMul adds to PSUM bytes that nothing has written. Begin the group with acc=first or acc=whole.</summary>
    AccumulationUnwritten = 735,

    /// <summary>TensorE was sent an instruction that is not its own. Put it into another engine's stream.</summary>
    MatrixOpcode = 736,

    /// <summary>An opcode names no instruction. Branch only to instructions that the assembler made.</summary>
    OpcodeUndefined = 740,

    /// <summary>A stream holds an instruction of another engine. Put it into a stream that may hold it.</summary>
    InstructionNotOfEngine = 741,

    /// <summary>A pseudo instruction reached a sequencer. Load the program with the loader, which rewrites it.</summary>
    PseudoInstructionExecuted = 742,

    /// <summary>The program counter left the stream. End the stream with Halt and branch to labels of the stream.</summary>
    ProgramCounterOutOfRange = 743,

    /// <summary>The code of a stream lies outside the device memory. Give an address range that exists.</summary>
    CodeOutsideMemory = 744,

    /// <summary>The code of a stream was never written. Load the code before the stream is started.</summary>
    CodeNeverWritten = 745,

    /// <summary>An operand names a register that the sequencer does not have. Use R0 to R63.</summary>
    RegisterOutOfRange = 746,

    /// <summary>A wait names a semaphore or an event that the core does not have. Use one that exists.</summary>
    WaitIndexOutOfRange = 747,

    /// <summary>An instruction's operands are illegal once its registers are known. The message says what would be right.</summary>
    OperandIllegalAtIssue = 748,

    /// <summary>A store to a sequencer's control block names no register of it. Use the offsets that the chip documents.</summary>
    SequencerControlUnknown = 749,

    /// <summary>A running sequencer was started. Start it after it has halted.</summary>
    SequencerAlreadyRunning = 750,

    /// <summary>An event that is set was set, or one that is clear was cleared. Set and clear an event by turns.</summary>
    EventSetOrClearedTwice = 751,

    /// <summary>An update names a semaphore or an event that the core does not have. Use one that exists.</summary>
    UpdateIndexOutOfRange = 752,

    /// <summary>A store into a core's semaphore window hits no word that takes stores. Use the set, increment or decrement alias.</summary>
    SemaphoreStoreIllegal = 753,

    /// <summary>A store goes to an address where nothing listens. Use an address of the chip's map.</summary>
    StoreOutsideEveryWindow = 754,

    /// <summary>A TensorLoad read bytes that nobody wrote. Write the element, and wait for that write, before the load.</summary>
    RegisterLoadNeverWritten = 755,

    /// <summary>An operand of an instruction in memory names no member of its choice. Do not overwrite instructions.</summary>
    ChoiceUndefined = 756,

    /// <summary>A lane engine reads bytes that nothing has written. Write the tensor first, or wait for its writer's semaphore.</summary>
    LaneReadOfUnwritten = 760,

    /// <summary>A store to a DMA engine names no writable register. Use the ring base, length and tail increment of an existing queue.</summary>
    DmaRegisterUnknown = 770,

    /// <summary>A DMA ring has an illegal base or length. Align the base to 256 bytes; use 32 or more slots, a multiple of 16.</summary>
    DmaRingIllegal = 771,

    /// <summary>A doorbell added more descriptors than the ring has free slots. Wait for completions or use a longer ring.</summary>
    DmaRingOverrun = 772,

    /// <summary>A DMA ring was moved while descriptors were pending. Wait until the ring is empty.</summary>
    DmaRingBusy = 773,

    /// <summary>A DMA descriptor's phase is not that of the current pass. Write the phase that the ring position asks for.</summary>
    DmaPhaseWrong = 774,

    /// <summary>The read and write descriptors of one copy differ in length. Give both the same length.</summary>
    DmaLengthsDiffer = 775,

    /// <summary>A DMA descriptor asks for an operation other than a plain copy. Use the meta word of a plain copy.</summary>
    DmaOperationUnsupported = 776,

    /// <summary>A DMA address names no memory. Use device memory, or a core's SBUF or PSUM window.</summary>
    DmaAddressUnmapped = 777,

    /// <summary>A DMA buffer leaves its memory or SBUF/PSUM partition. Use one descriptor a partition.</summary>
    DmaCrossesPartition = 778,

    /// <summary>A DMA descriptor reads device memory that was never written. Write the source first.</summary>
    DmaReadsUnwrittenDeviceMemory = 779,

    /// <summary>A DMA descriptor reads SBUF or PSUM bytes that were never written. Write the source first.</summary>
    DmaReadsUnwrittenLocalMemory = 780,

    /// <summary>A DMA engine fetches a descriptor that was never written. Write the ring before the doorbell.</summary>
    DmaRingUnwritten = 781,

    /// <summary>A host copy leaves the device memory or the host memory. Use addresses inside one region.</summary>
    HostCopyOutOfRange = 782,

    /// <summary>A store hits no register of a core's notification queues. Use those that the window describes.</summary>
    NotificationRegisterUnknown = 783,

    /// <summary>A notification queue is full, because the host takes entries slower than they come. Notify less often.</summary>
    NotificationQueueOverflow = 784,
}
