using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Control;

/// <summary>
/// Compares register <c>a</c> with register <c>b</c> or an immediate, as signed 32-bit numbers, and goes on at a label if the comparison
/// holds (public name COMPARE_BRANCH).
/// </summary>
public sealed class CompareBranch : ControlInstruction
{
    private static readonly string?[] ComparisonNames = [.. Enum.GetValues<Comparison>().Select(c => c.Symbol())];

    public override string Mnemonic => "CompareBranch";

    public override ushort Opcode => 0x03;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Register("a", 0, required: false),
        OperandSlot.Choice("cmp", 1, ComparisonNames),
        OperandSlot.Register("b", 2, required: false),
        OperandSlot.Integer("value", 1, required: false),
        OperandSlot.Label("target", 0),
    ];

    public override string Summary => "goes on at a label if register a compares so with register b or a value";

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec) =>
        (Comparison)word.Codes[1] != Comparison.Always && word.Codes.RegisterAt(0) < 0
            ? "a comparison needs register a; write a=R0 or another register, or cmp=always"
            : null;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var comparison = (Comparison)word.Codes[1];
        var taken = comparison == Comparison.Always
            || comparison.Holds(unit.Read(word.Codes.RegisterAt(0)), Value(word, unit, registerCode: 2, integer: 1));
        return taken ? ControlResult.Branch(word.Integers[0]) : ControlResult.Next;
    }
}
