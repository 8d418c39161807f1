using Hardware.Common.Diagnostics;

namespace Hardware.Firmware.Diagnostics;

/// <summary>Mistakes in containers, and programs that a chip cannot load (03xx).</summary>
[DiagnosticCodes]
public enum ContainerCode
{
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

    /// <summary>A container's constants are encoded for other FP8 layouts than the chip has. Give the same --set.</summary>
    ContainerFormatsDiffer = 529,
}
