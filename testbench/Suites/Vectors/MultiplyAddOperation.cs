using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>
/// <c>mulAdd</c>, a x b + c with one rounding to FP32: by the integer-only truth, and by the array as two rows of a column, 1 x c and then
/// a x b. The chain begins at +0, so that an addend of -0 acts as +0. A narrower result is rounded once more when it is copied out of PSUM,
/// and that is not always innocuous. A case in which the file has what IEEE 754 says, and the model what these two rules make of it, counts
/// as documented.
/// </summary>
internal sealed class MultiplyAddOperation : VectorOperation
{
    private const int Square = 64;
    private const uint One = 0x3F800000;
    private const uint NegativeZero = 0x80000000;

    public override IReadOnlyList<string> Ways { get; } = ["integers", .. VectorSimd.Ways];

    public override string Rule => Result == VectorNumber.Single ? "an addend of -0 acts as +0" : "an addend of -0 acts as +0, or a second rounding out of PSUM";

    public override void Evaluate(int way, VectorBatch batch, uint[][] results)
    {
        var width = way == 0 ? SimdWidth.Scalar : KernelWidths.All[way - 1];
        float[][] operands = [.. Operands.Select((number, i) => VectorSimd.Read(number, batch.Operands[i].AsSpan(0, batch.Count), width))];
        var sums = new float[batch.Count];
        switch (way)
        {
            case 0:
                Integers(operands, sums);
                break;
            case 1:
                for (var i = 0; i < sums.Length; i++)
                    ColumnSum.Accumulate([operands[2][i], operands[1][i]], 1, [1, operands[0][i]], sums.AsSpan(i, 1), 2, 1, rowGroups: 1, width: width);
                break;
            default:
                Squares(operands, sums, width);
                break;
        }

        VectorSimd.Write(Result, sums, results[0].AsSpan(0, batch.Count), width);
    }

    public override Verdict Judge(int way, VectorBatch batch, int index, int column, uint got)
    {
        var verdict = base.Judge(way, batch, index, column, got);
        if (verdict == Verdict.Match)
            return verdict;
        var format = Result.Type.Format();
        var (a, b, c) = (Single(batch, 0, index), Single(batch, 1, index), Single(batch, 2, index));
        var addend = way > 0 && c == NegativeZero ? 0 : c;
        var once = ExactArithmetic.MultiplyAdd(a, b, c, format);
        var twice = ExactArithmetic.Multiply(ExactArithmetic.MultiplyAdd(a, b, addend), One, format);
        return batch.Expected[0][index] == once && got == twice ? Verdict.Documented : Verdict.Mismatch;
    }

    private static void Integers(float[][] operands, Span<float> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = BitConverter.UInt32BitsToSingle(FusedMultiplyAdd.Compute(
                BitConverter.SingleToUInt32Bits(operands[0][i]), BitConverter.SingleToUInt32Bits(operands[1][i]), BitConverter.SingleToUInt32Bits(operands[2][i])));
        }
    }

    /// <summary>Many cases a call, so that the kernels run whole tiles: column j holds b and c of case j, wave-front i a of case i.</summary>
    private static void Squares(float[][] operands, Span<float> sums, SimdWidth width)
    {
        var (weights, wavefronts, results) = (new float[2 * Square], new float[2 * Square], new float[Square * Square]);
        for (var first = 0; first < sums.Length; first += Square)
        {
            for (var i = 0; i < Square; i++)
            {
                var at = Math.Min(first + i, sums.Length - 1);
                (weights[i], weights[Square + i]) = (operands[2][at], operands[1][at]);
                (wavefronts[2 * i], wavefronts[(2 * i) + 1]) = (1, operands[0][at]);
            }

            ColumnSum.Accumulate(weights, Square, wavefronts, results, 2, Square, rowGroups: 1, width: width);
            for (var i = 0; i < Square && first + i < sums.Length; i++)
                sums[first + i] = results[i * (Square + 1)];
        }
    }

    private uint Single(VectorBatch batch, int operand, int index) => Operands[operand].Type.Format().Decode(batch.Operands[operand][index]);
}
