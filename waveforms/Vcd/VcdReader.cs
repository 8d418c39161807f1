using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Waveforms.Diagnostics;

namespace Hardware.Waveforms.Vcd;

/// <summary>What a reader accepts.</summary>
public enum VcdDialect
{
    /// <summary>Only what <see cref="VcdWriter"/> writes and every viewer reads: one item a line, identifiers in sequence, every variable with a first value.</summary>
    Portable,
    /// <summary>Whatever the standard allows for wires, registers and reals, such as the output of other tools.</summary>
    Standard,
}

/// <summary>Reads a value change dump and checks it on the way.</summary>
public sealed class VcdReader
{
    private readonly VcdTokenizer _words;
    private readonly string _source;
    private readonly bool _portable;
    private readonly VcdHeaderReader _header;
    private readonly VcdWave _wave = new();
    private long _time = -1;
    private string? _block;
    private bool _valuesSeen;

    private VcdReader(Stream stream, string source, VcdDialect dialect)
    {
        _source = source;
        _portable = dialect == VcdDialect.Portable;
        _words = new VcdTokenizer(stream);
        _header = new VcdHeaderReader(_words, source, _portable, _wave);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The first fault, with its line.</exception>
    public static VcdWave Read(string path, VcdDialect dialect = VcdDialect.Portable)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return Read(stream, path, dialect);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(WaveCode.WaveUnreadable, $"cannot read the wave: {e.Message.TrimEnd('.')}", new SourcePlace(path), e);
        }
    }

    /// <summary>Reads a stream to its end; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="InputException">The first fault, with its line.</exception>
    public static VcdWave Read(Stream stream, string source, VcdDialect dialect = VcdDialect.Portable) =>
        new VcdReader(stream, source, dialect).ReadWave();

    private VcdWave ReadWave()
    {
        _header.Read();
        while (_words.Read(out var word))
        {
            if (_portable && _words.WordsOnLine > 1)
                throw Fault("a second item on one line");
            switch (word[0])
            {
                case (byte)'#':
                    ReadTime(word[1..]);
                    break;
                case (byte)'0' or (byte)'1' or (byte)'x' or (byte)'z' or (byte)'X' or (byte)'Z':
                    ReadBit(word);
                    break;
                case (byte)'b' or (byte)'B':
                    ReadVector(word);
                    break;
                case (byte)'r' or (byte)'R':
                    ReadReal(word);
                    break;
                case (byte)'$':
                    ReadCommand(Encoding.UTF8.GetString(word));
                    break;
                default:
                    throw Fault($"'{Encoding.UTF8.GetString(word)}' is neither a time, a value nor a command");
            }
        }

        if (_words.CutShort)
            throw VcdPlace.CutShort(_source, _words.Line, "the last line has no end");
        if (_block is not null)
            throw VcdPlace.CutShort(_source, _words.Line, $"{_block} has no $end");
        if (_time < 0)
            throw VcdPlace.CutShort(_source, _words.Line, "the wave has no time line");
        if (!_valuesSeen)
            RequireFirstValues();
        if (_wave.Blackouts is [.., (var from, -1)])
            _wave.Blackouts[^1] = (from, _time);
        _wave.End = _time;
        return _wave;
    }

    private void ReadTime(ReadOnlySpan<byte> digits)
    {
        if (!Utf8Parser.TryParse(digits, out long time, out var used) || used != digits.Length || time < 0)
            throw Fault($"'#{Encoding.UTF8.GetString(digits)}' is not a time; # and a decimal number would be");
        if (time < _time || _portable && time == _time)
            throw Fault($"time {time} does not come after {_time}");
        if (_block is not null)
            throw Fault($"time passes inside {_block}");
        if (_time < 0)
            _wave.Start = time;
        _time = time;
    }

    private void ReadBit(ReadOnlySpan<byte> word)
    {
        var variable = Find(word[1..]);
        if (variable.IsReal)
            throw Fault($"a bit for the real '{Encoding.UTF8.GetString(word[1..])}'");
        if (variable.Width != 1 && _portable)
            throw Fault($"a bit for a vector of {variable.Width} bits; b and its digits would be right");
        if (_portable && word[0] is (byte)'X' or (byte)'Z')
            throw Fault("unknown digits are written x and z");
        // Setting this bit makes X and Z small and leaves 0 and 1 as they are.
        Span<byte> digit = [(byte)(word[0] | 0x20)];
        variable.Append(_time, digit);
    }

    private void ReadVector(ReadOnlySpan<byte> word)
    {
        Span<byte> digits = stackalloc byte[VcdWriter.MaximumWidth];
        var length = word.Length - 1;
        if (length is 0 or > VcdWriter.MaximumWidth)
            throw Fault($"a vector value has {length} digits; 1 to {VcdWriter.MaximumWidth} are allowed");
        for (var i = 0; i < length; i++)
        {
            digits[i] = word[i + 1] switch
            {
                (byte)'0' or (byte)'1' or (byte)'x' or (byte)'z' => word[i + 1],
                (byte)'X' when !_portable => (byte)'x',
                (byte)'Z' when !_portable => (byte)'z',
                _ => throw Fault($"'{(char)word[i + 1]}' is not a digit of a vector; 0, 1, x and z are"),
            };
        }

        var variable = FindNext();
        if (variable.IsReal)
            throw Fault("a vector value for a real");
        if (length > variable.Width)
            throw Fault($"{length} digits for a variable of {variable.Width} bits");
        if (_portable && variable.Width == 1)
            throw Fault("a vector value for one bit; the digit and the code without a space would be right");
        variable.Append(_time, digits[..length]);
    }

    private void ReadReal(ReadOnlySpan<byte> word)
    {
        if (!double.TryParse(word[1..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw Fault($"'{Encoding.UTF8.GetString(word)}' is not a real value");
        var variable = FindNext();
        if (!variable.IsReal)
            throw Fault("a real value for a variable that is not real");
        variable.Append(_time, value);
    }

    private void ReadCommand(string command)
    {
        switch (command)
        {
            case "$end" when _block is not null:
                if (_block is "$dumpvars")
                    RequireFirstValues();
                _block = null;
                break;
            case "$dumpvars" or "$dumpon" or "$dumpoff":
                if (_block is not null)
                    throw Fault($"{command} inside {_block}");
                if (_time < 0 && _portable)
                    throw Fault($"{command} before the first time line");
                _block = command;
                if (command is "$dumpoff")
                    _wave.Blackouts.Add((_time, -1));
                else if (command is "$dumpon" && _wave.Blackouts is [.., (var from, -1)])
                    _wave.Blackouts[^1] = (from, _time);
                break;
            case "$comment" when !_portable:
                _header.SkipToEnd(command);
                break;
            default:
                throw Fault($"{command} does not belong among the values");
        }
    }

    private VcdHistory FindNext()
    {
        var line = _words.Line;
        if (!_words.Read(out var code))
            throw VcdPlace.CutShort(_source, _words.Line, "a value has no identifier");
        if (_portable && _words.Line != line)
            throw Fault("a value and its identifier on different lines");
        return Find(code);
    }

    private VcdHistory Find(ReadOnlySpan<byte> code)
    {
        if (_time < 0)
        {
            if (_portable)
                throw Fault("a value before the first time line");
            _time = 0;
        }

        if (_portable && !_valuesSeen && _block is null)
            throw Fault("a value before $dumpvars");
        _valuesSeen = true;
        _wave.ValueCount++;
        return _header.Find(code) ?? throw Fault($"identifier '{Encoding.UTF8.GetString(code)}' was not declared");
    }

    private void RequireFirstValues()
    {
        if (!_portable)
            return;
        foreach (var variable in _wave.Variables)
            if (variable.History.Count == 0 || variable.History.Time(0) != _wave.Start)
                throw Fault($"'{variable.Path}' has no value at the first time, {_wave.Start}");
    }

    private InputException Fault(string fault) => new(WaveCode.WaveValueMalformed, fault, VcdPlace.At(_source, _words.Line));
}
