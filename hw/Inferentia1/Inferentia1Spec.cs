using Hardware.Common.Parameters;
using Hardware.Inferentia2;
using static Hardware.Common.Parameters.Confidence;

namespace Hardware.Inferentia1;

/// <summary>
/// The numbers of Inferentia1 (four NeuronCore-v1), each with its unit and source. Little of this chip is public: what is not is assumed to
/// be as in the later core, and only what differs stands here. Source names are those of <c>docs/sources.md</c>.
/// </summary>
public static class Inferentia1Spec
{
    private const string Device = "AWS Neuron: Inferentia1 device page";
    private const string Core = "AWS Neuron: NeuronCore-v1 page";
    private const string CoreV2 = "AWS Neuron: NeuronCore-v2 page";
    private const string Driver = "aws-neuron-driver: v1 address map";
    private const string Containers = "AWS Neuron: work with NEFF files";
    private const string RoundingModes = "AWS Neuron: rounding modes";
    private const string Schema = "AWS Neuron: profile schema, neuroncore_cycle_count";
    private const string Later = "unpublished: as in NeuronCore-v2";
    private const string WithoutGpSimd = "GpSimdE came with NeuronCore-v2: " + CoreV2;

    /// <summary>The public numbers of the chip, with this project's choice wherever nothing is published.</summary>
    public static ChipSpec Create()
    {
        var later = Inferentia2Spec.Create().AssumedFor("inferentia1", Later);
        return later with
        {
            Cores = new(4, "NeuronCores", Device, Published, 1, 4),
            CoreVersion = later.CoreVersion with { Value = 1, Minimum = 1, Maximum = 1, Source = Core, Confidence = Published },
            SbufPartitionBytes = later.SbufPartitionBytes with { Value = 96 * 1024, Source = "unpublished: 12 MiB hold the 5 million BF16 weights a core of the pipeline sizing rule" },
            Semaphores = new(32, "semaphores", Driver, Published, 32, 32),
            Events = later.Events with { Source = Driver, Confidence = Published },
            NotificationQueues = new(4, "notification queues of a core", Driver, Published, 4, 4),
            NotificationTypes = new(4, "types of notifications, a ring each in every queue", Driver, Published, 4, 4),
            DmaEnginesPerCore = new(3, "DMA engines", Driver, Published, 1, 3),
            DmaEnginesPerQueue = later.DmaEnginesPerQueue with { Value = 1, Maximum = 1, Source = Containers + ", num_queues", Confidence = Published },
            DmaRings = later.DmaRings with { Source = Driver, Confidence = Published },

            TensorClock = later.TensorClock with { Value = 500_000_000, Source = "unpublished: 16 TFLOPS fit 128 x 128 multiply-adds at 0.5 GHz, 128 x 64 or 64 x 128 at 1 GHz; the first gives both cores one shape of operands" },
            VectorClock = later.VectorClock with { Value = 1_000_000_000, Source = Schema, Confidence = Derived },
            ScalarClock = later.ScalarClock with { Value = 1_000_000_000, Source = Schema, Confidence = Derived },
            GpSimdClock = later.GpSimdClock.AbsentBecause(WithoutGpSimd),
            BaseClock = later.BaseClock with { Value = 1_000_000_000, Source = Schema, Confidence = Published },
            DeviceMemoryClock = later.DeviceMemoryClock with { Source = "JEDEC DDR4 at 3.2 Gb/s a pin, the rate that gives 50 GB/s over two channels", Confidence = Derived },

            DeviceMemoryRegions = later.DeviceMemoryRegions with { Unit = "DDR channels", Source = Driver, Confidence = Published },
            DeviceMemoryRegionBytes = later.DeviceMemoryRegionBytes with { Value = 4L << 30, Source = Driver, Confidence = Published },
            DeviceMemoryRegionStride = later.DeviceMemoryRegionStride with { Source = Driver, Confidence = Published },
            DeviceMemoryReservedBytes = new(0, "bytes at the start of each channel", Driver + ": none", Published, 0, 1L << 26),
            CoreApertureBase = later.CoreApertureBase with { Source = Driver, Confidence = Published },
            CoreApertureStride = later.CoreApertureStride with { Source = Driver, Confidence = Published },
            EventOffset = later.EventOffset with { Source = Driver, Confidence = Published },
            SemaphoreReadOffset = later.SemaphoreReadOffset with { Source = Driver, Confidence = Published },
            SemaphoreSetOffset = later.SemaphoreSetOffset with { Value = 0x270_1100, Source = Driver, Confidence = Published },
            SemaphoreIncrementOffset = later.SemaphoreIncrementOffset with { Value = 0x270_1200, Source = Driver, Confidence = Published },
            SemaphoreDecrementOffset = later.SemaphoreDecrementOffset with { Value = 0x270_1300, Source = Driver, Confidence = Published },
            DmaRegisterBase = later.DmaRegisterBase with { Value = 0xfff_f004_0000, Source = Driver + ": APB, TENG UDMA", Confidence = Published },
            DmaRegisterCoreStride = later.DmaRegisterCoreStride with { Value = 0x10_0000, Source = Driver, Confidence = Published },
            DmaRegisterEngineStride = later.DmaRegisterEngineStride with { Source = Driver, Confidence = Published },
            HostAddressBase = later.HostAddressBase with { Value = 0x40_0000_0000_0000, Source = Driver, Confidence = Published },

            LaneBeatCycles = later.LaneBeatCycles with { Source = "256 and 512 FLOP a cycle of VectorE and ScalarE are 2 and 4 a lane of 128: " + Core, Confidence = Derived },
            IntegerElementsPerCycle = later.IntegerElementsPerCycle with { Source = "128 INT8 TOPS against 64 BF16 TFLOPS: " + Device, Confidence = Derived },
            GpSimdPipelineCycles = later.GpSimdPipelineCycles.AbsentBecause(WithoutGpSimd),
            GpSimdStartCycles = later.GpSimdStartCycles.AbsentBecause(WithoutGpSimd),
            RsqrtCyclesPerBeat = later.RsqrtCyclesPerBeat.AbsentBecause(WithoutGpSimd),
            PowerCyclesPerBeat = later.PowerCyclesPerBeat.AbsentBecause(WithoutGpSimd),
            RngCyclesPerBeat = later.RngCyclesPerBeat.AbsentBecause("the chip has no random numbers: " + RoundingModes),
            StochasticRounding = later.StochasticRounding.AbsentBecause("stochastic rounding came with NeuronCore-v2: " + RoundingModes),
            RandomSeed = later.RandomSeed.AbsentBecause("the chip has no random numbers: " + RoundingModes),

            DmaBytesPerSecond = later.DmaBytesPerSecond with { Value = 4_100_000_000, Source = "aws-neuron-driver: about 16 us for a 64 KiB descriptor", Confidence = Derived },
            DeviceMemoryBytesPerSecond = later.DeviceMemoryBytesPerSecond with { Value = 53_687_091_200, Unit = "bytes a second, both channels", Source = Device, Confidence = Published },
        };
    }
}
