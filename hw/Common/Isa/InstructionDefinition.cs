namespace Hardware.Common.Isa;

/// <summary>
/// The encoding of one instruction: assembler, disassembler, containers and engines all read this one description. What the hardware does
/// with it stands beside the engine that executes it.
/// </summary>
public sealed class InstructionDefinition
{
    /// <summary>Name in text, as in the public operator lists.</summary>
    public required string Mnemonic { get; init; }

    /// <summary>Number in <see cref="InstructionWord.Opcode"/>, one of <see cref="Opcodes"/>.</summary>
    public required ushort Opcode { get; init; }

    /// <summary>Streams that may hold it.</summary>
    public required EngineSet Engines { get; init; }

    /// <summary>NeuronCores that have it.</summary>
    public required CoreVersions Cores { get; init; }

    /// <summary>Operands in the order in which text lists them.</summary>
    public required IReadOnlyList<OperandSlot> Operands { get; init; }

    /// <summary>One line for the language reference.</summary>
    public required string Summary { get; init; }

    /// <summary>True if the sequencer itself executes it; false if it goes to the engine's data path.</summary>
    public bool IsControl { get; init; }

    /// <summary>Whether a stream of an engine may hold the instruction.</summary>
    /// <param name="engine">The stream's engine.</param>
    /// <param name="present">The engines of the core; null for all that there are.</param>
    /// <returns>Null, or what is wrong and what would be right, without a place.</returns>
    public string? UnfitEngine(Engine engine, IReadOnlyList<Engine>? present = null) => Engines.Contains(engine)
        ? null
        : $"{engine.AssemblyName()} has no {Mnemonic}; a stream of {string.Join(", ", (present ?? EngineNames.All).Where(e => Engines.Contains(e)).Select(e => e.AssemblyName()))} would be right";

    /// <summary>Whether every choice is a member of its enumeration. Text has only names of members; a container may hold any code.</summary>
    /// <returns>Null, or what is wrong and what would be right, without a place.</returns>
    public string? UnknownChoice(in InstructionWord word)
    {
        for (var i = 0; i < Operands.Count; i++)
        {
            if (Operands[i] is not { Kind: OperandKind.Choice, Choices: { } names } slot)
                continue;
            var code = word.Codes[slot.Index];
            if (code >= names.Count || names[code] is null)
                return $"{Mnemonic}: {slot.Name} has no member {code}; {string.Join(", ", names.OfType<string>())} would be right";
        }

        return null;
    }
}
