namespace Hardware.Testbench.References.Exact;

/// <summary>FP32 codes that the definitions name (IEEE 754 binary32).</summary>
internal static class SingleBits
{
    public const uint Sign = 0x80000000;
    public const uint One = 0x3F800000;
    public const uint Infinity = 0x7F800000;

    /// <summary>The NaN of every result: quiet, positive, without payload.</summary>
    public const uint QuietNan = 0x7FC00000;
}
