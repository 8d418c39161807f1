using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary><c>A_to_B</c>: the casts of the engines, which pass through FP32 unless one end is FP32.</summary>
internal sealed class ConversionOperation : VectorOperation
{
    public override IReadOnlyList<string> Ways => VectorSimd.Ways;

    public override string Rule => "NaN gives 0, and out of range saturates";

    public static ConversionOperation Of(VectorNumber from, VectorNumber to) => new()
    {
        Name = $"{from.Name}_to_{to.Name}",
        Means = from == VectorNumber.Single || to == VectorNumber.Single ? "cast" : "cast through FP32",
        Operands = [from],
        Result = to,
        Results = from == VectorNumber.Single && to.IsFloat && to.Type.Size() == 1 ? 2 : 1,
    };

    public override void Evaluate(int way, VectorBatch batch, uint[][] results)
    {
        var width = KernelWidths.All[way];
        var values = VectorSimd.Read(Operands[0], batch.Operands[0].AsSpan(0, batch.Count), width);
        for (var column = 0; column < results.Length; column++)
            VectorSimd.Write(Result, values, results[column].AsSpan(0, batch.Count), width, column == 0 ? Overflow.Infinity : Overflow.Saturate);
    }

    /// <summary>
    /// IEEE 754 leaves integers made of NaN and of values out of range to the implementation: this one gives 0, and saturates. The model is
    /// held to that, and a file that has another convention differs by a documented rule.
    /// </summary>
    public override Verdict Judge(int way, VectorBatch batch, int index, int column, uint got)
    {
        if (Result.IsFloat || !Operands[0].IsFloat)
            return base.Judge(way, batch, index, column, got);
        var value = BitConverter.UInt32BitsToSingle(Operands[0].Type.Format().Decode(batch.Operands[0][index]));
        if (OutOfRange(value) is not { } right)
            return base.Judge(way, batch, index, column, got);
        return got != right ? Verdict.Mismatch : got == batch.Expected[column][index] ? Verdict.Match : Verdict.Documented;
    }

    private uint? OutOfRange(float value)
    {
        if (float.IsNaN(value))
            return 0;
        var signed = Result.Type.IsSigned();
        var (lowest, highest) = signed ? (~(long)(Result.LargestCode >> 1), (long)(Result.LargestCode >> 1)) : (0, Result.LargestCode);
        var rounded = Math.Round((double)value, MidpointRounding.ToEven);
        if (rounded > highest)
            return (uint)highest;
        return rounded < lowest ? (uint)(lowest & Result.LargestCode) : null;
    }
}
