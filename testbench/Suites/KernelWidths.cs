using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites;

/// <summary>The implementations of a numeric kernel, each by its name: where a machine lacks wide vectors, those fall back to narrower ones.</summary>
internal static class KernelWidths
{
    public static IReadOnlyList<SimdWidth> All { get; } = [SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512];

    /// <summary>All but the scalar one.</summary>
    public static IReadOnlyList<SimdWidth> Vectorised { get; } = [SimdWidth.Bits256, SimdWidth.Bits512];
}
