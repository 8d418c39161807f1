using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>Two types and a rounding between them.</summary>
internal readonly record struct ConversionPair(DataType From, DataType To, Rounding Rounding)
{
    /// <summary>The roundings that a core has.</summary>
    public static IEnumerable<Rounding> RoundingsOf(CoreFeatures core) =>
        Enum.GetValues<Rounding>().Where(r => r != Rounding.Stochastic || core.HasStochasticRounding);

    /// <summary>Every pair of a core's types in every rounding.</summary>
    public static IEnumerable<ConversionPair> Of(CoreFeatures core) =>
        from rounding in RoundingsOf(core)
        from source in core.Types
        from destination in core.Types
        select new ConversionPair(source, destination, rounding);

    /// <summary>The code of the source type that an input stands for.</summary>
    public uint SourceCode(ConversionInput input) => input.Bits >> (32 - (8 * From.Size()));

    /// <summary>The elements' codes after conversion.</summary>
    public uint[] Convert(ConversionInput[] inputs, Overflow overflow, SimdWidth width)
    {
        var source = PackedElements.Pack(From, Array.ConvertAll(inputs, SourceCode));
        var destination = new byte[inputs.Length * To.Size()];
        NumberFormats.Default.Convert(
            From, source, To, destination, inputs.Length, Rounding, Array.ConvertAll(inputs, input => input.Random), overflow, width);
        var codes = new uint[inputs.Length];
        PackedElements.Unpack(To, destination, codes);
        return codes;
    }

    public override string ToString() => $"{From.AssemblyName()} to {To.AssemblyName()}, {Rounding}";
}
