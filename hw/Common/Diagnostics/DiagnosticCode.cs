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

    /// <summary>A source file cannot be read. Name a readable assembly file.</summary>
    SourceUnreadable = 101,

    /// <summary>A character has no meaning in the language. Remove it or quote it.</summary>
    CharacterUnexpected = 102,

    /// <summary>A string has no closing quote on its line. Add it.</summary>
    TextNotClosed = 103,

    /// <summary>A number is malformed or too large. Write 12, 0x1F, 1.5 or 1e-5.</summary>
    NumberMalformed = 104,

    /// <summary>A brace has no partner on its line. Write {EXPRESSION}.</summary>
    PasteNotClosed = 105,

    /// <summary>Something else stands where a certain word is expected. Write what the message names.</summary>
    TokenUnexpected = 106,

    /// <summary>Words follow a complete statement. Remove them or begin a new line.</summary>
    TextAfterStatement = 107,

    /// <summary>A block has no .end. Add one.</summary>
    BlockNotClosed = 108,

    /// <summary>An .end closes nothing. Remove it.</summary>
    EndWithoutBlock = 109,

    /// <summary>An .else or .elif is outside of an .if. Put it into one.</summary>
    ElseWithoutIf = 110,

    /// <summary>There is no such directive. Use one of the language reference.</summary>
    DirectiveUnknown = 111,

    /// <summary>A value is expected. Write a number, a name or a parenthesis.</summary>
    ExpressionMissing = 112,

    /// <summary>Macros, loops or includes are nested too deep. Remove the recursion.</summary>
    NestingTooDeep = 113,

    /// <summary>Loops and macros expand to too many lines. Use a loop of the sequencer.</summary>
    ExpansionTooLong = 114,

    /// <summary>A macro is called with another number of arguments. Give as many as it has.</summary>
    MacroArguments = 115,

    /// <summary>A macro is defined twice. Choose another name.</summary>
    MacroTwice = 116,

    /// <summary>A loop has step 0. Give another step.</summary>
    StepZero = 117,

    /// <summary>A directive has no such attribute. Use one that the message lists.</summary>
    AttributeUnknown = 118,

    /// <summary>An attribute is given twice. Remove one.</summary>
    AttributeTwice = 119,

    /// <summary>An attribute needs a text. Put it in quotes.</summary>
    TextExpected = 120,

    /// <summary>An instruction stands before any .engine. Select a stream first.</summary>
    LineOutsideStream = 121,

    /// <summary>There is no such engine. Use pe, act, dve, pool or sp.</summary>
    EngineUnknown = 122,

    /// <summary>There is no such instruction. Use one that the instruction list names.</summary>
    MnemonicUnknown = 123,

    /// <summary>An instruction has no such operand. Use one that the message lists.</summary>
    OperandUnknown = 124,

    /// <summary>An operand is given twice. Remove one.</summary>
    OperandTwice = 125,

    /// <summary>A required operand is missing. Add it.</summary>
    OperandMissing = 126,

    /// <summary>A word of an instruction is neither operand nor update. Write name=value.</summary>
    OperandWithoutName = 127,

    /// <summary>An operand's value is none of its choices. Use one that the message lists.</summary>
    ChoiceUnknown = 128,

    /// <summary>An operand has no choice of that number. Use a name that the message lists.</summary>
    ChoiceNumberUnknown = 129,

    /// <summary>An instruction makes two updates. Put one on an EventSemaphore.</summary>
    UpdateTwice = 130,

    /// <summary>A semaphore update has no known operator. Use ++, --, +=, -= or =.</summary>
    UpdateUnknown = 131,

    /// <summary>An update has an unknown timing. Use @read or @complete.</summary>
    UpdateTimingUnknown = 132,

    /// <summary>An event is neither set nor cleared. Use =set or =clear.</summary>
    EventUpdateUnknown = 133,

    /// <summary>A .word has not the digits of an instruction, or stands outside of a stream. Give 256 hexadecimal digits.</summary>
    WordMalformed = 134,

    /// <summary>A raw pattern has unequal or too many steps and sizes. Give 1 to 4 of each.</summary>
    PatternDimensions = 135,

    /// <summary>A DMA block has no such attribute. Use queue=, update= or next.</summary>
    DmaAttributeUnknown = 136,

    /// <summary>A DMA block names no queue. Add queue=NAME.</summary>
    QueueMissing = 137,

    /// <summary>A DMA block stands in another. Close the first.</summary>
    DmaNested = 138,

    /// <summary>A .repeat stands in another or in a DMA block. Use .for inside.</summary>
    RepeatNested = 139,

    /// <summary>A constant has an unknown form. Use fill, iota, identity, a list or file.</summary>
    ConstantFormUnknown = 140,

    /// <summary>A view has no such method. Use .reshape, .permute or .as.</summary>
    ViewMethodUnknown = 141,

    /// <summary>A whole number given as a scalar is not one of FP32. Write one of at most 24 significant bits, or with a fraction to round it.</summary>
    ScalarInexact = 142,

    // ---- 02xx: assembly semantics -----------------------------------------------------------------------------

    /// <summary>No constant has that name. Define it before.</summary>
    NameUnknown = 201,

    /// <summary>A name is declared twice. Choose another.</summary>
    NameTaken = 202,

    /// <summary>A value must be an integer. Use int(x) to round.</summary>
    IntegerExpected = 203,

    /// <summary>A value must be a number. Give an integer or a float.</summary>
    NumberExpected = 204,

    /// <summary>A value must be a type. Give fp32, bf16 or another.</summary>
    TypeExpected = 205,

    /// <summary>A number is out of its range. Use one inside the range that the message gives.</summary>
    NumberOutOfRange = 206,

    /// <summary>An integer is divided by zero. Divide by another value.</summary>
    DivisionByZero = 207,

    /// <summary>There is no such function. Use one of the language reference.</summary>
    FunctionUnknown = 208,

    /// <summary>A function has another number of arguments. Give as many as it has.</summary>
    FunctionArguments = 209,

    /// <summary>The program is for another chip. Select that chip.</summary>
    ChipMismatch = 210,

    /// <summary>A --define names nothing that the program defines. Use a name that the message lists.</summary>
    DefineUnknown = 211,

    /// <summary>The value of a --define cannot be read. Give a number, or a name that the program knows.</summary>
    DefineValueWrong = 263,

    /// <summary>A .require of the program does not hold. Its text says what would be right.</summary>
    RequirementFailed = 212,

    /// <summary>A tensor has no dimension, too many, or too many bytes. Use 1 to 8 dimensions.</summary>
    ShapeIllegal = 213,

    /// <summary>A tolerance is negative. Give 0 or more.</summary>
    ToleranceNegative = 214,

    /// <summary>A constant's list has another number of values than its shape. Give one for each element.</summary>
    ConstantCount = 215,

    /// <summary>A constant's type cannot hold a value. Give a whole number in range.</summary>
    ConstantValueIllegal = 216,

    /// <summary>Constants from files are not offered here. Use an input.</summary>
    ConstantFileUnsupported = 217,

    /// <summary>An identity is not square. Give two equal sizes.</summary>
    IdentityNotSquare = 218,

    /// <summary>A buffer has more partitions or bytes than the memory. Make it smaller.</summary>
    BufferTooLarge = 219,

    /// <summary>A buffer's byte is no multiple of its element size. Use a multiple.</summary>
    BufferMisaligned = 220,

    /// <summary>A buffer ends behind its partition. Move it down or make it smaller.</summary>
    BufferPastEnd = 221,

    /// <summary>Two buffers share bytes. Move one or declare an alias.</summary>
    BufferOverlap = 222,

    /// <summary>An alias names no buffer of that memory. Declare it before.</summary>
    AliasUnknown = 223,

    /// <summary>No place is left for a buffer. Make buffers smaller or share them.</summary>
    MemoryFull = 224,

    /// <summary>A semaphore or event number has a name already. Choose another.</summary>
    NumberTaken = 225,

    /// <summary>All semaphores or events of a core are taken. Use fewer.</summary>
    NumbersExhausted = 226,

    /// <summary>A ring of a DMA engine serves another queue. Choose a free ring.</summary>
    RingTaken = 227,

    /// <summary>No queue has that name. Declare it before.</summary>
    QueueUnknown = 228,

    /// <summary>No semaphore has that name. Declare it before.</summary>
    SemaphoreUnknown = 229,

    /// <summary>An instruction uses a semaphore of another core. Use DMA or a Write.</summary>
    SemaphoreOfOtherCore = 230,

    /// <summary>A name is of no core. Use core0 or another core of the chip.</summary>
    CoreUnknown = 231,

    /// <summary>No tensor or buffer has that name. Declare it before.</summary>
    TensorUnknown = 232,

    /// <summary>The address of a tensor in device memory is not known yet. Name a buffer.</summary>
    AddressNotOnChip = 233,

    /// <summary>An index is outside of its dimension. Use one inside.</summary>
    IndexOutOfRange = 234,

    /// <summary>A view has more indices than dimensions. Remove one.</summary>
    IndexTooMany = 235,

    /// <summary>A range is empty or outside of its dimension. Use one inside.</summary>
    RangeIllegal = 236,

    /// <summary>A permutation does not name each dimension once. Name each once.</summary>
    PermutationIllegal = 237,

    /// <summary>A reshape needs a copy or other elements. Keep count and memory order.</summary>
    ReshapeImpossible = 238,

    /// <summary>A view cannot be read as a type of another size. Make its last dimension contiguous.</summary>
    ReinterpretationImpossible = 239,

    /// <summary>An instruction names a tensor in device memory. Copy it to a buffer.</summary>
    OperandInDeviceMemory = 240,

    /// <summary>An instruction names a buffer of another core. Copy it by DMA.</summary>
    OperandOfOtherCore = 241,

    /// <summary>The first dimension of an operand is not partitions. Put them first.</summary>
    PartitionsNotFirst = 242,

    /// <summary>An operand has more than four free dimensions. Merge some.</summary>
    FreeDimensionsTooMany = 243,

    /// <summary>A step or size of an operand does not fit the instruction. Use smaller ones.</summary>
    ViewStepRange = 244,

    /// <summary>A scalar operand has several elements in a partition. Give one.</summary>
    ScalarViewTooLarge = 245,

    /// <summary>A field of a raw pattern is out of its range. Use one inside.</summary>
    PatternFieldRange = 246,

    /// <summary>An operand must be a register. Use R0 to R63.</summary>
    RegisterExpected = 247,

    /// <summary>The sides of a copy have different types. Use one type.</summary>
    CopyTypes = 248,

    /// <summary>The sides of a copy have different shapes. Reshape one.</summary>
    CopyShapes = 249,

    /// <summary>A copy writes an input or a constant. Write an output or scratch tensor.</summary>
    CopyIntoInput = 250,

    /// <summary>A raw descriptor has no bytes or leaves its memory. Give a place inside.</summary>
    DescriptorIllegal = 251,

    /// <summary>A raw descriptor names no tensor and no core. Use one of them.</summary>
    DescriptorPlaceUnknown = 252,

    /// <summary>No DMA block has that name. Declare it.</summary>
    DmaBlockUnknown = 253,

    /// <summary>A DMA block is declared twice. Choose another name.</summary>
    DmaBlockTwice = 254,

    /// <summary>Instances of a block have different queues or updates. Repeat those of the first.</summary>
    DmaInstanceDiffers = 255,

    /// <summary>A further instance comes before the first. Leave out 'next'.</summary>
    DmaInstanceFirst = 256,

    /// <summary>Instances of a block have different numbers of descriptors. Make them equal.</summary>
    DmaInstanceCount = 257,

    /// <summary>A DMA block's range is empty. Give at least one instance.</summary>
    DmaWithoutInstance = 258,

    /// <summary>A constant has not the hexadecimal digits of its elements. Give two for each byte.</summary>
    ConstantBytes = 265,

    /// <summary>chip(...) names no parameter of the chip. Use a name that `inspect --chip` lists.</summary>
    ChipNumberUnknown = 271,

    /// <summary>DMA blocks are triggered in another order than they lie in their ring. Trigger them in the order of declaration.</summary>
    TriggerOrder = 266,

    /// <summary>A stream holds an instruction of another engine. Move it.</summary>
    InstructionOfOtherEngine = 259,

    /// <summary>The operands of an instruction do not fit together. The message says what would be right.</summary>
    OperandsIllegal = 260,

    /// <summary>A label stands twice in a stream. Choose another name.</summary>
    LabelTwice = 261,

    /// <summary>A branch names no label of its stream. Add the label.</summary>
    LabelUnknown = 262,

    // ---- 03xx: container --------------------------------------------------------------------------------------

    /// <summary>A container cannot be read. Name a readable file.</summary>
    ContainerUnreadable = 301,

    /// <summary>A container is shorter than its header. Give the whole file.</summary>
    ContainerHeaderShort = 302,

    /// <summary>A container's header gives another size than 1024. Give a file of this format.</summary>
    ContainerHeaderSize = 303,

    /// <summary>A container is of another version. Assemble it again with this version.</summary>
    ContainerVersion = 304,

    /// <summary>A container has fewer or more bytes than its header says. Give the whole file.</summary>
    ContainerDataSize = 305,

    /// <summary>A container needs features that this version has not. Use a newer version.</summary>
    ContainerFeatureBits = 306,

    /// <summary>A container's content does not match its hash. Get an undamaged copy.</summary>
    ContainerHash = 307,

    /// <summary>A container's archive is damaged. Get an undamaged copy.</summary>
    ContainerTar = 308,

    /// <summary>A container holds a member twice. Assemble it again.</summary>
    ContainerMemberTwice = 309,

    /// <summary>A container lacks a member. Assemble it again.</summary>
    ContainerMemberMissing = 310,

    /// <summary>A container holds a member that nothing refers to. Assemble it again.</summary>
    ContainerMemberUnknown = 311,

    /// <summary>A JSON member of a container is malformed. Assemble it again.</summary>
    ContainerJson = 312,

    /// <summary>A JSON member of a container lacks a field. Assemble it again.</summary>
    ContainerFieldMissing = 313,

    /// <summary>A field of a JSON member has the wrong kind. Assemble it again.</summary>
    ContainerFieldKind = 314,

    /// <summary>A field of a JSON member has an illegal value. Assemble it again.</summary>
    ContainerFieldValue = 315,

    /// <summary>The code of an engine is no whole number of instructions. Assemble it again.</summary>
    ContainerCodeLength = 316,

    /// <summary>The code of an engine holds an unknown opcode. Use a version that knows it.</summary>
    ContainerInstructionUnknown = 317,

    /// <summary>A branch or a DMA trigger of a container points outside. Assemble it again.</summary>
    ContainerTargetOutside = 318,

    /// <summary>A constant has another length than its tensor. Assemble it again.</summary>
    ContainerConstantLength = 319,

    /// <summary>A container's header names another number of cores than its members. Assemble it again.</summary>
    ContainerCoreCount = 320,

    /// <summary>A container's items are not numbered 0, 1, 2 and so on. Assemble it again.</summary>
    ContainerNumbering = 321,

    /// <summary>A ring of a container does not hold its blocks' instances. Assemble it again.</summary>
    ContainerRing = 322,

    /// <summary>A container's header names no cores or too many. Assemble it again.</summary>
    ContainerCores = 323,

    /// <summary>The code of an engine holds an instruction of another engine. Assemble it again.</summary>
    ContainerInstructionOfOtherEngine = 324,

    /// <summary>An operand of a container names no member of its choice. Use one of the members that the message lists.</summary>
    ContainerChoiceUnknown = 325,

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

    /// <summary>A time has no unit or no number. Write for instance 12.5us.</summary>
    TimeMalformed = 508,

    /// <summary>The program has no input of that name. Use one that the message lists.</summary>
    InputUnknown = 509,

    /// <summary>The file of an input has no tensor of its name. Name a file that has one, or that holds a single tensor.</summary>
    InputNotInFile = 510,

    /// <summary>The folder for outputs cannot be made. Choose another path.</summary>
    OutputFolderNotCreated = 511,

    /// <summary>A program is neither .nasm nor .neff. Use a file of either kind.</summary>
    ProgramKindUnknown = 512,

    /// <summary>None of a program's outputs is one that its reference gives. Name the outputs as the reference does.</summary>
    ReferenceOutputsUnused = 513,

    /// <summary>A program cannot run on a chip of which only the numbers are modelled. Choose a chip with a netlist.</summary>
    ChipHasNoNetlist = 514,

    /// <summary>A container takes no --define. Give its assembly text.</summary>
    DefineOfContainer = 515,

    /// <summary>No suite has that name. Use one that suite --list shows.</summary>
    SuiteUnknown = 530,

    /// <summary>A replay is not PROPERTY:SEED:SIZE. Copy it from the failure.</summary>
    ReplayMalformed = 531,

    /// <summary>A replay names a property that the suites do not have. Name the suite, and copy the replay from the failure.</summary>
    ReplayPropertyUnknown = 532,

    /// <summary>The shipped programs are not found. Run the suite inside a checkout.</summary>
    ShippedProgramsNotFound = 533,

    /// <summary>The chip computes no function of that name. Use one that the message lists.</summary>
    VectorOperationUnknown = 540,

    /// <summary>Vectors are of a rounding that the chip does not have. Give vectors of near_even.</summary>
    VectorRoundingUnsupported = 541,

    /// <summary>A vector file cannot be read. Name an existing text file, plain or compressed by gzip.</summary>
    VectorFileUnreadable = 542,

    /// <summary>A line of a vector file is not a case of its function. Check the function's name, or correct the line.</summary>
    VectorLineMalformed = 543,

    /// <summary>A vector file holds no case. Check that it is the file that was meant.</summary>
    VectorFileEmpty = 544,

    /// <summary>There are no bundled vectors. Name a file.</summary>
    BundledVectorsNotFound = 545,

    /// <summary>An option takes one of a few names, and got another. Use one that the message lists.</summary>
    OptionChoiceUnknown = 516,

    /// <summary>An option's value is not a whole number from 0 on. Give one, decimal or 0x hexadecimal.</summary>
    OptionWholeNumberMalformed = 517,

    /// <summary>A tolerance is not a finite number from 0 on. Give one, for example 1e-5.</summary>
    OptionToleranceMalformed = 518,

    /// <summary>None of the tensors of --expect is an output of the program. Name the tensors as the program does.</summary>
    ExpectationUnused = 519,

    /// <summary>Writing an output file failed on the way (disk full, device gone). Free space, or name another file.</summary>
    OutputNotWritten = 520,

    /// <summary>An output would replace a file that the command reads. Name another file.</summary>
    OutputIsInput = 521,

    /// <summary>Two outputs of one command would be the same file. Name two.</summary>
    OutputsShareFile = 522,

    /// <summary>An option says how to write a wave, but none is written. Add --vcd.</summary>
    WaveOptionWithoutWave = 523,

    /// <summary>A window of time ends before it begins. Give a later end.</summary>
    TimeWindowEmpty = 524,

    /// <summary>A tolerance is given, but nothing is compared. Add --expect.</summary>
    ToleranceUnused = 525,

    /// <summary>There is no such verb. Use one that --help lists.</summary>
    VerbUnknown = 526,

    /// <summary>An option takes a count. Give a whole number from 1 on.</summary>
    OptionCountMalformed = 527,

    /// <summary>An option has no effect beside what else was given. Leave it out.</summary>
    OptionWithoutEffect = 528,

    /// <summary>A container's constants are encoded for other FP8 layouts than the chip has. Give the same --set.</summary>
    ContainerFormatsDiffer = 529,

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

    /// <summary>An operand of an instruction in memory names no member of its choice. Do not overwrite instructions.</summary>
    ChoiceUndefined = 756,

    // 076x: lane engines

    /// <summary>A lane engine reads bytes that nothing has written. Write the tensor first, or wait for its writer's semaphore.</summary>
    LaneReadOfUnwritten = 760,

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
