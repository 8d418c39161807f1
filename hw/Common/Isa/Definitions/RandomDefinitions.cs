using Hardware.Common.Isa.Lanes;
using static Hardware.Common.Isa.Definitions.LaneDefinitions;

namespace Hardware.Common.Isa.Definitions;

/// <summary>Instructions of VectorE's random numbers.</summary>
public static class RandomDefinitions
{
    public static InstructionDefinition Dropout { get; } = Make(
        "Dropout", Opcodes.Dropout, EngineSet.Vector, CoreVersions.V2,
        "dst = in, where each element becomes zero with probability rate, or stays with it (mode=keep)",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Scalar("rate", 0),
        OperandSlot.Choice("mode", 0, ChoiceNames.Of<DropoutMode>(), required: false));

    public static InstructionDefinition Rng { get; } = Make(
        "Rng", Opcodes.Rng, EngineSet.Vector, CoreVersions.V2,
        "dst, of an integer type, = uniform random bits: the low bits of one 32-bit draw for each element",
        OperandSlot.Pattern("dst", 0));

    public static InstructionDefinition SetRngSeed { get; } = Make(
        "SetRngSeed", Opcodes.SetRngSeed, EngineSet.Vector, CoreVersions.V2,
        "seeds VectorE's random numbers with the 32 bits of in, one element of one partition; the next draw is the first",
        OperandSlot.Pattern("in", 1));

    public static IReadOnlyList<InstructionDefinition> All { get; } = [Dropout, Rng, SetRngSeed];
}
