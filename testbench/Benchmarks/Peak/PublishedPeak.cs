using System.Globalization;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>A published rate of a whole chip. The sources are those of <c>docs/sources.md</c>.</summary>
/// <param name="Value">Counts a second.</param>
/// <param name="Text">As it is published, if that is in another form; else empty.</param>
public sealed record PublishedPeak(double Value, string Text = "")
{
    /// <summary>FLOP a cycle of VectorE of NeuronCore-v1 (AWS Neuron: NeuronCore-v1 page).</summary>
    public const double VectorFlopsPerCycleV1 = 256;

    /// <summary>FLOP a cycle of ScalarE of NeuronCore-v1 (AWS Neuron: NeuronCore-v1 page).</summary>
    public const double ScalarFlopsPerCycleV1 = 512;

    /// <summary>FLOP a second of VectorE of NeuronCore-v2, FP32 (AWS Neuron: NeuronCore-v2 page).</summary>
    public const double VectorFlopsV2 = 2.3e12;

    /// <summary>FLOP a second of ScalarE of NeuronCore-v2, FP32 (AWS Neuron: NeuronCore-v2 page).</summary>
    public const double ScalarFlopsV2 = 2.9e12;

    /// <summary>BF16/FP16 operations a cycle of ScalarE of NeuronCore-v2 (AWS presentation of Inferentia2).</summary>
    public const double ScalarOperationsPerCycleV2 = 1600;

    /// <summary>Bytes a second of all DMA engines of Inferentia2 (AWS Neuron: Inferentia2 device page).</summary>
    public const double DmaBytesV2 = 1e12;

    /// <summary>Rate of matrix products of a chip: AWS Neuron, Inferentia1 and Inferentia2 device pages.</summary>
    /// <exception cref="ArgumentException">Nothing is published of that type.</exception>
    public static PublishedPeak OfMatrices(ChipSpec spec, DataType type) => new((spec.CoreVersion.Value, type) switch
    {
        (1, DataType.Int8) => 128e12,
        (1, DataType.Float16 or DataType.BFloat16) => 64e12,
        (2, DataType.Int8) => 380e12,
        (2, DataType.Float32) => 47.5e12,
        (2, _) => 190e12,
        _ => throw new ArgumentException($"no rate of {type} is published for {spec.Name}", nameof(type)),
    });

    /// <summary>Rate of the device memory: AWS Neuron device pages, 820 GB/s and 50 GiB/s.</summary>
    public static PublishedPeak OfDeviceMemory(ChipSpec spec) => spec.CoreVersion.Value == 1 ? new(50 * (double)(1L << 30), "50 GiB/s") : new(820e9);

    /// <summary>The measured rate beside the published one.</summary>
    public string Against(double measured, PeakUnit unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"published {Value / unit.Scale:G4}{(Text.Length > 0 ? $" ({Text})" : "")}, {100 * measured / Value:F1} % of it");
}
