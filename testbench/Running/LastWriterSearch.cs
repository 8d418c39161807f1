using System.Globalization;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.Running;

/// <summary>
/// Finds the instruction that last wrote an element of an output. Runs are deterministic, so the search runs the program again with a watch:
/// first on the element in device memory, then on the on-chip bytes that the DMA descriptor copied there.
/// </summary>
public sealed class LastWriterSearch(RunSession session)
{
    /// <summary>Who wrote the element, and if that was a DMA copy from an on-chip memory, who had written its source; one line each.</summary>
    public IEnumerable<string> Explain(string tensor, int element)
    {
        var plan = session.Plan;
        var index = plan.Image.Tensors.FindIndex(t => string.Equals(t.Name, tensor, StringComparison.Ordinal));
        var size = (int)(plan.Image.Tensors[index].ByteLength / plan.Image.Tensors[index].Elements);
        var address = plan.TensorAddresses[index] + ((long)element * size);
        if (Watch(new WatchedRange(null, 0, address, size)) is not { } copy)
        {
            yield return "no instruction or DMA descriptor wrote it";
            yield break;
        }

        yield return $"last written by {Describe(copy)}";
        if (SourceOf(copy.By, address) is not { } source)
            yield break;
        if (Watch(source with { Bytes = size }, until: copy.Tick) is { } writer)
            yield return $"its source was last written by {Describe(writer)}";
    }

    private string Describe(Write write)
    {
        var place = SourcePlaces.Of(session.Plan, write.By);
        var cycle = write.Tick / session.Board.Clocks.Base.Period;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(place is null ? "" : $"{place}: ")}{SourcePlaces.Describe(write.By)} at cycle {cycle:N0} ({session.Grid.Microseconds(write.Tick):F3} us)");
    }

    // The descriptor tells where the byte came from.
    private WatchedRange? SourceOf(Accessor by, long address)
    {
        var engine = by.Unit - Accessor.FirstDmaUnit;
        foreach (var ring in session.Plan.Rings)
        {
            if (ring.Core != by.Core || ring.Engine != engine)
                continue;
            foreach (var transfer in ring.Transfers)
            {
                if (address >= transfer.Destination && address < transfer.Destination + transfer.Bytes)
                    return OnChip(transfer.Source + address - transfer.Destination);
            }
        }

        return null;
    }

    private WatchedRange? OnChip(long address)
    {
        var spec = session.Board.Chip.Spec;
        var core = (address - spec.CoreApertureBase.Value) / spec.CoreApertureStride.Value;
        if (address < spec.CoreApertureBase.Value || core >= spec.Cores.Value)
            return null;
        var place = CoreAddress.Decode((uint)((address - spec.CoreApertureBase.Value) % spec.CoreApertureStride.Value), spec);
        return place.Memory == LocalMemory.None ? null : new WatchedRange((int)core, place.Partition, place.Offset, 0, place.Memory);
    }

    private Write? Watch(WatchedRange range, long until = long.MaxValue)
    {
        var again = session.Again();
        var watch = new MemoryWatch(again.Simulator, range, until);
        var chip = again.Board.Chip;
        if (range.Core is not { } core)
            chip.DeviceMemory.Observer = watch;
        else if (range.Memory == LocalMemory.Psum)
            chip.Cores[core].Psum.Observer = watch;
        else
            chip.Cores[core].Sbuf.Observer = watch;
        again.Run(session.Simulator.Now);
        return watch.Last;
    }

    /// <summary>Bytes of a memory: of a core's partition, or of device memory if there is no core.</summary>
    private sealed record WatchedRange(int? Core, int Partition, long Offset, int Bytes, LocalMemory Memory = LocalMemory.None);

    private sealed record Write(Accessor By, long Tick);

    private sealed class MemoryWatch(Simulator simulator, WatchedRange range, long until) : IMemoryObserver
    {
        public Write? Last { get; private set; }

        public void OnRead(StateElementName memory, int firstPartition, int partitions, long offset, int length, Accessor by)
        {
        }

        public void OnWrite(StateElementName memory, int firstPartition, int partitions, long offset, int length, Accessor by)
        {
            var inPartition = range.Partition >= firstPartition && range.Partition < firstPartition + partitions;
            if (inPartition && offset < range.Offset + range.Bytes && range.Offset < offset + length && simulator.Now <= until && by != Accessor.Host)
                Last = new Write(by, simulator.Now);
        }
    }
}
