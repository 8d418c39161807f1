using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Hardware.Waveforms.Vcd;

/// <summary>
/// The changes of one variable: true changes only, one per time. A second value at one time replaces the first, and a value
/// equal to the one before leaves no trace, so two files that draw the same wave have the same histories.
/// </summary>
public sealed class VcdHistory
{
    private readonly List<long> _times = [];
    private readonly List<byte> _digits = [];
    private readonly List<double> _reals = [];

    internal VcdHistory(int width, bool isReal) => (Width, IsReal) = (width, isReal);

    /// <summary>Bits of the variable.</summary>
    public int Width { get; }

    /// <summary>Whether the values are numbers rather than digits.</summary>
    public bool IsReal { get; }

    /// <summary>Number of changes, the first value included.</summary>
    public int Count => _times.Count;

    /// <summary>When change number <paramref name="index"/> happened, in units of the file's timescale.</summary>
    public long Time(int index) => _times[index];

    /// <summary>The value from change number <paramref name="index"/> on: <see cref="Width"/> digits 0, 1, x, z, most significant first.</summary>
    public string Digits(int index) => Encoding.ASCII.GetString(DigitBytes(index));

    /// <summary>The same digits without making a string.</summary>
    public ReadOnlySpan<byte> DigitBytes(int index)
    {
        if (IsReal)
            throw new InvalidOperationException("a real has no digits");
        return CollectionsMarshal.AsSpan(_digits).Slice(index * Width, Width);
    }

    /// <summary>The number from change <paramref name="index"/> on.</summary>
    public double Real(int index) => _reals[index];

    /// <summary>Digits or number as text.</summary>
    public string Text(int index) => IsReal ? _reals[index].ToString(CultureInfo.InvariantCulture) : Digits(index);

    /// <summary>The change in force at a time, or -1 before the first.</summary>
    public int IndexAt(long time)
    {
        var index = _times.BinarySearch(time);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>The value in force at a time as text; all x before the first.</summary>
    public string At(long time) => IndexAt(time) is var index and >= 0 ? Text(index) : IsReal ? "NaN" : new string('x', Width);

    /// <summary>The value in force at a time as a number of up to 64 bits; null while any bit is x or z.</summary>
    public ulong? UnsignedAt(long time)
    {
        var index = IndexAt(time);
        if (index < 0)
            return null;
        if (Width > 64)
            throw new InvalidOperationException($"{Width} bits do not fit a 64-bit number");
        var value = 0UL;
        foreach (var digit in DigitBytes(index))
        {
            if (digit is not ((byte)'0' or (byte)'1'))
                return null;
            value = value << 1 | (uint)(digit - '0');
        }

        return value;
    }

    internal void Append(long time, ReadOnlySpan<byte> digits)
    {
        var extension = digits[0] == '1' ? (byte)'0' : digits[0];
        if (_times.Count > 0 && _times[^1] == time)
        {
            _times.RemoveAt(_times.Count - 1);
            CollectionsMarshal.SetCount(_digits, _digits.Count - Width);
        }

        var start = _digits.Count;
        CollectionsMarshal.SetCount(_digits, start + Width);
        var all = CollectionsMarshal.AsSpan(_digits);
        all.Slice(start, Width - digits.Length).Fill(extension);
        digits.CopyTo(all[(start + Width - digits.Length)..]);
        if (start > 0 && all.Slice(start - Width, Width).SequenceEqual(all.Slice(start, Width)))
        {
            CollectionsMarshal.SetCount(_digits, start);
            return;
        }

        _times.Add(time);
    }

    internal void Append(long time, double value)
    {
        if (_times.Count > 0 && _times[^1] == time)
        {
            _times.RemoveAt(_times.Count - 1);
            _reals.RemoveAt(_reals.Count - 1);
        }

        if (_reals.Count > 0 && BitConverter.DoubleToInt64Bits(_reals[^1]) == BitConverter.DoubleToInt64Bits(value))
            return;
        _times.Add(time);
        _reals.Add(value);
    }
}
