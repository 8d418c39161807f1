using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>
/// Compares register <c>a</c> with register <c>b</c> or an immediate, as signed 32-bit numbers, and goes on at a label if the comparison
/// holds (public name COMPARE_BRANCH).
/// </summary>
public sealed class CompareBranch : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.CompareBranch;

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec) =>
        (Comparison)word.Codes[1] != Comparison.Always && word.Codes.RegisterAt(0) < 0
            ? OperandFault.Illegal("a comparison needs register a; write a=R0 or another register, or cmp=always")
            : null;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var comparison = (Comparison)word.Codes[1];
        var taken = comparison == Comparison.Always
            || comparison.Holds(unit.Read(word.Codes.RegisterAt(0)), Value(word, unit, registerCode: 2, integer: 1));
        return taken ? ControlResult.Branch(word.Integers[0]) : ControlResult.Next;
    }
}
