using Hardware.Common.Diagnostics;
using Hardware.Common.Dma;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Assembly;

/// <summary>Turns a copy between views into contiguous transfers, dealt over the DMA engines of a queue.</summary>
public sealed class DmaLowering(AssemblyContext context)
{
    /// <summary>Appends the transfers of a copy.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="destination">What is written; same type and shape, dimensions of size 1 aside.</param>
    /// <param name="engines">The transfers of each engine of the queue.</param>
    /// <param name="place">Of the copy.</param>
    public void Deal(TensorView source, TensorView destination, IReadOnlyList<List<DmaTransfer>> engines, SourcePlace place)
    {
        if (source.Type != destination.Type)
        {
            throw new InputException(
                AssemblyCode.CopyTypes,
                $"a copy does not convert {source.Type.AssemblyName()} to {destination.Type.AssemblyName()}; use one type on both sides, or .as(type) to move bits",
                place);
        }

        var from = source.Dimensions.Where(d => d.Size != 1).ToList();
        var to = destination.Dimensions.Where(d => d.Size != 1).ToList();
        if (!from.Select(d => d.Size).SequenceEqual(to.Select(d => d.Size)))
            throw new InputException(AssemblyCode.CopyShapes, $"{source.ShapeText} cannot be copied to {destination.ShapeText}; use .reshape or ranges that agree", place);

        long run = source.Type.Size();
        while (from.Count > 0 && from[^1].Stride == run && to[^1].Stride == run && !IsPartition(source, from[^1]) && !IsPartition(destination, to[^1]))
        {
            run *= from[^1].Size;
            from.RemoveAt(from.Count - 1);
            to.RemoveAt(to.Count - 1);
        }

        var transfers = new List<DmaTransfer>();
        Walk(from, to, 0, source.Start, destination.Start, run, transfers);
        for (var t = 0; t < transfers.Count; t++)
            engines[EngineOf(transfers[t], t, transfers.Count, engines.Count)].Add(transfers[t]);
    }

    private static void Walk(
        List<ViewDimension> from, List<ViewDimension> to, int dimension, DmaPlace source, DmaPlace destination, long run, List<DmaTransfer> transfers)
    {
        if (dimension < from.Count)
        {
            for (var i = 0; i < from[dimension].Size; i++)
                Walk(from, to, dimension + 1, source.Plus(i * from[dimension].Stride), destination.Plus(i * to[dimension].Stride), run, transfers);
            return;
        }

        for (long done = 0; done < run; done += Descriptor.MaximumLength)
            transfers.Add(new DmaTransfer(source.Plus(done), destination.Plus(done), (int)Math.Min(Descriptor.MaximumLength, run - done)));
    }

    /// <summary>The partition of the on-chip side decides; copies within device memory are dealt evenly.</summary>
    private int EngineOf(in DmaTransfer transfer, int index, int count, int engines)
    {
        var chip = transfer.Destination.Tensor < 0 ? transfer.Destination : transfer.Source;
        if (chip.Tensor >= 0)
            return (int)((long)index * engines / count);
        var partition = CoreAddress.Decode((uint)chip.Offset, context.Spec).Partition;
        return partition * engines / context.Spec.Partitions;
    }

    /// <summary>Partitions follow each other in the address space, but no descriptor may run from one into the next.</summary>
    private bool IsPartition(TensorView view, ViewDimension dimension)
    {
        if (!view.IsOnChip)
            return false;
        var memory = CoreAddress.Decode((uint)view.Start.Offset, context.Spec).Memory;
        return Math.Abs(dimension.Stride) >= context.PartitionStride(memory);
    }
}
