using System.Text;
using Hardware.Common.Isa;

namespace Hardware.Firmware.Disassembly;

/// <summary>The page <c>docs/instructions.md</c>: every instruction with its engines and operands, from the definitions themselves.</summary>
public static class InstructionPage
{
    /// <summary>The page in Markdown.</summary>
    public static string Print(IReadOnlyList<InstructionDefinition> instructions)
    {
        var page = new StringBuilder();
        page.Append("# Instructions\n\n")
            .Append("Printed by `neuron-rtl inspect --instructions`. Operands in brackets may be left out. [language.md](language.md) says how the kinds\n")
            .Append("of operands are written.\n");
        foreach (var group in instructions.GroupBy(d => NamesOf(d.Engines), StringComparer.Ordinal).OrderBy(g => g.Min(d => d.Opcode)))
        {
            page.Append("\n## Streams of ").Append(group.Key).Append("\n");
            foreach (var definition in group.OrderBy(d => d.Opcode))
                Append(page, definition);
        }

        return page.ToString();
    }

    private static string NamesOf(EngineSet set) =>
        set == EngineSet.All ? "all engines" : string.Join(", ", EngineNames.All.Where(e => set.Contains(e)).Select(e => e.AssemblyName()));

    private static void Append(StringBuilder page, InstructionDefinition definition)
    {
        page.Append("\n### ").Append(definition.Mnemonic).Append("\n\n").Append(char.ToUpperInvariant(definition.Summary[0])).Append(definition.Summary.AsSpan(1))
            .Append(". Opcode 0x").Append(definition.Opcode.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)).Append(".\n");
        if (definition.Operands.Count == 0)
            return;
        page.Append('\n');
        foreach (var slot in definition.Operands)
            page.Append("- `").Append(slot.Required ? slot.Name + "=" : $"[{slot.Name}=]").Append("` ").Append(Kind(slot)).Append('\n');
    }

    private static string Kind(OperandSlot slot) => slot.Kind switch
    {
        OperandKind.Pattern => "tensor",
        OperandKind.Scalar => "scalar: number, register or one element a partition",
        OperandKind.Choice => "one of " + string.Join(", ", slot.Choices!.OfType<string>().Select(c => $"`{c}`")),
        OperandKind.Register => "register",
        OperandKind.Number => "number 0 to 255",
        OperandKind.Integer => "32-bit number",
        OperandKind.Long => "64-bit number",
        OperandKind.Label => "label",
        OperandKind.DmaBlock => "DMA block",
        _ => throw new ArgumentOutOfRangeException(nameof(slot)),
    };
}
