using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>The operand that chooses the rounding; every instruction that casts results has it.</summary>
public static class RoundingOperand
{
    /// <summary>Field of <see cref="InstructionWord.Codes"/> in all of them.</summary>
    public const int Index = 7;

    public static OperandSlot Slot { get; } = OperandSlot.Choice("rounding", Index, ChoiceNames.Of<ResultRounding>(), required: false);

    /// <summary>The rule on chips: not every one rounds stochastically.</summary>
    public static string? Check(InstructionDefinition definition, in InstructionWord word, ChipSpec spec) =>
        (ResultRounding)word.Codes[Index] == ResultRounding.Stochastic && spec.StochasticRounding.Maximum == 0 && definition.Operands.Contains(Slot)
            ? $"rounding is stochastic, which {spec.Name} does not have; nearest_even would be right"
            : null;
}
