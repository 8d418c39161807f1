using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class CastTests
{
    private static readonly SimdWidth[] Widths = [SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512, SimdWidth.Widest];

    private static DataType[] Types => DataTypes.Values.ToArray();

    [TestCase("f32_to_i32", DataType.Int32)]
    [TestCase("f32_to_ui32", DataType.UInt32)]
    public void Conversion_to_integers_agrees_with_TestFloat_and_saturates_where_that_is_invalid(string operation, DataType type)
    {
        Span<byte> element = stackalloc byte[4];
        foreach (var words in VectorFile.Read($"{operation}.near_even.txt.gz"))
        {
            var value = BitConverter.UInt32BitsToSingle(words[0]);
            Cast.FromSingle(type, [value], element);
            var expected = words[1];
            if ((words[2] & 0x10) != 0)
                expected = Saturated(type, value);
            Assert.That(MemoryMarshal.Read<uint>(element), Is.EqualTo(expected), $"{words[0]:X8}");
        }
    }

    [TestCase("i32_to_f32", DataType.Int32)]
    [TestCase("ui32_to_f32", DataType.UInt32)]
    public void Conversion_from_integers_agrees_with_TestFloat(string operation, DataType type)
    {
        var cases = VectorFile.Read($"{operation}.near_even.txt.gz").ToArray();
        var source = Array.ConvertAll(cases, words => words[0]);
        var result = new float[cases.Length];
        foreach (var width in Widths)
        {
            Cast.ToSingle(type, MemoryMarshal.AsBytes(source.AsSpan()), result, width);
            for (var i = 0; i < cases.Length; i++)
                Assert.That(BitConverter.SingleToUInt32Bits(result[i]), Is.EqualTo(cases[i][1]), $"{source[i]:X8} {width}");
        }
    }

    [Test]
    public void Sixteen_bit_floats_survive_a_round_trip_through_fp32([Values(DataType.BFloat16, DataType.Float16)] DataType type)
    {
        var source = Enumerable.Range(0, 65536).Select(code => (ushort)code).ToArray();
        var values = new float[source.Length];
        var back = new ushort[source.Length];
        Cast.ToSingle(type, MemoryMarshal.AsBytes(source.AsSpan()), values);
        Cast.FromSingle(type, values, MemoryMarshal.AsBytes(back.AsSpan()));
        for (var code = 0; code < source.Length; code++)
        {
            if (float.IsNaN(values[code]))
                Assert.That(back[code] & 0x7FFF, Is.EqualTo(type.Format().QuietNaN));
            else
                Assert.That(back[code], Is.EqualTo(source[code]));
        }
    }

    [Test]
    public void Convert_copies_bits_between_equal_types_and_passes_through_fp32_otherwise()
    {
        uint[] source = [0x7F800001, 0xFF812345, 16777217, 0x3F800000];
        var bytes = MemoryMarshal.AsBytes(source.AsSpan());
        var copy = new byte[16];
        NumberFormats.Default.Convert(DataType.Float32, bytes, DataType.Float32, copy, 4);
        Assert.That(copy, Is.EqualTo(bytes.ToArray()));
        NumberFormats.Default.Convert(DataType.Int32, bytes, DataType.Int32, copy, 4);
        Assert.That(copy, Is.EqualTo(bytes.ToArray()));
        NumberFormats.Default.Convert(DataType.UInt32, bytes, DataType.Int32, copy, 3);
        Assert.That(MemoryMarshal.Cast<byte, int>(copy)[2], Is.EqualTo(16777216));
    }

    [Test]
    public void Short_buffers_are_refused()
    {
        Assert.That(() => Cast.ToSingle(DataType.BFloat16, new byte[3], new float[2]), Throws.ArgumentException);
        Assert.That(() => Cast.FromSingle(DataType.BFloat16, new float[2], new byte[3]), Throws.ArgumentException);
        Assert.That(
            () => Cast.FromSingle(DataType.BFloat16, new float[2], new byte[4], Rounding.Stochastic, new uint[1]), Throws.ArgumentException);
    }

    [Test]
    public void Assembly_names_read_back()
    {
        foreach (var type in Types)
        {
            Assert.That(DataTypes.TryParse(type.AssemblyName(), out var parsed), Is.True);
            Assert.That(parsed, Is.EqualTo(type));
        }

        Assert.That(DataTypes.TryParse("float", out _), Is.False);
    }

    [Test]
    public void Arithmetic_nan_is_canonical()
    {
        foreach (var width in Widths)
        {
            var values = Samples.RandomSingles(1003, 5);
            var before = values.ToArray();
            Nan.Canonicalize(values, width);
            for (var i = 0; i < values.Length; i++)
            {
                var expected = float.IsNaN(before[i]) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(before[i]);
                Assert.That(BitConverter.SingleToUInt32Bits(values[i]), Is.EqualTo(expected));
            }
        }
    }

    private static uint Saturated(DataType type, float value)
    {
        if (float.IsNaN(value))
            return 0;
        if (type == DataType.Int32)
            return value > 0 ? int.MaxValue : 0x80000000;
        return value > 0 ? uint.MaxValue : 0;
    }
}
