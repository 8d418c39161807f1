namespace Hardware.Common.Isa.Lanes;

/// <summary>The operand that chooses the rounding; every instruction that casts results has it.</summary>
public static class RoundingOperand
{
    /// <summary>Field of <see cref="InstructionWord.Codes"/> in all of them.</summary>
    public const int Index = 7;

    public static OperandSlot Slot { get; } = OperandSlot.Choice("rounding", Index, ChoiceNames.Of<ResultRounding>(), required: false);
}
