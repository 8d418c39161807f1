namespace Hardware.Common.Isa;

/// <summary>What an operand slot holds, and so how text and binary forms of it look.</summary>
public enum OperandKind
{
    /// <summary>A tensor: <c>dtype@addr[steps][sizes]</c>, in <see cref="InstructionWord.Patterns"/>.</summary>
    Pattern,

    /// <summary>A constant, a register or a per-partition vector, in <see cref="InstructionWord.Scalars"/>.</summary>
    Scalar,

    /// <summary>A member of an enumeration, in <see cref="InstructionWord.Codes"/>.</summary>
    Choice,

    /// <summary>
    /// A register number <c>R0</c> to <c>R63</c>, in <see cref="InstructionWord.Codes"/> as number + 1, so that the all-zero field of an
    /// operand left out means no register. Read with <see cref="EightCodes.RegisterAt"/>, write with <see cref="EightCodes.SetRegister"/>.
    /// </summary>
    /// <remarks>"Register or immediate" is a pair: an optional register slot and an optional integer slot; the register wins.</remarks>
    Register,

    /// <summary>A small number 0 to 255, in <see cref="InstructionWord.Codes"/>.</summary>
    Number,

    /// <summary>A signed 32-bit number, in <see cref="InstructionWord.Integers"/>.</summary>
    Integer,

    /// <summary>
    /// A signed 64-bit number (chip addresses have 44 bits), in place of a tensor operand: the first eight bytes of an element of
    /// <see cref="InstructionWord.Patterns"/>. Read with <see cref="ThreePatterns.LongAt"/>, write with <see cref="ThreePatterns.SetLong"/>.
    /// </summary>
    Long,

    /// <summary>A branch target, in <see cref="InstructionWord.Integers"/>: the index of an instruction in its stream.</summary>
    Label,

    /// <summary>A DMA block by name, in <see cref="InstructionWord.Integers"/>; only in instructions that the loader rewrites.</summary>
    DmaBlock,
}

/// <summary>One operand of an instruction: its name in text, its kind, and the field that holds it.</summary>
/// <param name="Name">Name before the equals sign in text.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Index">Index into the word's field array of that kind.</param>
/// <param name="Required">False if text may leave it out; the field is then all zero.</param>
/// <param name="Choices">Names of a <see cref="OperandKind.Choice"/>, by code; null entries are not legal.</param>
public sealed record OperandSlot(string Name, OperandKind Kind, int Index, bool Required = true, IReadOnlyList<string?>? Choices = null)
{
    public static OperandSlot Pattern(string name, int index, bool required = true) => new(name, OperandKind.Pattern, index, required);

    public static OperandSlot Scalar(string name, int index, bool required = true) => new(name, OperandKind.Scalar, index, required);

    public static OperandSlot Choice(string name, int index, IReadOnlyList<string?> choices, bool required = true) =>
        new(name, OperandKind.Choice, index, required, choices);

    /// <summary>A choice between two states of a flag, off unless given.</summary>
    public static OperandSlot Flag(string name, int index) => new(name, OperandKind.Choice, index, Required: false, ["off", "on"]);

    public static OperandSlot Register(string name, int index, bool required = true) => new(name, OperandKind.Register, index, required);

    public static OperandSlot Number(string name, int index, bool required = true) => new(name, OperandKind.Number, index, required);

    public static OperandSlot Integer(string name, int index, bool required = true) => new(name, OperandKind.Integer, index, required);

    public static OperandSlot Long(string name, int index, bool required = true) => new(name, OperandKind.Long, index, required);

    public static OperandSlot Label(string name, int index) => new(name, OperandKind.Label, index);

    public static OperandSlot DmaBlock(string name, int index) => new(name, OperandKind.DmaBlock, index);
}
