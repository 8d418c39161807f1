namespace Hardware.Firmware.Image;

/// <summary>Equally long transfers of one DMA engine, equally far apart: the short form of text and containers.</summary>
/// <param name="First">The first transfer.</param>
/// <param name="Count">How many there are.</param>
/// <param name="SourceStep">Bytes from one source to the next; 0 for a single transfer.</param>
/// <param name="DestinationStep">Bytes from one destination to the next; 0 for a single transfer.</param>
public readonly record struct TransferRun(DmaTransfer First, int Count, int SourceStep, int DestinationStep)
{
    /// <summary>The transfers of the run.</summary>
    public IEnumerable<DmaTransfer> Transfers
    {
        get
        {
            for (long i = 0; i < Count; i++)
                yield return new DmaTransfer(First.Source.Plus(i * SourceStep), First.Destination.Plus(i * DestinationStep), First.Bytes);
        }
    }

    /// <summary>Splits transfers into runs; longest first from the left.</summary>
    public static IEnumerable<TransferRun> Of(IReadOnlyList<DmaTransfer> transfers)
    {
        for (var start = 0; start < transfers.Count;)
        {
            var run = new TransferRun(transfers[start], 1, 0, 0);
            if (start + 1 < transfers.Count && Steps(transfers[start], transfers[start + 1]) is { } steps)
            {
                var end = start + 2;
                while (end < transfers.Count && Steps(transfers[end - 1], transfers[end]) == steps)
                    end++;
                run = new TransferRun(transfers[start], end - start, steps.Source, steps.Destination);
            }

            yield return run;
            start += run.Count;
        }
    }

    /// <summary>The steps from a transfer to the next, or null if they differ in length or memory or are too far apart.</summary>
    private static (int Source, int Destination)? Steps(in DmaTransfer first, in DmaTransfer second)
    {
        if (first.Bytes != second.Bytes || first.Source.Tensor != second.Source.Tensor || first.Source.Core != second.Source.Core
            || first.Destination.Tensor != second.Destination.Tensor || first.Destination.Core != second.Destination.Core)
        {
            return null;
        }

        var (source, destination) = (second.Source.Offset - first.Source.Offset, second.Destination.Offset - first.Destination.Offset);
        return source is >= int.MinValue and <= int.MaxValue && destination is >= int.MinValue and <= int.MaxValue ? ((int)source, (int)destination) : null;
    }
}
