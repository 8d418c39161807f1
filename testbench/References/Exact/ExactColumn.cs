using static Hardware.Testbench.References.Exact.SingleBits;

namespace Hardware.Testbench.References.Exact;

/// <summary>
/// A column of the array by the page docs/numerics.md: groups of rows in order, each a chain of multiply-adds from +0, groups added in
/// neighbours' pairs, an odd last one moving up; every multiply-add and addition exact before its one rounding.
/// </summary>
public static class ExactColumn
{
    /// <param name="moving">FP32 bits, one for each row.</param>
    /// <param name="weights">FP32 bits, as many.</param>
    /// <param name="groups">Groups that the physical rows form.</param>
    /// <param name="groupRows">Physical rows of a group.</param>
    /// <param name="flushToZero">Subnormal operands and sums are zero of their sign.</param>
    /// <returns>FP32 bits; a NaN is the canonical one.</returns>
    public static uint Sum(ReadOnlySpan<uint> moving, ReadOnlySpan<uint> weights, int groups, int groupRows, bool flushToZero)
    {
        var sums = new List<uint>();
        for (var group = 0; group < groups; group++)
        {
            uint sum = 0;
            for (var row = group * groupRows; row < Math.Min(moving.Length, (group + 1) * groupRows); row++)
                sum = Flush(ExactArithmetic.MultiplyAdd(Flush(moving[row]), Flush(weights[row]), sum));
            sums.Add(sum);
        }

        while (sums.Count > 1)
            sums = [.. sums.Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : Flush(ExactArithmetic.MultiplyAdd(pair[0], One, pair[1])))];
        return sums[0];

        uint Flush(uint bits) => flushToZero && (bits & Infinity) == 0 ? bits & Sign : bits;
    }
}
