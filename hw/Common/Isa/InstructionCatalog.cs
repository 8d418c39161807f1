using Hardware.Common.Isa.Control;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Isa.Matrix;

namespace Hardware.Common.Isa;

/// <summary>All instructions, by mnemonic and by opcode.</summary>
public static class InstructionCatalog
{
    // By opcode; null where there is no instruction.
    private static readonly InstructionDefinition?[] ByOpcode;
    private static readonly Dictionary<string, InstructionDefinition> ByMnemonic;

    static InstructionCatalog()
    {
        All = [.. ControlInstructions.All, .. MatrixInstructions.All, .. LaneInstructions.All];
        ByOpcode = new InstructionDefinition?[All.Max(d => d.Opcode) + 1];
        foreach (var definition in All)
        {
            if (ByOpcode[definition.Opcode] is { } other)
                throw new InvalidOperationException($"{definition.Mnemonic} has the opcode of {other.Mnemonic}");
            ByOpcode[definition.Opcode] = definition;
        }

        ByMnemonic = All.ToDictionary(d => d.Mnemonic, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every instruction: control 0x00, matrix 0x20, lanes 0x40 and up.</summary>
    public static IReadOnlyList<InstructionDefinition> All { get; }

    /// <summary>The instruction of an opcode, or null.</summary>
    public static InstructionDefinition? Find(ushort opcode) => opcode < ByOpcode.Length ? ByOpcode[opcode] : null;

    /// <summary>The instruction of a mnemonic (case does not matter), or null.</summary>
    public static InstructionDefinition? Find(string mnemonic) => ByMnemonic.GetValueOrDefault(mnemonic);
}
