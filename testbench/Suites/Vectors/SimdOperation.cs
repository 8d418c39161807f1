using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>
/// Arithmetic of the lanes: operands are cast to FP32, computed with one rounding, and cast to the type of the result. For FP16 and BF16
/// the second rounding changes nothing: 24 bits are at least 2p + 2 for p = 11 and p = 8 (S. A. Figueroa, "When is double rounding
/// innocuous?", 1995).
/// </summary>
internal sealed class SimdOperation : VectorOperation
{
    public delegate void Kernel(float[][] operands, Span<float> result, SimdWidth width);

    public required Kernel Compute { get; init; }

    public override IReadOnlyList<string> Ways => VectorSimd.Ways;

    public override void Evaluate(int way, VectorBatch batch, uint[][] results)
    {
        var width = KernelWidths.All[way];
        float[][] operands = [.. Operands.Select((number, i) => VectorSimd.Read(number, batch.Operands[i].AsSpan(0, batch.Count), width))];
        var values = new float[batch.Count];
        Compute(operands, values, width);
        var codes = results[0].AsSpan(0, batch.Count);
        if (Result != VectorNumber.Truth)
        {
            VectorSimd.Write(Result, values, codes, width);
            return;
        }

        for (var i = 0; i < codes.Length; i++)
            codes[i] = values[i] == 1 ? 1u : values[i] == 0 ? 0u : uint.MaxValue;
    }
}
