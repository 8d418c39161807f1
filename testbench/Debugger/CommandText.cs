using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger;

/// <summary>What follows a command's name, read piece by piece in the words of the assembly language.</summary>
public sealed partial class CommandText
{
    /// <summary>The word before the hit from which a breakpoint stops.</summary>
    public const string CountWord = "count";

    private readonly DebugSession _session;
    private readonly DebuggerCommand _command;
    private readonly SourceText _line;
    private readonly int _start;
    private TokenReader? _reader;

    /// <param name="session">The session.</param>
    /// <param name="command">The command, whose usage the messages show.</param>
    /// <param name="line">The whole line.</param>
    /// <param name="start">Index behind the command's name.</param>
    public CommandText(DebugSession session, DebuggerCommand command, SourceText line, int start)
    {
        _session = session;
        _command = command;
        _line = line;
        _start = start;
    }

    /// <summary>The text itself.</summary>
    public string Raw => _line.Text[_start..].Trim();

    public SourcePlace Place => Reader.Place;

    public bool AtEnd => Raw.Length == 0 || Reader.AtEnd;

    // Made when first needed, because times such as 12.5us are no tokens of the language.
    private TokenReader Reader
    {
        get
        {
            if (_reader is null)
            {
                _reader = _session.Symbols.Tokens(_line, _session.Focus.Core);
                _reader.SkipTo(_start);
            }

            return _reader;
        }
    }

    /// <summary>Requires that nothing is left.</summary>
    public void End()
    {
        if (!AtEnd)
            throw Unexpected("the end of the command");
    }

    /// <summary>The mistake that something else stands here.</summary>
    public InputException Unexpected(string expected) => Unexpected(Reader.Current.Quoted, expected, Reader.Place);

    /// <summary>The words for "a stream or ..." in messages, with the streams of the program.</summary>
    public string StreamOr(string other) => $"a stream ({string.Join(", ", _session.Symbols.Streams)}) or {other}";

    public bool TryTake(string symbol) => !AtEnd && Reader.TryTake(symbol);

    /// <summary>Takes a name if it is that word.</summary>
    public bool TryWord(string word)
    {
        if (AtEnd || Reader.Current.Kind != TokenKind.Name || !string.Equals(Reader.Current.Text, word, StringComparison.Ordinal))
            return false;
        Reader.Take();
        return true;
    }

    /// <summary>Takes a whole number, if anything is left.</summary>
    public int CountOr(int otherwise, string expected = "a count")
    {
        if (AtEnd)
            return otherwise;
        var place = Place;
        return Operators.Integer(Expression(expected), 1, int.MaxValue, "the count", place);
    }

    /// <summary>Takes a whole number from 0 up.</summary>
    public int Number(string what)
    {
        if (AtEnd)
            throw Unexpected(what);
        var place = Place;
        return Operators.Integer(Expression(what), int.MinValue, int.MaxValue, what, place);
    }

    /// <summary>Takes a whole number of 64 bits.</summary>
    public long Long(string what)
    {
        if (AtEnd)
            throw Unexpected(what);
        var place = Place;
        return Operators.Integer(Expression(what), place);
    }

    /// <summary>Takes a number.</summary>
    public double Value(string what)
    {
        if (AtEnd)
            throw Unexpected(what);
        var place = Place;
        return Operators.Number(Expression(what), place);
    }

    /// <summary>Takes a name.</summary>
    public string Name(string what) => !AtEnd && Reader.Current.Kind == TokenKind.Name ? Reader.Take().Text : throw Unexpected(what);

    /// <summary>Takes the name of a stream if one stands here, and makes it the focus.</summary>
    public bool TryStream(out StreamName stream)
    {
        stream = _session.Focus;
        if (AtEnd || Reader.Current.Kind != TokenKind.Name || Parse(Reader.Current.Text) is not { } named)
            return false;
        var place = Place;
        Reader.Take();
        if (!_session.Symbols.Streams.Contains(named))
        {
            throw new InputException(
                DebuggerCode.DebuggerStreamEmpty,
                $"the program has no instructions for {named}; {string.Join(", ", _session.Symbols.Streams)} would be right", place);
        }

        _session.Focus = stream = named;
        return true;
    }

    /// <summary>Takes the name of a stream, or gives the focus at the end of the text.</summary>
    public StreamName StreamOrFocus()
    {
        if (TryStream(out var stream) || AtEnd)
            return stream;
        throw new InputException(
            DebuggerCode.DebuggerStreamUnknown,
            $"{Reader.Current.Quoted} is no stream{_session.Symbols.SuggestStream(Reader.Current.Text)}; {string.Join(", ", _session.Symbols.Streams)} would be right",
            Place);
    }

    /// <summary>Takes <c>STREAM:LABEL</c>, <c>STREAM LABEL</c>, a label of the focus, or an index instead of a label.</summary>
    /// <returns>The instruction, and its text.</returns>
    public (StreamName Stream, int ProgramCounter, string Text) Instruction()
    {
        TryStream(out var stream);
        TryTake(":");
        var place = Place;
        var count = _session.Symbols.StreamOf(stream).Words.Count;
        if (!AtEnd && Reader.Current.Kind == TokenKind.Name)
        {
            var label = Reader.Take().Text;
            var index = _session.Symbols.FindLabel(stream, label);
            if (index >= 0 && index < count)
                return (stream, index, label);
            throw new InputException(
                DebuggerCode.DebuggerLabelUnknown,
                $"{stream} has no label '{label}'{Suggestion.DidYouMean(label, Labels(stream))}; 'list' shows labels and indices", place);
        }

        var pc = Number("a label or an instruction index");
        if (pc >= 0 && pc < count)
            return (stream, pc, pc.ToString(CultureInfo.InvariantCulture));
        throw new InputException(
            DebuggerCode.DebuggerIndexOutOfRange, $"{stream} has no instruction {pc}; 0 to {count - 1} would be right", place);
    }

    /// <summary>Takes a register, <c>R0</c> and up.</summary>
    public int Register()
    {
        var place = Place;
        var registers = _session.SequencerOf(_session.Focus).R.Length;
        var name = Name("a register");
        if (name.StartsWith('R') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < registers)
            return number;
        throw new InputException(DebuggerCode.DebuggerRegisterUnknown, $"there is no register '{name}'; R0 to R{registers - 1} would be right; usage: {_command.Usage}", place);
    }

    /// <summary>Takes a semaphore: its name, its number, or <c>S[number]</c>; another core's behind <c>core1.</c></summary>
    public (int Core, int Number, string Name) Semaphore()
    {
        var place = Place;
        var core = _session.Focus.Core;
        var semaphores = _session.Run.Board.Chip.Cores[core].Semaphores.Semaphores.Length;
        var isName = !AtEnd && Reader.Current.Kind == TokenKind.Name;
        var name = isName ? Reader.Take().Text : "";
        if (isName && _session.Symbols.FindSemaphore(name, core) is { } declared)
            return (declared.Core, declared.Number, declared.Core == core ? declared.Name : $"core{declared.Core}.{declared.Name}");
        var isNumbered = isName && TryCore(ref name, ref core) && name is "S" && TryTake("[");
        var number = isName && !isNumbered ? -1 : Number("a semaphore");
        if (isNumbered && !TryTake("]"))
            throw Unexpected("']'");
        if (number >= 0 && number < semaphores)
            return (core, number, _session.Symbols.SemaphoreName(core, number));
        throw new InputException(
            DebuggerCode.DebuggerSemaphoreUnknown,
            $"core {core} has no semaphore '{(isName && !isNumbered ? name : number)}'{Suggestion.DidYouMean(name, _session.Symbols.SemaphoresOf(core).Select(s => s.Name))}; a name of the program or 0 to {semaphores - 1} would be right",
            place);
    }

    /// <summary>Takes a comparison and the number behind it.</summary>
    public (Comparison Comparison, int Value) Condition()
    {
        foreach (var comparison in Enum.GetValues<Comparison>())
        {
            if (comparison != Comparison.Always && TryTake(comparison.Symbol()))
                return (comparison, Number("a number"));
        }

        throw Unexpected("one of == != < <= > >=");
    }

    // A command cannot define a constant, so an unknown name is simply a wrong word.
    private Value Expression(string expected)
    {
        try
        {
            return _session.Symbols.Expression(Reader);
        }
        catch (InputException mistake) when (mistake.Code is AssemblyCode.NameUnknown && mistake.Place is { } place)
        {
            var start = place.Column - 1;
            var end = start;
            while (end < _line.Text.Length && (char.IsLetterOrDigit(_line.Text[end]) || _line.Text[end] is '_' or '.'))
                end++;
            throw Unexpected($"'{_line.Text[start..end]}'", expected, place);
        }
    }

    private InputException Unexpected(string found, string expected, SourcePlace place) =>
        new(DebuggerCode.DebuggerUsage, $"{found} stands where {expected} is expected; usage: {_command.Usage}", place);

    private bool TryCore(ref string name, ref int core)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && CoreOf(name[..dot]) is { } named)
            (name, core) = (name[(dot + 1)..], named);
        return true;
    }

    private StreamName? Parse(string name)
    {
        var core = _session.Focus.Core;
        TryCore(ref name, ref core);
        return EngineNames.TryParse(name, out var engine) ? new StreamName(core, engine) : null;
    }

    private int? CoreOf(string text) =>
        text.StartsWith("core", StringComparison.Ordinal) && int.TryParse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var core)
        && core < _session.Run.Board.Chip.Cores.Length
            ? core
            : null;

    private IEnumerable<string> Labels(StreamName stream) => _session.Symbols.StreamOf(stream).Source.Labels.Select(l => l.Name);
}
