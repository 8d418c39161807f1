using Hardware.Common.Kernel;
using Hardware.Common.Parameters;

namespace Hardware.Common.Tests;

/// <summary>The numbers of Inferentia2 without their sources: what tests of the shared parts build on.</summary>
public static class TestSpec
{
    /// <summary>A spec with some numbers replaced.</summary>
    public static ChipSpec Create(params (string Name, long Value)[] overrides) =>
        Default().With(overrides.ToDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal));

    private static ChipSpec Default() => new()
    {
        Name = "test",

        Cores = Number(2),
        CoreVersion = Number(2),
        Partitions = Number(128),
        SbufPartitionBytes = Number(192 * 1024),
        SbufPartitionStride = Number(256 * 1024),
        SbufWindowBytes = Number(32 * 1024 * 1024),
        PsumPartitionBytes = Number(16 * 1024),
        PsumPartitionStride = Number(16 * 1024),
        PsumBanks = Number(8),
        Semaphores = Number(256),
        Events = Number(256),
        SequencerRegisters = Number(64),
        DmaEnginesPerCore = Number(16),
        DmaRings = Number(16),

        TensorClock = Number(2_800_000_000),
        VectorClock = Number(1_120_000_000),
        ScalarClock = Number(1_400_000_000),
        GpSimdClock = Number(1_400_000_000),
        BaseClock = Number(1_400_000_000),
        DeviceMemoryClock = Number(1_600_000_000),

        DeviceMemoryRegions = Number(2),
        DeviceMemoryRegionBytes = Number(16L << 30),
        DeviceMemoryRegionStride = Number(0x10_0000_0000),
        DeviceMemoryReservedBytes = Number(16 << 20),
        CoreApertureBase = Number(0xfff_c000_0000),
        CoreApertureStride = Number(0x400_0000),
        EventOffset = Number(0x270_0000),
        SemaphoreReadOffset = Number(0x270_1000),
        SemaphoreSetOffset = Number(0x270_1400),
        SemaphoreIncrementOffset = Number(0x270_1800),
        SemaphoreDecrementOffset = Number(0x270_1c00),
        DmaRegisterBase = Number(0xfff_f000_0000),
        DmaRegisterCoreStride = Number(0x70_0000),
        DmaRegisterEngineStride = Number(0x4_0000),
        HostAddressBase = Number(0x10_0000_0000_0000),

        InstructionPrefetchDepth = Number(32),
        InstructionFetchCycles = Number(280),
        BranchCycles = Number(8),
        EngineQueueDepth = Number(4),
        SemaphoreUpdateCycles = Number(12),
        SemaphoreWakeCycles = Number(28),

        AccessStartCycles = Number(60),
        MinimumInitiationInterval = Number(64),
        TensorMinimumInitiationInterval = Number(64),
        LoadStationaryColumnsPerCycle = Number(4),
        MaximumMovingElements = Number(512),
        RowGroups = Number(4),
        FlushToZero = Number(0),
        VectorPipelineCycles = Number(70),
        ScalarPipelineCycles = Number(101),
        GpSimdPipelineCycles = Number(60),
        GpSimdStartCycles = Number(150),
        ReciprocalCyclesPerBeat = Number(8),
        RsqrtCyclesPerBeat = Number(4),
        PowerCyclesPerBeat = Number(8),
        RngCyclesPerBeat = Number(1),
        ActivationTableLoadCycles = Number(515),
        WideStrideBytes = Number(16),
        EngineInterlock = Number(1),
        StochasticRounding = Number(0),
        RandomSeed = Number(0),

        Float8E5ExponentBits = Number(5),
        Float8E5Bias = Number(15),
        Float8E5Infinity = Number(1),
        Float8E4ExponentBits = Number(4),
        Float8E4Bias = Number(7),
        Float8E4Infinity = Number(1),
        Float8E3ExponentBits = Number(3),
        Float8E3Bias = Number(3),
        Float8E3Infinity = Number(1),
        Float8Overflow = Number(0),

        DmaBytesPerSecond = Number(17_000_000_000),
        DmaSplitBytes = Number(256),
        DmaOutstandingDescriptors = Number(2),
        DmaDescriptorPrefetch = Number(128),
        DmaDescriptorBurst = Number(8),
        FabricHopCycles = Number(4),
        DmaDoorbellCycles = Number(140),
        DmaStartCycles = Number(990),
        DmaSemaphoreWriteCycles = Number(10),
        DeviceMemoryBytesPerSecond = Number(820_000_000_000),
        DeviceMemoryLatencyCycles = Number(320),
        SbufAccessLatencyCycles = Number(100),
        HostBytesPerSecond = Number(16_000_000_000),
        HostLatencyCycles = Number(1400),
    };

    /// <summary>The clock grid of a spec: 11.2 GHz for the default one.</summary>
    public static ClockGrid Grid(ChipSpec spec) => new(
        ("tensor", spec.TensorClock), ("vector", spec.VectorClock), ("scalar", spec.ScalarClock), ("gpsimd", spec.GpSimdClock),
        ("base", spec.BaseClock), ("memory", spec.DeviceMemoryClock));

    private static Parameter Number(long value) => new(value, "", "");
}
