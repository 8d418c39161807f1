using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Isa;

/// <summary>All instructions, by mnemonic and by opcode.</summary>
public static class InstructionCatalog
{
    // By opcode; null where there is no instruction.
    private static readonly InstructionDefinition?[] ByOpcode;
    private static readonly Dictionary<string, InstructionDefinition> ByMnemonic;

    static InstructionCatalog()
    {
        All = [.. ControlDefinitions.All, .. MatrixDefinitions.All, .. LaneDefinitions.All];
        ByOpcode = new InstructionDefinition?[All.Max(d => d.Opcode) + 1];
        foreach (var definition in All)
        {
            if (ByOpcode[definition.Opcode] is { } other)
                throw new InvalidOperationException($"{definition.Mnemonic} has the opcode of {other.Mnemonic}");
            ByOpcode[definition.Opcode] = definition;
        }

        ByMnemonic = All.ToDictionary(d => d.Mnemonic, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every instruction: control, matrix, lanes.</summary>
    public static IReadOnlyList<InstructionDefinition> All { get; }

    /// <summary>The instruction of an opcode, or null.</summary>
    public static InstructionDefinition? Find(ushort opcode) => opcode < ByOpcode.Length ? ByOpcode[opcode] : null;

    /// <summary>The instruction of a mnemonic (case does not matter), or null.</summary>
    public static InstructionDefinition? Find(string mnemonic) => ByMnemonic.GetValueOrDefault(mnemonic);
}
