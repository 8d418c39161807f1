namespace Hardware.Common.Isa.Lanes;

/// <summary>The instructions that the 128-lane engines execute.</summary>
public static class LaneInstructions
{
    public static IReadOnlyList<InstructionDefinition> All { get; } = [];
}
