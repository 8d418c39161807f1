using FsCheck;
using FsCheck.Fluent;

namespace Hardware.Testbench.Generators;

/// <summary>Random words.</summary>
internal static class Words
{
    /// <summary>Any 32 bits, each as often as any other.</summary>
    public static Gen<uint> Any { get; } =
        from high in Gen.Choose(0, 0xFFFF)
        from low in Gen.Choose(0, 0xFFFF)
        select ((uint)high << 16) | (uint)low;
}
