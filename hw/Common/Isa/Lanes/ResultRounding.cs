using Hardware.Common.Chip;

namespace Hardware.Common.Isa.Lanes;

/// <summary>How an instruction rounds the FP32 results that it casts to the type of its destination.</summary>
public enum ResultRounding : byte
{
    /// <summary>As the chip is set: <see cref="ChipSpec.StochasticRounding"/>.</summary>
    Chip,

    /// <summary>To the nearest value, ties to even.</summary>
    NearestEven,

    /// <summary>Up or down by chance, so that the expectation is the value; one draw of the engine's generator for each element.</summary>
    Stochastic,
}

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
