using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class CastTests
{
    private static readonly LaneWidth[] Widths = [LaneWidth.Scalar, LaneWidth.Bits256, LaneWidth.Bits512, LaneWidth.Widest];

    private static DataType[] Types => DataTypes.Values.ToArray();

    // Types of 4 bytes are covered by random words.
    private static DataType[] NarrowTypes => [.. Types.Where(type => type.Size() < 4)];

    [Test]
    public void Vectorised_widening_equals_scalar_on_every_code_of_8_and_16_bits([ValueSource(nameof(NarrowTypes))] DataType type)
    {
        var count = 1 << (8 * type.Size());
        var source = new byte[count * type.Size()];
        for (var code = 0; code < count; code++)
        {
            source[code * type.Size()] = (byte)code;
            if (type.Size() == 2)
                source[(code * 2) + 1] = (byte)(code >> 8);
        }

        HoldWidening(type, source, count);
    }

    [Test]
    public void Vectorised_widening_equals_scalar_on_random_words([ValueSource(nameof(Types))] DataType type)
    {
        var count = 100_003;
        var source = MemoryMarshal.AsBytes(Samples.RandomSingles(count, 1).AsSpan())[..(count * type.Size())].ToArray();
        HoldWidening(type, source, count);
    }

    [Test]
    public void Vectorised_narrowing_equals_scalar(
        [ValueSource(nameof(Types))] DataType type, [Values] Rounding rounding, [Values] Overflow overflow)
    {
        HoldNarrowing(type, Samples.RandomSingles(100_003, 2), rounding, overflow);
        HoldNarrowing(type, NearIntegers(), rounding, overflow);
        if (type.IsFloat() && type != DataType.Float32 && type != DataType.TensorFloat32)
            HoldNarrowing(type, Samples.Midpoints(type.Format()), rounding, overflow);
    }

    [Test]
    public void Vectorised_conversions_of_a_configured_fp8_equal_scalar()
    {
        FloatFormat[] layouts = [new(4, 3, 7, false), new(4, 3, 11, true), new(2, 5, 0, true), new(5, 2, 1, false), new(3, 4, 100, true)];
        foreach (var format in layouts)
        {
            var source = Samples.RandomSingles(20_011, 3).Concat(Samples.Midpoints(format)).ToArray();
            var codes = new byte[source.Length];
            var expected = new byte[source.Length];
            foreach (var width in Widths)
            {
                Cast.FromSingle(format, source, codes, width: width);
                for (var i = 0; i < source.Length; i++)
                    CastScalar.FromSingle(format, source[i], expected.AsSpan(i));
                Assert.That(codes, Is.EqualTo(expected), $"{format} {width}");

                var all = Enumerable.Range(0, 256).Select(code => (byte)code).ToArray();
                var values = new float[256];
                Cast.ToSingle(format, all, values, width);
                for (var code = 0; code < 256; code++)
                    Assert.That(BitConverter.SingleToUInt32Bits(values[code]), Is.EqualTo(format.Decode((uint)code)));
            }
        }
    }

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
    public void Stochastic_rounding_has_the_value_as_its_mean()
    {
        // 1 + 1/1024 in BF16 (step 1/128): up in one case of eight.
        const int Trials = 1 << 16;
        var source = new float[Trials];
        Array.Fill(source, 1 + (1 / 1024f));
        var codes = new ushort[Trials];
        Cast.FromSingle(
            DataType.BFloat16, source, MemoryMarshal.AsBytes(codes.AsSpan()), Rounding.Stochastic, Samples.RandomWords(Trials, 4));
        var up = codes.Count(code => code == 0x3F81);
        Assert.That(codes.Count(code => code == 0x3F80) + up, Is.EqualTo(Trials));
        Assert.That(up, Is.EqualTo(Trials / 8).Within(600)); // 7 standard deviations
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

    private static void HoldWidening(DataType type, byte[] source, int count)
    {
        var values = new float[count];
        foreach (var width in Widths)
        {
            Cast.ToSingle(type, source, values, width);
            for (var i = 0; i < count; i++)
            {
                var expected = CastScalar.ToSingle(type, source.AsSpan(i * type.Size()));
                if (BitConverter.SingleToUInt32Bits(values[i]) != BitConverter.SingleToUInt32Bits(expected))
                    Assert.Fail($"{type} {width} element {i}: {values[i]:R}, scalar {expected:R}");
            }
        }
    }

    private static void HoldNarrowing(DataType type, float[] source, Rounding rounding, Overflow overflow)
    {
        var random = Samples.RandomWords(source.Length, 6);
        var size = type.Size();
        var expected = new byte[source.Length * size];
        for (var i = 0; i < source.Length; i++)
            CastScalar.FromSingle(type, source[i], expected.AsSpan(i * size), rounding, random[i], overflow);
        var packed = new byte[source.Length * size];
        foreach (var width in Widths)
        {
            Array.Clear(packed);
            Cast.FromSingle(type, source, packed, rounding, random, overflow, width);
            var same = packed.AsSpan().CommonPrefixLength(expected) / size;
            if (same < source.Length)
                Assert.Fail($"{type} {width} {rounding} {overflow}: {BitConverter.SingleToUInt32Bits(source[same]):X8} differs");
        }
    }

    /// <summary>Integers, halves and their FP32 neighbours at the limits of every integer type.</summary>
    private static float[] NearIntegers()
    {
        var result = new List<float>();
        foreach (var limit in (double[])[0, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 8388608, 16777216, 2147483648, 4294967296])
        {
            for (var offset = -2.0; offset <= 2; offset += 0.25)
            {
                var value = (float)(limit + offset);
                result.AddRange([value, -value, MathF.BitIncrement(value), MathF.BitDecrement(value)]);
            }
        }

        return [.. result];
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
