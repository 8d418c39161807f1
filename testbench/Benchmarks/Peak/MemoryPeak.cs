using System.Globalization;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>Bytes a second of the device memory, moved by all DMA engines of all cores: <c>peak/memory.nasm</c>.</summary>
public static class MemoryPeak
{
    private const double Tolerance = 0.02;

    /// <summary>Reads, writes, and both at once.</summary>
    public static IReadOnlyList<PeakRate> Measure(ChipSpec spec)
    {
        var meter = new CopyMeter(spec);
        var run = PeakProgram.Run("memory", [], spec, meter);
        for (var core = 0; core < spec.Cores.Value; core++)
        {
            foreach (var output in (string[])["y", "z"])
            {
                if (!run.Output(output, core).Data.AsSpan().SequenceEqual(run.Input("x", core).Data))
                    throw new InvalidOperationException($"{output}{core} is not what was copied");
            }
        }

        var reads = RateOf(spec, "device memory, read into SBUF", meter.Reads, 1, run.TicksPerSecond);
        var writes = RateOf(spec, "device memory, written from SBUF", meter.Writes, 1, run.TicksPerSecond);
        return [reads, writes, RateOf(spec, "device memory, read and written", meter.Copies, 2, run.TicksPerSecond)];
    }

    /// <summary>What the DMA engines move together, or what the memory gives, if that is less.</summary>
    /// <param name="spec">The chip.</param>
    /// <param name="accesses">Times that a copied byte is read from or written to the device memory.</param>
    private static PeakLimit LimitOf(ChipSpec spec, int accesses)
    {
        var engines = spec.Cores.Value * spec.DmaEnginesPerCore.Value;
        var copied = (double)engines * spec.DmaBytesPerSecond.Value * accesses;
        double memory = spec.DeviceMemoryBytesPerSecond.Value;
        return memory <= copied
            ? new PeakLimit(memory, Tolerance, "the memory itself")
            : new PeakLimit(copied, Tolerance, string.Create(
                CultureInfo.InvariantCulture,
                $"{engines} DMA engines x {spec.DmaBytesPerSecond.Value / 1e9:G3} GB/s{(accesses > 1 ? " x 2" : "")}; the memory itself {memory / 1e9:G4}"));
    }

    private static PeakRate RateOf(ChipSpec spec, string name, CompletionMeter meter, int accesses, long ticksPerSecond)
    {
        var bytes = meter.PerSecond(spec.Cores * spec.DmaEnginesPerCore, ticksPerSecond);
        return new PeakRate(spec.Name, name, accesses * bytes, PeakUnit.Gigabytes, LimitOf(spec, accesses))
        {
            Published = PublishedPeak.OfDeviceMemory(spec),
        };
    }

    private sealed class CopyMeter(ChipSpec spec) : IExecutionObserver
    {
        public CompletionMeter Reads { get; } = new();

        public CompletionMeter Writes { get; } = new();

        public CompletionMeter Copies { get; } = new();

        public void OnDescriptor(in DmaRecord record)
        {
            var meter = (IsDevice(record.Source), IsDevice(record.Destination)) switch
            {
                (true, true) => Copies,
                (true, false) when IsSbuf(record.Destination) => Reads,
                (false, true) when IsSbuf(record.Source) => Writes,
                _ => null, // the host's copies, semaphore updates
            };
            meter?.Add(record.By, record.Bytes, record.CompletedAt);
        }

        private bool IsDevice(long address) => address < spec.DeviceMemoryRegions.Value * spec.DeviceMemoryRegionStride.Value;

        private bool IsSbuf(long address)
        {
            var offset = address - spec.CoreApertureBase.Value;
            return offset >= 0 && offset < spec.Cores.Value * spec.CoreApertureStride.Value && offset % spec.CoreApertureStride.Value < spec.SbufWindowBytes.Value;
        }
    }
}
