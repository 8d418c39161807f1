using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Disassembly;

/// <summary>
/// Prints instructions as text that provably assembles to the same bytes: each is assembled again, and what does not come back is printed
/// by its bytes.
/// </summary>
/// <param name="options">Chip and instructions.</param>
public sealed class WordPrinter(AssemblerOptions options)
{
    private readonly Dictionary<ushort, InstructionDefinition> _definitions = options.Instructions.ToDictionary(d => d.Opcode);
    private readonly AssemblyContext _scratch = new(options);

    /// <summary>The text of an instruction of a stream.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="word">The instruction.</param>
    /// <param name="label">Name of a branch target, or null for its number.</param>
    /// <param name="block">Name of a DMA block, or null for its number.</param>
    public string Print(InstructionStream stream, in InstructionWord word, Func<int, string?>? label, Func<int, string?>? block) =>
        _definitions.TryGetValue(word.Opcode, out var definition) && ComesBack(stream, word, InstructionText.Format(word, definition))
            ? InstructionText.Format(word, definition, label, block)
            : $".word \"{Convert.ToHexStringLower(Bytes(in word))}\"";

    private static ReadOnlySpan<byte> Bytes(in InstructionWord word) => MemoryMarshal.AsBytes(new ReadOnlySpan<InstructionWord>(in word));

    private bool ComesBack(InstructionStream stream, in InstructionWord word, string text)
    {
        // Raw text does not depend on the core, but the core must exist.
        _scratch.Core = Math.Min(stream.Core, _scratch.Cores.Count - 1);
        var builder = _scratch.Stream = new StreamBuilder(new InstructionStream(stream.Core, stream.Engine));
        try
        {
            new StreamStatements(_scratch).Line(_scratch.Tokens(new SourceText("", 1, text)), []);
        }
        catch (InputException)
        {
            return false;
        }

        var again = builder.Stream.Words[0];
        return Bytes(in again).SequenceEqual(Bytes(in word));
    }
}
