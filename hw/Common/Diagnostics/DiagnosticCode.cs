namespace Hardware.Common.Diagnostics;

/// <summary>
/// Every mistake in user input that the product can report. The number is shown to the user as <c>NR0401</c>
/// and never changes its meaning; one code is raised at one place of the source.
/// </summary>
/// <remarks>
/// Groups: 01xx assembly syntax, 02xx assembly semantics, 03xx container, 04xx tensors, 05xx options and command line,
/// 06xx chip parameters, 07xx faults of the running program, 08xx waves, 09xx debugger.
/// </remarks>
public enum DiagnosticCode
{
    // ---- 01xx: assembly syntax --------------------------------------------------------------------------------

    // ---- 02xx: assembly semantics -----------------------------------------------------------------------------

    // ---- 03xx: container --------------------------------------------------------------------------------------

    /// <summary>The program is for another chip. Choose that chip with --chip.</summary>
    ProgramForAnotherChip = 350,

    /// <summary>The program uses a core that the chip does not have. Use fewer cores.</summary>
    ProgramNeedsMoreCores = 351,

    /// <summary>A core's device memory is full. Use smaller tensors or the other core's memory.</summary>
    DeviceMemoryFull = 352,

    // ---- 04xx: tensors ----------------------------------------------------------------------------------------

    /// <summary>A tensor file cannot be opened or read. Name an existing file that you may read.</summary>
    TensorFileUnreadable = 401,

    /// <summary>A tensor file is neither .npy nor .safetensors. Save it as one of the two.</summary>
    TensorFileKindUnknown = 402,

    /// <summary>A tensor of that name is not there. Use one of the names that the message lists.</summary>
    TensorNameUnknown = 403,

    /// <summary>A tensor has another shape than the program needs. Save it in the shape that the message gives.</summary>
    TensorShapeMismatch = 404,

    /// <summary>A tensor has another element type than the program needs. Save it in the type that the message gives.</summary>
    TensorTypeMismatch = 405,

    /// <summary>A tensor has more bytes than the host can hold in one array. Split it to under 2 GiB.</summary>
    TensorTooLarge = 406,

    /// <summary>A .npy file does not start with the NumPy mark. Save the array with numpy.save.</summary>
    NpyMagicMissing = 410,

    /// <summary>A .npy file has a format version other than 1.0, 2.0 and 3.0. Save the array again with numpy.save.</summary>
    NpyVersionUnknown = 411,

    /// <summary>A .npy file ends inside its header. Copy or save the whole file again.</summary>
    NpyHeaderCutShort = 412,

    /// <summary>The header of a .npy file is not the dictionary of descr, fortran_order and shape. Save it again with numpy.save.</summary>
    NpyHeaderMalformed = 413,

    /// <summary>A .npy array is stored column by column. Save numpy.ascontiguousarray(a).</summary>
    NpyFortranOrder = 414,

    /// <summary>A .npy array is stored big-endian. Save it little-endian, for example as &lt;f4.</summary>
    NpyBigEndian = 415,

    /// <summary>A .npy array has an element type that the chip does not have. Convert it with a.astype to one that the message lists.</summary>
    NpyTypeUnsupported = 416,

    /// <summary>A .npy file has fewer or more data bytes than its shape needs. Copy or save the whole file again.</summary>
    NpyDataSizeWrong = 417,

    /// <summary>A .safetensors file ends inside its header. Copy or save the whole file again.</summary>
    SafetensorsHeaderCutShort = 420,

    /// <summary>A .safetensors file states a header above the format's 100 MB limit. It is damaged or another kind of file.</summary>
    SafetensorsHeaderTooLong = 421,

    /// <summary>The header of a .safetensors file is not a JSON object. Save the file again with the safetensors library.</summary>
    SafetensorsHeaderNotJson = 422,

    /// <summary>An entry of a .safetensors header lacks a good dtype, shape or data_offsets. Save the file again.</summary>
    SafetensorsEntryMalformed = 423,

    /// <summary>A .safetensors header names a tensor twice. Give every tensor its own name.</summary>
    SafetensorsNameTwice = 424,

    /// <summary>A .safetensors entry has a dtype that the format does not define. Use one that the message lists.</summary>
    SafetensorsTypeUnknown = 425,

    /// <summary>A .safetensors entry has a dtype that the chip does not have. Convert the tensor to one that the message lists.</summary>
    SafetensorsTypeUnsupported = 426,

    /// <summary>A .safetensors entry points outside of the file. Copy or save the whole file again.</summary>
    SafetensorsOffsetsOutOfRange = 427,

    /// <summary>A .safetensors entry has fewer or more bytes than its shape and dtype need. Save the file again.</summary>
    SafetensorsSizeWrong = 428,

    /// <summary>Two tensors of a .safetensors file share bytes. Save the file again with the safetensors library.</summary>
    SafetensorsOverlap = 429,

    /// <summary>Some bytes of a .safetensors file belong to no tensor. Save the file again with the safetensors library.</summary>
    SafetensorsHole = 430,

    /// <summary>An F8_E4M3 value is above 240, the largest that the chip's FP8 E4M3 has. Rescale the tensor or store it as BF16.</summary>
    SafetensorsFloat8OutOfRange = 431,

    /// <summary>No reference of that name exists. Use one of the names that the message lists.</summary>
    ReferenceUnknown = 440,

    /// <summary>A reference lacks an input tensor. Give the program's tensor the name that the message asks for.</summary>
    ReferenceInputMissing = 441,

    /// <summary>A reference's input has a shape that does not fit the formula. Use the shape that the message gives.</summary>
    ReferenceInputShapeWrong = 442,

    // ---- 05xx: options and command line -----------------------------------------------------------------------

    /// <summary>An output file cannot be created. Name a file in an existing folder that you may write to.</summary>
    OutputFileNotCreated = 501,

    /// <summary>A finished output file cannot take its final name. Name a path that is not a folder and that you may replace.</summary>
    OutputFileNotReplaced = 502,

    /// <summary>An option does not exist. Use one that --help lists.</summary>
    OptionUnknown = 503,

    /// <summary>The command line does not fit the usage. Compare with --help.</summary>
    UsageWrong = 504,

    /// <summary>An argument should be NAME=VALUE. Put a name, an equals sign and a value.</summary>
    AssignmentMalformed = 505,

    /// <summary>No benchmark has that name. Use one that bench --list shows.</summary>
    BenchmarkUnknown = 506,

    /// <summary>No chip has that name. Use one that the message lists.</summary>
    ChipUnknown = 507,

    // ---- 06xx: chip parameters --------------------------------------------------------------------------------

    /// <summary>A clock has no positive frequency. Give a frequency above 0 Hz.</summary>
    ClockFrequencyNotPositive = 601,

    /// <summary>The clocks have no common grid of usable step. Choose frequencies with a larger common factor.</summary>
    ClockGridTooFine = 602,

    /// <summary>A chip parameter of that name does not exist. Use a name that `inspect --chip` lists.</summary>
    ChipParameterUnknown = 603,

    /// <summary>A chip parameter is outside its legal range. Use a value inside the range that the message gives.</summary>
    ChipParameterOutOfRange = 604,

    /// <summary>The value of --set is not a whole number. Give a decimal or 0x hexadecimal number.</summary>
    ChipParameterNotANumber = 605,

    // ---- 07xx: faults of the running program ------------------------------------------------------------------

    // 072x: systolic array

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

    // 074x: sequencers, semaphores, fabric

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

    // 076x: lane engines

    /// <summary>A lane engine reads bytes that nothing has written. Write the tensor first, or wait for its writer's semaphore.</summary>
    LaneReadOfUnwritten = 760,

    /// <summary>An operand is in a memory that the engine cannot reach. GpSimdE takes tensors in SBUF only.</summary>
    LaneOperandOutOfReach = 761,

    // 077x: DMA, host

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

    // ---- 08xx: waves ------------------------------------------------------------------------------------------

    /// <summary>A wave file cannot be read. Name an existing value change dump that you may read.</summary>
    WaveUnreadable = 801,

    /// <summary>A wave ends in the middle. Write it again, or get the whole file.</summary>
    WaveCutShort = 802,

    /// <summary>The declarations of a wave break the format. The message says what would be right.</summary>
    WaveHeaderMalformed = 803,

    /// <summary>A time or value of a wave breaks the format. The message says what would be right.</summary>
    WaveValueMalformed = 804,

    /// <summary>A scope or signal to trace does not exist. Use a path that the message suggests, or a shorter one.</summary>
    WaveScopeUnknown = 805,

    // ---- 09xx: debugger ---------------------------------------------------------------------------------------
}
