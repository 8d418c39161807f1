using System.Runtime.InteropServices;
using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Common.Tests.Numerics;

/// <summary>
/// FP16 and BF16 arithmetic is computed in FP32 and rounded once more on writing. The second rounding changes no result of one operation
/// (24 bits are at least 2p + 2), subnormal results included.
/// </summary>
public sealed class DoubleRoundingTests
{
    private const int Pairs = 60_000;

    private static readonly DataType[] Types = [DataType.Float16, DataType.BFloat16];

    [Test]
    public void A_sum_product_or_quotient_rounded_twice_is_the_one_rounded_once([ValueSource(nameof(Types))] DataType type)
    {
        var random = new Random(21);
        var (a, b) = (new uint[Pairs], new uint[Pairs]);
        for (var i = 0; i < Pairs; i++)
        {
            (a[i], b[i]) = ((uint)random.Next(1 << 16), (uint)random.Next(1 << 16));

            // Every third pair lies within reach of each other's rounding, where sums have ties.
            if (i % 3 == 0)
                b[i] = (a[i] + (uint)(random.Next(-13, 14) << type.Format().MantissaBits) + (uint)random.Next(9)) & 0xFFFF;
        }

        var (x, y) = (Singles(type, a), Singles(type, b));
        var result = new float[Pairs];
        SimdOperations.Apply(AluOperator.Add, x, y, result);
        Hold("add", ExactArithmetic.Add);
        SimdOperations.Apply(AluOperator.Subtract, x, y, result);
        Hold("subtract", ExactArithmetic.Subtract);
        SimdOperations.Apply(AluOperator.Multiply, x, y, result);
        Hold("multiply", ExactArithmetic.Multiply);
        SimdOperations.Divide(x, y, result);
        Hold("divide", ExactArithmetic.Divide);

        void Hold(string name, Func<uint, uint, FloatFormat?, uint> exact)
        {
            var got = Codes(type, result);
            for (var i = 0; i < Pairs; i++)
            {
                var expected = exact(BitConverter.SingleToUInt32Bits(x[i]), BitConverter.SingleToUInt32Bits(y[i]), type.Format());
                if (got[i] != expected)
                    Assert.Fail($"{name} {type} {a[i]:X4} {b[i]:X4}: {got[i]:X4}, rounded once {expected:X4}");
            }
        }
    }

    [Test]
    public void A_root_rounded_twice_is_the_one_rounded_once_for_every_operand([ValueSource(nameof(Types))] DataType type)
    {
        var x = Singles(type, [.. Enumerable.Range(0, 1 << 16).Select(code => (uint)code)]);
        var result = new float[x.Length];
        SimdOperations.SquareRoot(x, result);
        var got = Codes(type, result);
        for (var code = 0; code < got.Length; code++)
        {
            var expected = ExactArithmetic.SquareRoot(BitConverter.SingleToUInt32Bits(x[code]), type.Format());
            if (got[code] != expected)
                Assert.Fail($"square root {type} {code:X4}: {got[code]:X4}, rounded once {expected:X4}");
        }
    }

    private static float[] Singles(DataType type, uint[] codes)
    {
        var values = new float[codes.Length];
        Cast.ToSingle(type, MemoryMarshal.AsBytes(Array.ConvertAll(codes, code => (ushort)code).AsSpan()), values);
        return values;
    }

    private static ushort[] Codes(DataType type, float[] values)
    {
        var codes = new ushort[values.Length];
        Cast.FromSingle(type, values, MemoryMarshal.AsBytes(codes.AsSpan()));
        return codes;
    }
}
