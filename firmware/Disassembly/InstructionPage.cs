using System.Numerics;
using System.Text;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;

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
            .Append("of operands are written. NeuronCore-v2 is the core of Inferentia2. ").Append(Limits(CoreVersions.V1)).Append('\n');
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

    private static string CoresOf(CoreVersions cores) => cores == CoreVersions.All
        ? "both cores"
        : string.Join(", ", Enum.GetValues<CoreVersions>().Where(v => BitOperations.IsPow2((int)v) && cores.HasFlag(v)).Select(v => CoreFeatures.Of(v).Name)) + " only";

    /// <summary>What a core has not, beside instructions.</summary>
    private static string Limits(CoreVersions version)
    {
        var core = CoreFeatures.Of(version);
        return $"{core.Name}, that of Inferentia1, has\nthe streams {string.Join(", ", core.Engines.Select(e => e.AssemblyName()))}; "
            + $"tensors of {Types(core.Types)}, of which the array multiplies {Types(core.ArrayTypes)};"
            + $"\n{(core.HasRegisters ? "registers" : "no registers, neither as operands nor in addresses or waits")}; and "
            + $"{(core.HasStochasticRounding ? "" : "no ")}`rounding=stochastic`.";
    }

    private static string Types(IEnumerable<DataType> types) => string.Join(", ", types.Select(t => t.AssemblyName()));

    private static void Append(StringBuilder page, InstructionDefinition definition)
    {
        page.Append("\n### ").Append(definition.Mnemonic).Append("\n\n").Append(char.ToUpperInvariant(definition.Summary[0])).Append(definition.Summary.AsSpan(1))
            .Append(". Opcode 0x").Append(definition.Opcode.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)).Append("; ").Append(CoresOf(definition.Cores)).Append(".\n");
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
