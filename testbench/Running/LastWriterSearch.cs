using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Running;

/// <summary>
/// Finds the instructions that last wrote elements of outputs. Runs are deterministic, so the search runs the program again with watches:
/// first on the elements in device memory, then on the bytes that a DMA descriptor copied there, until no copy is left.
/// </summary>
public sealed class LastWriterSearch(RunSession session)
{
    // Copies of copies of copies: enough for any program, and a bound on the time.
    private const int MaximumRounds = 6;

    /// <summary>The trail of each element, in the order given; one run of the program for each length of trail.</summary>
    /// <param name="elements">Outputs and positions in them, in row-major order.</param>
    public IReadOnlyList<WriteTrail> Find(IReadOnlyList<(string Tensor, int Element)> elements)
    {
        var watches = elements.Select(e => new Watch(RangeOf(e.Tensor, e.Element))).ToList();
        for (var round = 0; round < MaximumRounds && watches.Exists(w => !w.IsDone); round++)
        {
            Replay(watches.FindAll(w => !w.IsDone));
            foreach (var watch in watches)
                Advance(watch);
        }

        return [.. watches.Select(w => new WriteTrail(w.Steps))];
    }

    private WatchedRange RangeOf(string tensor, int element)
    {
        var plan = session.Plan;
        var index = plan.Image.Tensors.FindIndex(t => string.Equals(t.Name, tensor, StringComparison.Ordinal));
        var size = (int)(plan.Image.Tensors[index].ByteLength / plan.Image.Tensors[index].Elements);
        return new WatchedRange(-1, LocalMemory.None, 0, plan.TensorAddresses[index] + ((long)element * size), size);
    }

    private void Replay(List<Watch> watches)
    {
        var again = session.Again();
        var chip = again.Board.Chip;
        Watch(chip.DeviceMemory.Observers, -1, LocalMemory.None);
        foreach (var core in chip.Cores)
        {
            Watch(core.Sbuf.Observers, core.Core, LocalMemory.Sbuf);
            Watch(core.Psum.Observers, core.Core, LocalMemory.Psum);
        }

        again.Run(session.Simulator.Now);

        void Watch(MemoryObservers observers, int core, LocalMemory memory)
        {
            var here = watches.FindAll(w => w.Range.Core == core && w.Range.Memory == memory);
            if (here.Count > 0)
                observers.Add(new WriterWatch(again.Simulator, here));
        }
    }

    // Takes the write that the replay saw, and if it was a copy goes on with its source.
    private void Advance(Watch watch)
    {
        if (watch.IsDone)
            return;
        watch.IsDone = true;
        if (watch.Seen is not { } step)
            return;
        watch.Steps.Add(step);
        watch.Seen = null;
        if (!step.IsCopy || SourcePlaces.TransferOf(session.Plan, step.By) is not { } transfer)
            return;
        var source = transfer.Source + AddressOf(watch.Range) - transfer.Destination;
        watch.Range = RangeAt(source, watch.Range.Bytes);
        watch.Until = step.Tick;
        watch.IsDone = false;
    }

    private long AddressOf(WatchedRange range)
    {
        if (range.Core < 0)
            return range.Offset;
        var spec = session.Board.Chip.Spec;
        var place = new CoreAddress(range.Memory, range.Partition, (int)range.Offset);
        return spec.CoreApertureBase.Value + (range.Core * spec.CoreApertureStride.Value) + place.Encode(spec);
    }

    private WatchedRange RangeAt(long address, int bytes)
    {
        var spec = session.Board.Chip.Spec;
        var core = (address - spec.CoreApertureBase.Value) / spec.CoreApertureStride.Value;
        if (address < spec.CoreApertureBase.Value || core >= spec.Cores.Value)
            return new WatchedRange(-1, LocalMemory.None, 0, address, bytes);
        var place = CoreAddress.Decode((uint)((address - spec.CoreApertureBase.Value) % spec.CoreApertureStride.Value), spec);
        return new WatchedRange((int)core, place.Memory, place.Partition, place.Offset, bytes);
    }

    /// <summary>Bytes of a memory: of a core's partition, or of device memory if the core is -1.</summary>
    private readonly record struct WatchedRange(int Core, LocalMemory Memory, int Partition, long Offset, int Bytes);

    private sealed class Watch(WatchedRange range)
    {
        public WatchedRange Range { get; set; } = range;

        /// <summary>Tick of the copy that read the range; later writes did not matter.</summary>
        public long Until { get; set; } = long.MaxValue;

        public TrailStep? Seen { get; set; }

        public List<TrailStep> Steps { get; } = [];

        public bool IsDone { get; set; }
    }

    private sealed class WriterWatch(Simulator simulator, List<Watch> watches) : IMemoryObserver
    {
        public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
        {
            foreach (var watch in watches)
            {
                var range = watch.Range;
                if (range.Partition >= firstPartition && range.Partition < firstPartition + partitions
                    && offset < range.Offset + range.Bytes && range.Offset < offset + length && simulator.Now <= watch.Until)
                {
                    watch.Seen = new TrailStep(by, simulator.Now);
                }
            }
        }
    }
}
