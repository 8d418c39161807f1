using System.Globalization;
using System.Numerics;
using System.Text;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Vcd;

public class BinaryDigitsTests
{
    [Property(MaxTest = 1000)]
    public bool VectorAndScalarAgree(uint value)
    {
        var vector = new byte[32];
        var scalar = new byte[32];
        BinaryDigits.Write32Vector(value, ref vector[0]);
        BinaryDigits.Write32Scalar(value, ref scalar[0]);
        return vector.AsSpan().SequenceEqual(scalar) && string.Equals(Encoding.ASCII.GetString(scalar), Convert.ToString((int)value, 2).PadLeft(32, '0'), StringComparison.Ordinal);
    }

    [Test]
    public void EveryPositionOfASingleBit()
    {
        for (var bit = 0; bit < 64; bit++)
        {
            Assert.That(Trimmed(1UL << bit), Is.EqualTo("1" + new string('0', bit)));
            Assert.That(Trimmed(ulong.MaxValue >> bit), Is.EqualTo(new string('1', 64 - bit)));
        }

        Assert.That(Trimmed(0), Is.EqualTo("0"));
    }

    [Property(MaxTest = 1000)]
    public bool WideValuesAreTheNumbersTheyHold(byte[] bytes, ushort anyWidth)
    {
        var value = bytes.Length == 0 ? [0] : bytes;
        var width = (anyWidth % (value.Length * 8)) + 1;
        var digits = new byte[BinaryDigits.Room(width)];
        var length = BinaryDigits.WriteTrimmed(value, width, ref digits[0]);
        var number = new BigInteger(value, isUnsigned: true) & ((BigInteger.One << width) - 1);
        var expected = number.ToString("B", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0');
        return string.Equals(Encoding.ASCII.GetString(digits, 0, length), expected, StringComparison.Ordinal);
    }

    private static string Trimmed(ulong value)
    {
        var digits = new byte[64];
        return Encoding.ASCII.GetString(digits, 0, BinaryDigits.WriteTrimmed(value, ref digits[0]));
    }
}
