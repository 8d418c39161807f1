using Hardware.Common.Diagnostics;

namespace Hardware.Firmware.Diagnostics;

/// <summary>Mistakes in what assembly text means (02xx).</summary>
[DiagnosticCodes]
public enum AssemblyCode
{
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

    /// <summary>DMA blocks are triggered in another order than they lie in their ring. Trigger them in the order of declaration.</summary>
    TriggerOrder = 266,

    /// <summary>A stream holds an instruction of another engine. Move it.</summary>
    InstructionOfOtherEngine = 259,

    /// <summary>A label stands twice in a stream. Choose another name.</summary>
    LabelTwice = 261,

    /// <summary>A branch names no label of its stream. Add the label.</summary>
    LabelUnknown = 262,

    /// <summary>A .chip line stands behind declarations. Put it first.</summary>
    ChipAfterDeclarations = 267,

    /// <summary>A queue spreads over more DMA engines than the chip lets it. Declare several queues.</summary>
    QueueTooWide = 268,

    /// <summary>A queue is pinned on a chip whose queues cannot be. Trigger its blocks.</summary>
    QueueCannotBePinned = 269,

    /// <summary>A stream triggers a block of a pinned queue, which is loaded before the program starts. Remove the trigger.</summary>
    PinnedBlockTriggered = 270,

    /// <summary>chip(...) names no parameter of the chip. Use a name that `inspect --chip` lists.</summary>
    ChipNumberUnknown = 271,
}
