using Hardware.Common.Parameters;
using static Hardware.Common.Parameters.Confidence;

namespace Hardware.Inferentia1;

/// <summary>
/// The numbers of Inferentia1 (four NeuronCore-v1), each with its unit and source. Little of this chip is public: what is not takes the value of
/// the later core and says so.
/// </summary>
public static class Inferentia1Spec
{
    private const string Device = "AWS Neuron: Inferentia1 device page";
    private const string Driver = "aws-neuron-driver: v1 address map";
    private const string DriverRegisters = "aws-neuron-driver: UDMA register map";
    private const string RoundingModes = "AWS Neuron: rounding modes";
    private const string Later = "unpublished: as in NeuronCore-v2";

    private const string BaseCycles = "cycles of the base clock";
    private const string EngineCycles = "cycles of the engine's clock";
    private const string TensorCycles = "cycles of the tensor clock";
    private const string MemoryCycles = "cycles of the device memory clock";

    /// <summary>The public numbers of the chip, with this project's choice wherever nothing is published.</summary>
    public static ChipSpec Create() => new()
    {
        Name = "inferentia1",

        Cores = new(4, "NeuronCores", Device, Published, 1, 4),
        CoreVersion = new(1, "version of the NeuronCore: its engines, instructions, types and operands", Device, Published, 1, 1),
        Partitions = new(128, "partitions", Later, Chosen, 128, 128),
        SbufPartitionBytes = new(96 * 1024, "bytes", "unpublished: 12 MiB hold the 5 million BF16 weights a core of the pipeline sizing rule", Chosen, 64, 256 * 1024),
        SbufPartitionStride = new(256 * 1024, "bytes", Later, Chosen, 256 * 1024, 256 * 1024),
        SbufWindowBytes = new(32 * 1024 * 1024, "bytes", Later, Chosen, 32 * 1024 * 1024, 32 * 1024 * 1024),
        PsumPartitionBytes = new(16 * 1024, "bytes", Later, Chosen, 2048, 16 * 1024),
        PsumPartitionStride = new(16 * 1024, "bytes", Later, Chosen, 16 * 1024, 32 * 1024),
        PsumBanks = new(8, "banks", Later, Chosen, 1, 8),
        Semaphores = new(32, "semaphores", Driver, Published, 32, 256),
        Events = new(256, "events", Driver, Published, 256, 256),
        SequencerRegisters = new(64, "32-bit registers", Later, Chosen, 64, 64),
        DmaEnginesPerCore = new(3, "DMA engines", Driver, Published, 1, 16),
        DmaRings = new(16, "rings of a DMA engine", Driver, Published, 1, 16),

        TensorClock = new(1_000_000_000, "Hz", "AWS Neuron: profile schema, neuroncore_cycle_count", Derived, 1),
        VectorClock = new(1_000_000_000, "Hz", "AWS Neuron: profile schema, neuroncore_cycle_count", Derived, 1),
        ScalarClock = new(1_000_000_000, "Hz", "AWS Neuron: profile schema, neuroncore_cycle_count", Derived, 1),
        GpSimdClock = new(1_000_000_000, "Hz", "AWS Neuron: profile schema, neuroncore_cycle_count", Derived, 1),
        BaseClock = new(1_000_000_000, "Hz", "AWS Neuron: profile schema, neuroncore_cycle_count", Published, 1),
        DeviceMemoryClock = new(1_600_000_000, "Hz", "JEDEC DDR4 at 3.2 Gb/s a pin, the rate that gives 50 GiB/s over two channels", Derived, 1),

        DeviceMemoryRegions = new(2, "DDR channels", Driver, Published, 1, 2),
        DeviceMemoryRegionBytes = new(4L << 30, "bytes", Driver, Published, 1L << 26, 64L << 30),
        DeviceMemoryRegionStride = new(0x10_0000_0000, "bytes", Driver, Published, Minimum: 1L << 36, Maximum: 1L << 40),
        DeviceMemoryReservedBytes = new(0, "bytes at the start of each channel", Driver + ": none", Published),
        CoreApertureBase = new(0xfff_c000_0000, "byte address", Driver),
        CoreApertureStride = new(0x400_0000, "bytes", Driver),
        EventOffset = new(0x270_0000, "bytes into the core's aperture", Driver),
        SemaphoreReadOffset = new(0x270_1000, "bytes into the core's aperture", Driver),
        SemaphoreSetOffset = new(0x270_1100, "bytes into the core's aperture", Driver),
        SemaphoreIncrementOffset = new(0x270_1200, "bytes into the core's aperture", Driver),
        SemaphoreDecrementOffset = new(0x270_1300, "bytes into the core's aperture", Driver),
        DmaRegisterBase = new(0xfff_f004_0000, "byte address", Driver + ": APB, TENG UDMA"),
        DmaRegisterCoreStride = new(0x10_0000, "bytes", Driver),
        DmaRegisterEngineStride = new(0x4_0000, "bytes", DriverRegisters),
        HostAddressBase = new(0x40_0000_0000_0000, "byte address", Driver),

        InstructionPrefetchDepth = new(32, "instructions", Later, Chosen, 1, 1024),
        InstructionFetchCycles = new(280, BaseCycles, Later, Chosen, 1, 100_000),
        BranchCycles = new(8, BaseCycles, Later, Chosen, 1, 10_000),
        EngineQueueDepth = new(4, "instructions between sequencer and data path", Later, Chosen, 1, 64),
        SemaphoreUpdateCycles = new(12, BaseCycles, Later, Chosen, 1, 10_000),
        SemaphoreWakeCycles = new(28, BaseCycles, Later, Chosen, 0, 10_000),

        AccessStartCycles = new(60, BaseCycles, Later, Chosen, 0, 10_000),
        MinimumInitiationInterval = new(64, EngineCycles, Later, Chosen, 1, 10_000),
        TensorMinimumInitiationInterval = new(64, TensorCycles, Later, Chosen, 1, 10_000),
        LoadStationaryColumnsPerCycle = new(4, "columns", Later, Chosen, 1, 128),
        MaximumMovingElements = new(512, "elements a partition", Later, Chosen, 1, 512),
        RowGroups = new(4, "row groups of the systolic array", Later, Chosen, 1, 128),
        FlushToZero = new(0, "0 or 1: subnormal operands of the multiply-adds and all sums of the systolic array become zero", Later, Chosen, 0, 1),
        VectorPipelineCycles = new(70, EngineCycles, Later, Chosen, 1, 10_000),
        ScalarPipelineCycles = new(101, EngineCycles, Later, Chosen, 1, 10_000),
        GpSimdPipelineCycles = new(60, EngineCycles, Later, Chosen, 1, 10_000),
        GpSimdStartCycles = new(150, EngineCycles, Later, Chosen, 0, 10_000),
        ReciprocalCyclesPerBeat = new(8, EngineCycles, Later, Chosen, 1, 64),
        RsqrtCyclesPerBeat = new(4, EngineCycles, Later, Chosen, 1, 1_000),
        PowerCyclesPerBeat = new(8, EngineCycles, Later, Chosen, 1, 1_000),
        RngCyclesPerBeat = new(1, EngineCycles, Later, Chosen, 1, 64),
        ActivationTableLoadCycles = new(515, EngineCycles, Later, Chosen, 0, 100_000),
        WideStrideBytes = new(16, "bytes; a larger innermost step halves the access rate", Later, Chosen, 1, 1 << 20),
        EngineInterlock = new(1, "0 or 1: an instruction waits for older ones of its engine whose results it touches", Later, Chosen, 0, 1),
        StochasticRounding = new(0, "0: stochastic rounding came with Inferentia2", RoundingModes, Published, 0, 0),
        RandomSeed = new(0, "seed of every engine's random numbers", Later, Chosen),

        Float8E5ExponentBits = new(5, "exponent bits of fp8e5; its mantissa has the rest of 7", Later, Chosen, 1, 6),
        Float8E5Bias = new(15, "exponent bias of fp8e5", Later, Chosen, -64, 144),
        Float8E5Infinity = new(1, "0 or 1: the top exponent of fp8e5 is kept for infinity and NaN", Later, Chosen, 0, 1),
        Float8E4ExponentBits = new(4, "exponent bits of fp8e4; its mantissa has the rest of 7", Later, Chosen, 1, 6),
        Float8E4Bias = new(7, "exponent bias of fp8e4", Later, Chosen, -64, 144),
        Float8E4Infinity = new(1, "0 or 1: the top exponent of fp8e4 is kept for infinity and NaN", Later, Chosen, 0, 1),
        Float8E3ExponentBits = new(3, "exponent bits of fp8e3; its mantissa has the rest of 7", Later, Chosen, 1, 6),
        Float8E3Bias = new(3, "exponent bias of fp8e3", Later, Chosen, -64, 144),
        Float8E3Infinity = new(1, "0 or 1: the top exponent of fp8e3 is kept for infinity and NaN", Later, Chosen, 0, 1),
        Float8Overflow = new(0, "0, 1 or 2: a value beyond the range of an FP8 type becomes infinity, its largest value or NaN", Later, Chosen, 0, 2),

        DmaBytesPerSecond = new(4_100_000_000, "bytes a second of one DMA engine", "aws-neuron-driver: about 16 us for a 64 KiB descriptor", Derived, 1),
        DmaSplitBytes = new(256, "bytes", Later, Chosen, 64, 4096),
        DmaOutstandingDescriptors = new(2, "descriptors that wait for their first byte", Later, Chosen, 1, 64),
        DmaDescriptorPrefetch = new(128, "descriptors", Later, Chosen, 8, 4096),
        DmaDescriptorBurst = new(8, "descriptors", Later, Chosen, 1, 64),
        FabricHopCycles = new(4, BaseCycles, Later, Chosen, 1, 10_000),
        DmaDoorbellCycles = new(140, BaseCycles, Later, Chosen, 1, 100_000),
        DmaStartCycles = new(990, BaseCycles, Later, Chosen, 0, 100_000),
        DmaSemaphoreWriteCycles = new(10, BaseCycles, Later, Chosen, 1, 10_000),
        DeviceMemoryBytesPerSecond = new(53_687_091_200, "bytes a second, both channels", Device, Published, 1),
        DeviceMemoryLatencyCycles = new(320, MemoryCycles, Later, Chosen, 1, 100_000),
        SbufAccessLatencyCycles = new(100, BaseCycles, Later, Chosen, 0, 10_000),
        HostBytesPerSecond = new(16_000_000_000, "bytes a second", Later, Chosen, 1),
        HostLatencyCycles = new(1400, BaseCycles, Later, Chosen, 1, 1_000_000),
    };
}
