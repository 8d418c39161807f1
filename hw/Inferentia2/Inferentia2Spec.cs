using Hardware.Common.Parameters;
using static Hardware.Common.Parameters.Confidence;

namespace Hardware.Inferentia2;

/// <summary>
/// The numbers of Inferentia2 (two NeuronCore-v2), each with its unit and source. Source names are those of <c>docs/sources.md</c>.
/// </summary>
public static class Inferentia2Spec
{
    private const string Architecture = "AWS Neuron: Trainium/Inferentia2 architecture guide";
    private const string Device = "AWS Neuron: Inferentia2 device page";
    private const string Driver = "aws-neuron-driver: v2 address map";
    private const string DriverRegisters = "aws-neuron-driver: UDMA register map";
    private const string IsaReference = "AWS Neuron: nki.isa reference 2.26";
    private const string SharedOperators = "AWS Neuron: nki.isa, supported math operators";
    private const string PerformanceGuide = "AWS Neuron: NKI performance guide";
    private const string DmaGuide = "AWS Neuron: DMA bandwidth guide";
    private const string RoundingModes = "AWS Neuron: rounding modes";
    private const string DataTypes = "AWS Neuron: data types, rounding modes";
    private const string Float8Guides = DataTypes + " (FP8 guides)";
    private const string Containers = "AWS Neuron: work with NEFF files";
    private const string Profiles = "AWS Neuron: published profiler screenshots";

    private const string BaseCycles = "cycles of the base clock";
    private const string EngineCycles = "cycles of the engine's clock";
    private const string TensorCycles = "cycles of the tensor clock";
    private const string MemoryCycles = "cycles of the device memory clock";

    /// <summary>The published chip, with this project's choice wherever nothing is published.</summary>
    public static ChipSpec Create() => new()
    {
        Name = "inferentia2",

        Cores = new(2, "NeuronCores", Device, Published, 1, 2),
        CoreVersion = new(2, "version of the NeuronCore: its engines, instructions, types and operands", Device, Published, 2, 2),
        Partitions = new(128, "partitions", Architecture, Published, 128, 128),
        SbufPartitionBytes = new(192 * 1024, "bytes", Architecture, Published, 64, 256 * 1024),
        SbufPartitionStride = new(256 * 1024, "bytes", Driver + " (32 MiB window over 128 partitions)", Derived, 256 * 1024, 256 * 1024),
        SbufWindowBytes = new(32 * 1024 * 1024, "bytes", Driver, Published, 32 * 1024 * 1024, 32 * 1024 * 1024),
        PsumPartitionBytes = new(16 * 1024, "bytes", Architecture, Published, 2048, 16 * 1024),
        PsumPartitionStride = new(16 * 1024, "bytes", "unpublished: partitions follow each other without a gap", Chosen, 16 * 1024, 32 * 1024),
        PsumBanks = new(8, "banks", Architecture, Published, 1, 8),
        Semaphores = new(256, "semaphores", Driver, Published, 256, 256),
        Events = new(256, "events", Driver, Published, 256, 256),
        SequencerRegisters = new(64, "32-bit registers", IsaReference, Published, 64, 64),
        NotificationQueues = new(16, "notification queues of a core", Driver, Published, 16, 16),
        NotificationTypes = new(6, "types of notifications, a ring each in every queue", Driver, Published, 6, 6),
        DmaEnginesPerCore = new(16, "DMA engines", Driver, Published, 1, 16),
        DmaEnginesPerQueue = new(16, "DMA engines that one queue spreads over, at most", Containers + ", num_queues", Published, 1, 16),
        DmaRings = new(16, "rings of a DMA engine", Driver, Published, 1, 16),

        TensorClock = new(2_800_000_000, "Hz", Architecture, Published, 1),
        VectorClock = new(1_120_000_000, "Hz", Architecture, Published, 1),
        ScalarClock = new(1_400_000_000, "Hz", Architecture, Published, 1),
        GpSimdClock = new(1_400_000_000, "Hz", Architecture, Published, 1),
        BaseClock = new(1_400_000_000, "Hz", "AWS Neuron: profile schema, neuroncore_cycle_count", Published, 1),
        DeviceMemoryClock = new(1_600_000_000, "Hz", "JEDEC HBM2E at 3.2 Gb/s a pin, the rate that gives 820 GB/s over two stacks", Derived, 1),

        DeviceMemoryRegions = new(2, "HBM stacks", Driver, Published, 1, 2),
        DeviceMemoryRegionBytes = new(16L << 30, "bytes", Driver, Published, 1L << 26, 64L << 30),
        DeviceMemoryRegionStride = new(0x10_0000_0000, "bytes", Driver, Published, Minimum: 1L << 36, Maximum: 1L << 40),
        DeviceMemoryReservedBytes = new(16 << 20, "bytes at the start of each stack", Driver + ": firmware carve-out"),
        CoreApertureBase = new(0xfff_c000_0000, "byte address", Driver),
        CoreApertureStride = new(0x400_0000, "bytes", Driver),
        EventOffset = new(0x270_0000, "bytes into the core's aperture", Driver),
        SemaphoreReadOffset = new(0x270_1000, "bytes into the core's aperture", Driver),
        SemaphoreSetOffset = new(0x270_1400, "bytes into the core's aperture", Driver),
        SemaphoreIncrementOffset = new(0x270_1800, "bytes into the core's aperture", Driver),
        SemaphoreDecrementOffset = new(0x270_1c00, "bytes into the core's aperture", Driver),
        DmaRegisterBase = new(0xfff_f000_0000, "byte address", Driver + ": APB, SENG_0 UDMA"),
        DmaRegisterCoreStride = new(0x70_0000, "bytes", Driver + ": SENG_1 UDMA"),
        DmaRegisterEngineStride = new(0x4_0000, "bytes", DriverRegisters),
        HostAddressBase = new(0x10_0000_0000_0000, "byte address", Driver),

        InstructionPrefetchDepth = new(32, "instructions", "unpublished: one 4 KiB DMA packet of 128-byte instructions", Chosen, 1, 1024),
        InstructionFetchCycles = new(280, BaseCycles, "unpublished: about 200 ns, a device memory read through a DMA ring", Chosen, 1, 100_000),
        BranchCycles = new(8, BaseCycles, "unpublished: a short sequencer pipeline refilled from the prefetch buffer", Chosen, 1, 10_000),
        EngineQueueDepth = new(4, "instructions between sequencer and data path", "unpublished: enough to hide the issue of one instruction", Chosen, 1, 64),
        SemaphoreUpdateCycles = new(12, BaseCycles, "published EVENT_SEMAPHORE duration of 9 ns: " + Profiles, Derived, 1, 10_000),
        SemaphoreWakeCycles = new(28, BaseCycles, "completion to next start of about 30 ns in a dependent chain, less the update: " + Profiles, Derived, 0, 10_000),

        AccessStartCycles = new(60, BaseCycles, Architecture, Published, 0, 10_000),
        MinimumInitiationInterval = new(64, EngineCycles, IsaReference, Published, 1, 10_000),
        TensorMinimumInitiationInterval = new(64, TensorCycles, Architecture, Published, 1, 10_000),
        LoadStationaryColumnsPerCycle = new(4, "columns", PerformanceGuide, Published, 1, 128),
        MaximumMovingElements = new(512, "elements a partition", Architecture, Published, 1, 512),
        ArrayColumns = new(128, "columns of the systolic array", Architecture, Published, 32, 128),
        RowGroups = new(4, "row groups of the systolic array", "four row groups in the driver's performance counters; patent US12182691", Derived, 1, 128),
        IntegerElementsPerCycle = new(2, "moving INT8 elements a partition and tensor cycle", "380 INT8 TOPS against 190 BF16 TFLOPS: " + Device, Derived, 1, 2),
        FlushToZero = new(0, "0 or 1: subnormal operands of the multiply-adds and all sums of the systolic array become zero", "unpublished: gradual underflow, because no public document says flush", Chosen, 0, 1),
        LaneBeatCycles = new(1, EngineCycles + " for a beat of one element a lane", Architecture, Published, 1, 16),
        VectorPipelineCycles = new(70, EngineCycles, "about 100 cycles of latency in dependent instructions, less the access start: " + Architecture, Derived, 1, 10_000),
        ScalarPipelineCycles = new(101, EngineCycles, "159 ns of a one-element instruction, less two access starts: " + Profiles, Derived, 1, 10_000),
        GpSimdPipelineCycles = new(60, EngineCycles, "unpublished: like the other engines", Chosen, 1, 10_000),
        GpSimdStartCycles = new(150, EngineCycles, IsaReference, Published, 0, 10_000),
        ReciprocalCyclesPerBeat = new(8, EngineCycles, IsaReference, Published, 1, 64),
        RsqrtCyclesPerBeat = new(4, EngineCycles, "about four times as slow as on ScalarE, at one beat a cycle: " + SharedOperators, Derived, 1, 1_000),
        PowerCyclesPerBeat = new(8, EngineCycles, "unpublished: two kernels like that of rsqrt, a logarithm and an exponential", Chosen, 1, 1_000),
        RngCyclesPerBeat = new(1, EngineCycles, "unpublished: like memset, which also only writes", Chosen, 1, 64),
        ActivationTableLoadCycles = new(515, EngineCycles, "ACT_TABLE_LOAD of 368 ns: " + Profiles, Published, 0, 100_000),
        WideStrideBytes = new(16, "bytes; a larger innermost step halves the access rate", Architecture, Published, 1, 1 << 20),
        EngineInterlock = new(1, "0 or 1: an instruction waits for older ones of its engine whose results it touches", "unpublished: keeps an engine's own order", Chosen, 0, 1),
        StochasticRounding = new(0, "0 or 1: instructions that do not say otherwise round their results stochastically", RoundingModes + ", NEURON_RT_STOCHASTIC_ROUNDING_EN", Published, 0, 1),
        RandomSeed = new(0, "seed of every engine's random numbers", "unpublished default of NEURON_RT_STOCHASTIC_ROUNDING_SEED: any number serves", Chosen),

        Float8E5ExponentBits = new(5, "exponent bits of fp8e5; its mantissa has the rest of 7", DataTypes, Published, 1, 6),
        Float8E5Bias = new(15, "exponent bias of fp8e5", "unpublished: IEEE-style reading of the layout", Chosen, -64, 144),
        Float8E5Infinity = new(1, "0 or 1: the top exponent of fp8e5 is kept for infinity and NaN", "unpublished: as in fp8e4", Chosen, 0, 1),
        Float8E4ExponentBits = new(4, "exponent bits of fp8e4; its mantissa has the rest of 7", DataTypes, Published, 1, 6),
        Float8E4Bias = new(7, "exponent bias of fp8e4", "largest value 240: " + Float8Guides, Derived, -64, 144),
        Float8E4Infinity = new(1, "0 or 1: the top exponent of fp8e4 is kept for infinity and NaN", "largest value 240, so the top exponent is reserved: " + Float8Guides, Derived, 0, 1),
        Float8E3ExponentBits = new(3, "exponent bits of fp8e3; its mantissa has the rest of 7", DataTypes, Published, 1, 6),
        Float8E3Bias = new(3, "exponent bias of fp8e3", "unpublished: IEEE-style reading of the layout", Chosen, -64, 144),
        Float8E3Infinity = new(1, "0 or 1: the top exponent of fp8e3 is kept for infinity and NaN", "unpublished: as in fp8e4", Chosen, 0, 1),
        Float8Overflow = new(0, "0, 1 or 2: a value beyond the range of an FP8 type becomes infinity, its largest value or NaN", "infinity by the range_select note of nki.isa, NaN by a Trn2 FP8 guide; our choice, because infinity is what the other floats become", Chosen, 0, 2),

        DmaBytesPerSecond = new(17_000_000_000, "bytes a second of one DMA engine", DmaGuide, Published, 1),
        DmaSplitBytes = new(256, "bytes", "aws-neuron-driver: reads split at 256-byte boundaries", Published, 64, 4096),
        DmaOutstandingDescriptors = new(2, "descriptors that wait for their first byte", "published efficiency by descriptor size: about 145 ns a small descriptor, half of its latency", Derived, 1, 64),
        DmaDescriptorPrefetch = new(128, "descriptors", "aws-neuron-driver: prefetch buffer", Published, 8, 4096),
        DmaDescriptorBurst = new(8, "descriptors", "aws-neuron-driver: burst size", Published, 1, 64),
        FabricHopCycles = new(4, BaseCycles, "unpublished: one crossing of the store fabric; what a doorbell takes beyond it is DmaDoorbellCycles", Chosen, 1, 10_000),
        DmaDoorbellCycles = new(140, BaseCycles, "unpublished: 100 ns of fabric from sequencer to ring", Chosen, 1, 100_000),
        DmaStartCycles = new(990, BaseCycles, "about 1300 ns from semaphore to first byte, less doorbell and fetches: " + DmaGuide, Derived, 0, 100_000),
        DmaSemaphoreWriteCycles = new(10, BaseCycles, "7 ns of a semaphore packet: " + Profiles, Published, 1, 10_000),
        DeviceMemoryBytesPerSecond = new(820_000_000_000, "bytes a second, both stacks", Architecture, Published, 1),
        DeviceMemoryLatencyCycles = new(320, MemoryCycles, "unpublished: 200 ns of a loaded HBM controller and fabric", Chosen, 1, 100_000),
        SbufAccessLatencyCycles = new(100, BaseCycles, "unpublished: fabric and SBUF as a DMA engine sees them, so that a small load takes two times 145 ns", Chosen, 0, 10_000),
        HostBytesPerSecond = new(16_000_000_000, "bytes a second", "AWS Neuron: memory hierarchy figure", Published, 1),
        HostLatencyCycles = new(1400, BaseCycles, "unpublished: 1 us of PCIe", Chosen, 1, 1_000_000),
        NotificationRingEntries = new(256, "entries of a notification ring in host memory", "unpublished: 8 KiB a ring", Chosen, 2, 1 << 20),
    };
}
