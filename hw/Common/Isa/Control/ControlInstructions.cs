namespace Hardware.Common.Isa.Control;

/// <summary>The instructions that the sequencer executes itself.</summary>
public static class ControlInstructions
{
    public static IReadOnlyList<InstructionDefinition> All { get; } = [];
}
