namespace Hardware.Waveforms.Vcd;

/// <summary>Cuts a stream into words and knows the line of each. A word is valid until the next one is read.</summary>
internal sealed class VcdTokenizer(Stream stream)
{
    private const int LongestWord = 64 << 10;
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _end;
    private bool _ended;
    private int _wordsOnLine;
    private bool _lineOpen;

    /// <summary>Line of the word read last, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Words read on this line, this one included.</summary>
    public int WordsOnLine => _wordsOnLine;

    /// <summary>Whether the stream ended in the middle of a line, which is how a cut file looks.</summary>
    public bool CutShort => _ended && _lineOpen;

    /// <summary>Reads the next word; false at the end.</summary>
    public bool Read(out ReadOnlySpan<byte> word)
    {
        while (true)
        {
            while (_start < _end && _buffer[_start] <= ' ')
            {
                if (_buffer[_start++] != '\n')
                    continue;
                Line++;
                _wordsOnLine = 0;
                _lineOpen = false;
            }

            if (_start < _end)
                break;
            if (Refill())
                continue;
            word = default;
            return false;
        }

        var length = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start + length, _end - _start - length);
            var stop = rest.IndexOfAnyInRange((byte)0, (byte)' ');
            if (stop >= 0)
            {
                length += stop;
                break;
            }

            length += rest.Length;
            if (length > LongestWord)
                return TooLong(out word);
            if (!Refill())
                break;
        }

        word = _buffer.AsSpan(_start, length);
        _start += length;
        _wordsOnLine++;
        _lineOpen = true;
        return true;
    }

    // Handed on as a word that no rule accepts: the reader then says where and what.
    private bool TooLong(out ReadOnlySpan<byte> word)
    {
        word = "(a word of more than 64 KiB)"u8;
        _start = _end;
        _wordsOnLine++;
        return true;
    }

    private bool Refill()
    {
        if (_ended)
            return false;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
        return !_ended;
    }
}
