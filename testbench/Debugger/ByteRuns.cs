using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Debugger;

/// <summary>The bytes of a view, as sorted runs: tells quickly whether an access touches one of them.</summary>
public sealed class ByteRuns
{
    private readonly List<(long Start, long End)> _runs = [];

    public ByteRuns(MemoryView view, ChipSpec spec)
    {
        var size = view.Type.Size();
        var starts = new long[view.Elements];
        for (var element = 0L; element < starts.LongLength; element++)
        {
            var address = view.AddressOf(element);
            if (view.IsOnChip)
            {
                var place = CoreAddress.Decode((uint)address, spec);
                Memory = place.Memory;
                address = Key(place.Partition, place.Offset);
            }

            starts[element] = address;
        }

        Array.Sort(starts);
        foreach (var start in starts)
        {
            if (_runs.Count > 0 && start <= _runs[^1].End)
                _runs[^1] = (_runs[^1].Start, Math.Max(_runs[^1].End, start + size));
            else
                _runs.Add((start, start + size));
        }
    }

    /// <summary>The on-chip memory, or none for device memory.</summary>
    public LocalMemory Memory { get; }

    /// <summary>True if an access to these bytes of these partitions touches the view; device memory counts as one partition.</summary>
    public bool Touches(int firstPartition, int partitions, long offset, int length)
    {
        for (var partition = firstPartition; partition < firstPartition + partitions; partition++)
        {
            var start = Key(partition, offset);
            var run = FirstEndingAfter(start);
            if (run < _runs.Count && _runs[run].Start < start + length)
                return true;
        }

        return false;
    }

    private static long Key(int partition, long offset) => ((long)partition << 48) + offset;

    private int FirstEndingAfter(long start)
    {
        var (low, high) = (0, _runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_runs[middle].End > start)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
