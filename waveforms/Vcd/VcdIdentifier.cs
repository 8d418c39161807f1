using System.Text;

namespace Hardware.Waveforms.Vcd;

/// <summary>
/// The short code that stands for a variable in a value change dump: the variable's number, counted from 1 in the order of
/// declaration, in bijective base 94 over the characters <c>!</c> to <c>~</c>, least significant first
/// (<c>!</c>, <c>"</c>, ... <c>~</c>, <c>!!</c>, <c>"!</c>, ...).
/// </summary>
/// <remarks>Codes in this order let GTKWave and wellen index their tables directly instead of searching.</remarks>
/// <param name="Number">1 for the first variable; 0 is no variable.</param>
public readonly record struct VcdIdentifier(int Number)
{
    private const int First = '!';
    private const int Base = 94;

    /// <summary>The longest code, in characters: five hold every 32-bit number.</summary>
    public const int MaximumLength = 5;

    /// <summary>Renders the code and returns its length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Number);
        var length = 0;
        for (var rest = Number; rest > 0; rest = (rest - 1) / Base)
            destination[length++] = (byte)(First + (rest - 1) % Base);
        return length;
    }

    /// <summary>
    /// A space, the code and a new line as eight bytes in memory order (first byte lowest), with their number in the top byte:
    /// a change ends with one store.
    /// </summary>
    public ulong Suffix()
    {
        Span<byte> text = stackalloc byte[8];
        text[0] = (byte)' ';
        var length = 1 + Write(text[1..]);
        text[length++] = (byte)'\n';
        text[7] = (byte)length;
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(text);
    }

    /// <summary>Reads a code back; false when it is empty, has a character outside <c>!</c> to <c>~</c>, or is past 32 bits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out VcdIdentifier identifier)
    {
        var number = 0L;
        identifier = default;
        if (text.Length is 0 or > MaximumLength)
            return false;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var digit = text[i] - First;
            if (digit is < 0 or >= Base)
                return false;
            number = number * Base + digit + 1;
        }

        identifier = new VcdIdentifier((int)number);
        return number <= int.MaxValue;
    }

    /// <summary>The code as text, for messages.</summary>
    public override string ToString()
    {
        if (Number <= 0)
            return "(none)";
        Span<byte> text = stackalloc byte[MaximumLength];
        return Encoding.ASCII.GetString(text[..Write(text)]);
    }
}
