using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines;

/// <summary>How fast the memories serve an access pattern.</summary>
public static class AccessRate
{
    /// <summary>Cycles an element of a partition.</summary>
    public static int CyclesOf(in AccessPattern pattern, ChipSpec spec) => IsWide(pattern, spec) ? 2 : 1;

    /// <summary>True if the innermost step is wider than <see cref="ChipSpec.WideStrideBytes"/>: the access runs at half rate.</summary>
    public static bool IsWide(in AccessPattern pattern, ChipSpec spec) =>
        pattern.Sizes[0] > 1 && Math.Abs((int)pattern.Steps[0]) * pattern.Type.Size() > spec.WideStrideBytes.Value;
}
