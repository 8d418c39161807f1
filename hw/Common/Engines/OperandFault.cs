using Hardware.Common.Diagnostics;

namespace Hardware.Common.Engines;

/// <summary>What is wrong with an instruction's operands, and what would be right, without a place.</summary>
/// <param name="Code">The rule's own code, which assembler and sequencer pass on.</param>
/// <param name="Message">One sentence.</param>
public sealed record OperandFault(Enum Code, string Message)
{
    /// <summary>A rule without a code of its own.</summary>
    internal static OperandFault Illegal(string message) => new(HardwareCode.OperandIllegal, message);

    /// <summary>The core's version has not what the program asks for.</summary>
    internal static OperandFault Core(string message) => new(HardwareCode.NotOfCoreVersion, message);

    /// <summary>The instruction or engine cannot take the element type.</summary>
    internal static OperandFault Type(string message) => new(HardwareCode.OperandType, message);

    /// <summary>Sizes of operands do not fit together.</summary>
    internal static OperandFault Shapes(string message) => new(HardwareCode.OperandShapesDiffer, message);

    /// <summary>Too few or too many elements a partition.</summary>
    internal static OperandFault Elements(string message) => new(HardwareCode.OperandElementCount, message);

    /// <summary>The operand lies in no memory, or in one that the engine cannot reach.</summary>
    internal static OperandFault Memory(string message) => new(HardwareCode.OperandMemory, message);
}
