using System.Globalization;
using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary><c>.engine</c>, <c>.word</c>, and the lines of streams: <c>label: $wait Mnemonic operand=value update</c>.</summary>
public sealed class StreamStatements
{
    private readonly AssemblyContext _context;
    private readonly Dictionary<string, InstructionDefinition> _definitions;
    private SourceLine? _provenance;

    public StreamStatements(AssemblyContext context)
    {
        _context = context;
        _definitions = context.Options.Instructions.ToDictionary(d => d.Mnemonic, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Enters the directives into a table.</summary>
    public void AddTo(Dictionary<string, Action<TokenReader>> table)
    {
        table[".engine"] = SelectEngine;
        table[".word"] = Word;
        table[".source"] = reader =>
        {
            _context.LineOf(new SourceText(reader.ExpectText("a file name in quotes"), 0, ""));
            reader.ExpectEnd();
        };
        table[".line"] = Provenance;
    }

    /// <summary>Reads a line of a stream.</summary>
    /// <param name="reader">At its start.</param>
    /// <param name="macros">Names of macros, for suggestions.</param>
    public void Line(TokenReader reader, IEnumerable<string> macros)
    {
        if (_context.Stream is not { } stream)
            throw new InputException(SyntaxCode.LineOutsideStream, $"{reader.Current.Quoted} is no directive, and no stream is selected; write .engine pe, act, dve, pool or sp before instructions", reader.Place);
        if (reader.Current.Kind == TokenKind.Name && reader.Peek(1).Is(":"))
        {
            var place = reader.Place;
            stream.Label(reader.Take().Text, place);
            reader.Take();
            if (reader.AtEnd)
                return;
        }

        var word = default(InstructionWord);
        var synchronisation = new SynchronisationParser(_context);
        if (reader.TryTake("$"))
            word.Wait = synchronisation.Wait(reader);
        var mnemonicPlace = reader.Place;
        var mnemonic = reader.ExpectName("a mnemonic").Text;
        if (!_definitions.TryGetValue(mnemonic, out var definition))
        {
            throw new InputException(
                SyntaxCode.MnemonicUnknown, $"there is no instruction '{mnemonic}'{Suggestion.DidYouMean(mnemonic, _definitions.Values.Select(d => d.Mnemonic).Concat(macros))}; see docs/instructions.md", mnemonicPlace);
        }

        var engine = stream.Stream.Engine;
        if (definition.UnfitEngine(engine) is { } unfit)
            throw new InputException(AssemblyCode.InstructionOfOtherEngine, unfit, mnemonicPlace);

        word.Opcode = definition.Opcode;
        new InstructionOperands(_context, stream, definition).Read(reader, ref word);
        if (definition.Validate(engine, word, _context.Spec) is { } fault)
            throw new InputException(AssemblyCode.OperandsIllegal, $"{definition.Mnemonic}: {fault}", mnemonicPlace);
        Append(stream, word, reader.Line);
    }

    /// <summary>Closes all streams: missing Halts, branch targets, DMA blocks; then enters them into the image.</summary>
    public void Finish(DmaDirectives dma)
    {
        var streams = new List<StreamBuilder>();
        foreach (var core in _context.Cores)
        {
            foreach (var engine in EngineNames.All)
            {
                if (!core.Streams.TryGetValue(engine, out var stream) || stream.Stream.Words.Count == 0)
                    continue;
                Halt(stream);
                stream.Resolve(m => _context.Mistakes.Add(m));
                dma.Resolve(stream);
                _context.Image.Streams.Add(stream.Stream);
                streams.Add(stream);
            }
        }

        if (_context.Mistakes.All.Count == 0)
            TriggerOrder.Check(streams, _context);
    }

    private void Halt(StreamBuilder stream)
    {
        var last = _context.Options.Instructions.FirstOrDefault(d => d.Opcode == stream.Stream.Words[^1].Opcode)?.Mnemonic;
        var endsOpen = stream.Stream.Labels.Exists(l => l.Index == stream.Stream.Words.Count);
        if ((last is "Halt" or "Jump" && !endsOpen) || !_definitions.TryGetValue("Halt", out var halt))
            return;
        stream.Stream.Words.Add(new InstructionWord { Opcode = halt.Opcode });
        stream.Stream.Lines.Add(stream.Stream.Lines[^1]);
    }

    private void SelectEngine(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("an engine").Text;
        reader.ExpectEnd();
        if (!EngineNames.TryParse(name, out var engine))
        {
            throw new InputException(
                SyntaxCode.EngineUnknown, $"there is no engine '{name}'{Suggestion.DidYouMean(name, EngineNames.All.Select(e => e.AssemblyName()))}; pe, act, dve, pool or sp would be right", place);
        }

        _context.Stream = _context.Symbols.Stream(engine);
    }

    private void Word(TokenReader reader)
    {
        var place = reader.Place;
        var digits = reader.ExpectText("the bytes in quotes");
        reader.ExpectEnd();
        var bytes = new byte[InstructionWord.Bytes];
        if (_context.Stream is not { } stream || digits.Length != 2 * bytes.Length
            || Convert.FromHexString(digits, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            throw new InputException(
                SyntaxCode.WordMalformed, $"a .word stands in a stream and has {2 * bytes.Length} hexadecimal digits; this one has {digits.Length.ToString(CultureInfo.InvariantCulture)} characters", place);
        }

        Append(stream, MemoryMarshal.Read<InstructionWord>(bytes), reader.Line);
    }

    /// <summary><c>.line 0, 12</c>: the next instruction came from line 12 of the first <c>.source</c>.</summary>
    private void Provenance(TokenReader reader)
    {
        var place = reader.Place;
        var file = Operators.Integer(_context.Expression(reader), -1, _context.Image.SourceFiles.Count - 1, "the number of the source", place);
        reader.Expect(",");
        place = reader.Place;
        _provenance = new SourceLine(file, Operators.Integer(_context.Expression(reader), 0, int.MaxValue, "the line", place));
        reader.ExpectEnd();
    }

    private void Append(StreamBuilder stream, in InstructionWord word, SourceText line)
    {
        stream.Stream.Words.Add(word);
        stream.Stream.Lines.Add(_provenance ?? _context.LineOf(line));
        _provenance = null;
    }
}
