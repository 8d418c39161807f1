using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class FusedMultiplyAddTests
{
    [Test]
    public void Integer_reference_and_host_agree_with_TestFloat()
    {
        foreach (var words in VectorFile.Read("f32_mulAdd.near_even.txt.gz"))
        {
            var ours = FusedMultiplyAdd.Compute(words[0], words[1], words[2]);
            var host = MathF.FusedMultiplyAdd(
                BitConverter.UInt32BitsToSingle(words[0]),
                BitConverter.UInt32BitsToSingle(words[1]),
                BitConverter.UInt32BitsToSingle(words[2]));
            var expected = (words[3] & 0x7FFFFFFF) > 0x7F800000 ? Nan.CanonicalBits : words[3];
            Assert.That(ours, Is.EqualTo(expected), $"{words[0]:X8} x {words[1]:X8} + {words[2]:X8}");
            Assert.That(BitConverter.SingleToUInt32Bits(Nan.Canonicalize(host)), Is.EqualTo(expected));
        }
    }

    /// <summary>With c = -0 the fused form is the product, with b = 1 the sum: TestFloat's other operations hold it too.</summary>
    [TestCase("f32_mul")]
    [TestCase("f32_add")]
    [TestCase("f32_sub")]
    public void Products_and_sums_are_special_cases(string operation)
    {
        foreach (var words in VectorFile.Read($"{operation}.near_even.txt.gz"))
        {
            var (a, b) = (words[0], words[1]);
            var ours = operation switch
            {
                "f32_mul" => FusedMultiplyAdd.Compute(a, b, (a ^ b) & 0x80000000), // a zero of the product's sign changes nothing
                "f32_add" => FusedMultiplyAdd.Compute(a, 0x3F800000, b),
                _ => FusedMultiplyAdd.Compute(b, 0xBF800000, a),
            };
            var expected = (words[2] & 0x7FFFFFFF) > 0x7F800000 ? Nan.CanonicalBits : words[2];
            Assert.That(ours, Is.EqualTo(expected), $"{operation} {a:X8} {b:X8}");
        }
    }

    [Property(MaxTest = 2000)]
    public bool Near_cancellation_agrees_with_the_host(uint a, uint b, byte nudge)
    {
        // An addend within some units of -(a x b) leaves only the low bits of the product.
        var (x, y) = (BitConverter.UInt32BitsToSingle(a * 2654435761), BitConverter.UInt32BitsToSingle(b * 2246822519));
        var z = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(-(x * y)) + nudge);
        var host = BitConverter.SingleToUInt32Bits(Nan.Canonicalize(MathF.FusedMultiplyAdd(x, y, z)));
        var ours = FusedMultiplyAdd.Compute(
            BitConverter.SingleToUInt32Bits(x), BitConverter.SingleToUInt32Bits(y), BitConverter.SingleToUInt32Bits(z));
        return host == ours;
    }
}
