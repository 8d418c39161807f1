using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>Writes FP32 values as packed elements, as <see cref="Cast"/> does.</summary>
internal delegate void Narrowing(
    DataType to, ReadOnlySpan<float> source, Span<byte> destination, Rounding rounding, ReadOnlySpan<uint> random, Overflow overflow, SimdWidth width);
