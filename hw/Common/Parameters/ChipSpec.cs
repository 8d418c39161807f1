using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;

namespace Hardware.Common.Parameters;

/// <summary>
/// Every number of a chip, each with its unit and source. The chip's own folder gives the values; a user may replace any of them by name.
/// </summary>
public sealed record ChipSpec
{
    private static readonly PropertyInfo[] Declared =
        [.. typeof(ChipSpec).GetProperties().Where(p => p.PropertyType == typeof(Parameter)).OrderBy(p => p.MetadataToken)];

    private NumberFormats? _formats;

    public ChipSpec()
    {
    }

    // What a copy keeps are the numbers, not what was made of them. The loop sets every required member.
    [SetsRequiredMembers]
#pragma warning disable CS8618
    private ChipSpec(ChipSpec original)
#pragma warning restore CS8618
    {
        Name = original.Name;
        foreach (var property in Declared)
            property.SetValue(this, property.GetValue(original));
    }

    /// <summary>Name of the chip in options and programs, for instance <c>inferentia2</c>.</summary>
    public required string Name { get; init; }

    // Structure
    public required Parameter Cores { get; init; }
    public required Parameter CoreVersion { get; init; }
    public required Parameter Partitions { get; init; }
    public required Parameter SbufPartitionBytes { get; init; }
    public required Parameter SbufPartitionStride { get; init; }
    public required Parameter SbufWindowBytes { get; init; }
    public required Parameter PsumPartitionBytes { get; init; }
    public required Parameter PsumPartitionStride { get; init; }
    public required Parameter PsumBanks { get; init; }
    public required Parameter Semaphores { get; init; }
    public required Parameter Events { get; init; }
    public required Parameter SequencerRegisters { get; init; }
    public required Parameter NotificationQueues { get; init; }
    public required Parameter NotificationTypes { get; init; }
    public required Parameter DmaEnginesPerCore { get; init; }
    public required Parameter DmaEnginesPerQueue { get; init; }
    public required Parameter DmaRings { get; init; }

    // Clocks
    public required Parameter TensorClock { get; init; }
    public required Parameter VectorClock { get; init; }
    public required Parameter ScalarClock { get; init; }
    public required Parameter GpSimdClock { get; init; }
    public required Parameter BaseClock { get; init; }
    public required Parameter DeviceMemoryClock { get; init; }

    // Address map
    public required Parameter DeviceMemoryRegions { get; init; }
    public required Parameter DeviceMemoryRegionBytes { get; init; }
    public required Parameter DeviceMemoryRegionStride { get; init; }
    public required Parameter DeviceMemoryReservedBytes { get; init; }
    public required Parameter CoreApertureBase { get; init; }
    public required Parameter CoreApertureStride { get; init; }
    public required Parameter EventOffset { get; init; }
    public required Parameter SemaphoreReadOffset { get; init; }
    public required Parameter SemaphoreSetOffset { get; init; }
    public required Parameter SemaphoreIncrementOffset { get; init; }
    public required Parameter SemaphoreDecrementOffset { get; init; }
    public required Parameter DmaRegisterBase { get; init; }
    public required Parameter DmaRegisterCoreStride { get; init; }
    public required Parameter DmaRegisterEngineStride { get; init; }
    public required Parameter HostAddressBase { get; init; }

    // Sequencers
    public required Parameter InstructionPrefetchDepth { get; init; }
    public required Parameter InstructionFetchCycles { get; init; }
    public required Parameter BranchCycles { get; init; }
    public required Parameter EngineQueueDepth { get; init; }
    public required Parameter SemaphoreUpdateCycles { get; init; }
    public required Parameter SemaphoreWakeCycles { get; init; }

    // Data paths
    public required Parameter AccessStartCycles { get; init; }
    public required Parameter MinimumInitiationInterval { get; init; }
    public required Parameter TensorMinimumInitiationInterval { get; init; }
    public required Parameter LoadStationaryColumnsPerCycle { get; init; }
    public required Parameter MaximumMovingElements { get; init; }
    public required Parameter ArrayColumns { get; init; }
    public required Parameter RowGroups { get; init; }
    public required Parameter IntegerElementsPerCycle { get; init; }
    public required Parameter FlushToZero { get; init; }
    public required Parameter LaneBeatCycles { get; init; }
    public required Parameter VectorPipelineCycles { get; init; }
    public required Parameter ScalarPipelineCycles { get; init; }
    public required Parameter GpSimdPipelineCycles { get; init; }
    public required Parameter GpSimdStartCycles { get; init; }
    public required Parameter ReciprocalCyclesPerBeat { get; init; }
    public required Parameter RsqrtCyclesPerBeat { get; init; }
    public required Parameter PowerCyclesPerBeat { get; init; }
    public required Parameter RngCyclesPerBeat { get; init; }
    public required Parameter ActivationTableLoadCycles { get; init; }
    public required Parameter WideStrideBytes { get; init; }
    public required Parameter EngineInterlock { get; init; }
    public required Parameter StochasticRounding { get; init; }
    public required Parameter RandomSeed { get; init; }

    // Numbers
    public required Parameter Float8E5ExponentBits { get; init; }
    public required Parameter Float8E5Bias { get; init; }
    public required Parameter Float8E5Infinity { get; init; }
    public required Parameter Float8E4ExponentBits { get; init; }
    public required Parameter Float8E4Bias { get; init; }
    public required Parameter Float8E4Infinity { get; init; }
    public required Parameter Float8E3ExponentBits { get; init; }
    public required Parameter Float8E3Bias { get; init; }
    public required Parameter Float8E3Infinity { get; init; }
    public required Parameter Float8Overflow { get; init; }

    // DMA, device memory, host
    public required Parameter DmaBytesPerSecond { get; init; }
    public required Parameter DmaSplitBytes { get; init; }
    public required Parameter DmaOutstandingDescriptors { get; init; }
    public required Parameter DmaDescriptorPrefetch { get; init; }
    public required Parameter DmaDescriptorBurst { get; init; }
    public required Parameter FabricHopCycles { get; init; }
    public required Parameter DmaDoorbellCycles { get; init; }
    public required Parameter DmaStartCycles { get; init; }
    public required Parameter DmaSemaphoreWriteCycles { get; init; }
    public required Parameter DeviceMemoryBytesPerSecond { get; init; }
    public required Parameter DeviceMemoryLatencyCycles { get; init; }
    public required Parameter SbufAccessLatencyCycles { get; init; }
    public required Parameter HostBytesPerSecond { get; init; }
    public required Parameter HostLatencyCycles { get; init; }
    public required Parameter NotificationRingEntries { get; init; }

    /// <summary>Bytes of one PSUM bank in one partition.</summary>
    public int PsumBankBytes => (int)(PsumPartitionBytes.Value / PsumBanks.Value);

    /// <summary>The chip's FP8 layouts and what lies beyond their range. The parameters' ranges allow only layouts that FP32 contains.</summary>
    public NumberFormats Formats => _formats ??= new NumberFormats
    {
        Float8E3 = Float8Layout(Float8E3ExponentBits, Float8E3Bias, Float8E3Infinity),
        Float8E4 = Float8Layout(Float8E4ExponentBits, Float8E4Bias, Float8E4Infinity),
        Float8E5 = Float8Layout(Float8E5ExponentBits, Float8E5Bias, Float8E5Infinity),
        Float8Overflow = (Overflow)Float8Overflow.Value,
    };

    /// <summary>Names of all parameters, in declaration order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Declared.Select(p => p.Name)];

    /// <summary>All parameters by name, in declaration order.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> All => Declared.Select(p => (p.Name, (Parameter)p.GetValue(this)!));

    /// <summary>A copy in which the named parameters have other values.</summary>
    /// <exception cref="InputException">A name is unknown, or a value is out of its range.</exception>
    public ChipSpec With(IReadOnlyDictionary<string, long> overrides)
    {
        if (overrides.Count == 0)
            return this;
        var copy = this with { };
        foreach (var (name, value) in overrides)
        {
            var property = Array.Find(Declared, p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new InputException(
                    HardwareCode.ChipParameterUnknown, $"chip '{Name}' has no parameter '{name}'{Suggestion.DidYouMean(name, Names)}");
            var parameter = (Parameter)property.GetValue(this)!;
            if (parameter.Confidence == Confidence.Absent)
            {
                throw new InputException(
                    HardwareCode.ChipParameterAbsent, $"{property.Name} does not exist on chip '{Name}': {parameter.Source}; leave it out");
            }

            if (value < parameter.Minimum || value > parameter.Maximum)
            {
                throw new InputException(
                    HardwareCode.ChipParameterOutOfRange,
                    $"{property.Name} = {value} is out of range; {parameter.Minimum} to {parameter.Maximum} {parameter.Unit} would be right");
            }

            property.SetValue(copy, parameter with { Value = value });
        }

        return copy;
    }

    /// <summary>
    /// A copy with another number of partitions, and so of rows and columns of the systolic array: for benches of the array alone. A whole
    /// chip has the one number that its range allows.
    /// </summary>
    public ChipSpec WithPartitions(int partitions) =>
        this with { Partitions = Partitions with { Value = partitions }, ArrayColumns = ArrayColumns with { Value = partitions } };

    /// <summary>A chip of which nothing is known yet but that it resembles this one: every number is this one's, as a choice.</summary>
    /// <param name="name">Name of the other chip.</param>
    /// <param name="reason">Why these numbers; this chip's own sources follow it no further.</param>
    public ChipSpec AssumedFor(string name, string reason)
    {
        var copy = this with { Name = name };
        foreach (var property in Declared)
            property.SetValue(copy, (Parameter)property.GetValue(this)! with { Source = reason, Confidence = Confidence.Chosen });
        return copy;
    }

    private static FloatFormat Float8Layout(int exponentBits, int bias, int infinity) => new(exponentBits, 7 - exponentBits, bias, infinity != 0);
}
