using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Generators;

/// <summary>Turns plans into legal access patterns, each operand in bytes of its own.</summary>
/// <param name="spec">The chip's numbers.</param>
public sealed class OperandAllocator(ChipSpec spec)
{
    // So that some thirty operands of any padding fit into a partition of SBUF, and some into one of PSUM.
    private const int MostOperands = 48;

    private readonly int[] _used = new int[3];
    private readonly int _mostBytes = (int)spec.SbufPartitionBytes.Value / MostOperands;

    /// <summary>An operand of its own bytes.</summary>
    /// <param name="plan">Free choices.</param>
    /// <param name="type">Element type.</param>
    /// <param name="memory">SBUF or PSUM.</param>
    /// <param name="partitions">Partitions covered.</param>
    /// <param name="elements">Elements a partition; what lies densely must fit the memory.</param>
    /// <param name="written">The operand is written: no element twice.</param>
    /// <param name="firstPartition">Where it must start; null leaves that to the plan.</param>
    public AccessPattern Operand(
        PatternPlan plan, DataType type, LocalMemory memory, int partitions, int elements, bool written, int? firstPartition = null)
    {
        var pattern = Shape(plan, type, partitions, elements, written, _mostBytes / type.Size());
        var bytes = Bytes(pattern);
        var gap = plan.Place % 16 * type.Size();
        var first = Align(_used[(int)memory] + gap, type.Size());
        if (first + bytes > Capacity(memory))
            first = Align(_used[(int)memory], type.Size());
        _used[(int)memory] = first + bytes;
        return At(pattern, memory, firstPartition ?? FirstPartition(plan, partitions), first);
    }

    /// <summary>Bytes of each partition that operands take so far.</summary>
    public int Used(LocalMemory memory) => _used[(int)memory];

    /// <summary>True if an operand of any plan still fits.</summary>
    public bool HasRoom(LocalMemory memory) => Used(memory) + _mostBytes <= Capacity(memory);

    /// <summary>A result of the array within one bank of PSUM; results of other products may lie there too.</summary>
    public AccessPattern Result(PatternPlan plan, DataType type, int partitions, int elements)
    {
        var room = (int)spec.PsumBankBytes / type.Size();
        var pattern = Shape(plan, type, partitions, elements, written: true, room);
        var free = room - (Bytes(pattern) / type.Size());
        var bank = plan.Place % (int)spec.PsumBanks.Value;
        var offset = (bank * (int)spec.PsumBankBytes) + (plan.Place * 7 % (free + 1) * type.Size());
        return At(pattern, LocalMemory.Psum, FirstPartition(plan, partitions), offset);
    }

    /// <summary>More than half of the partitions start at 0, more than a quarter at a half, fewer at a quarter (AWS Neuron: architecture guide).</summary>
    private int FirstPartition(PatternPlan plan, int partitions)
    {
        var all = (int)spec.Partitions.Value;
        var step = partitions > all / 2 ? all : partitions > all / 4 ? all / 2 : Math.Max(1, all / 4);
        return plan.Start % (all / step) * step;
    }

    private AccessPattern At(AccessPattern pattern, LocalMemory memory, int partition, int firstByte)
    {
        var offset = firstByte - (pattern.Extent.Lowest * pattern.Type.Size());
        pattern.Address = new CoreAddress(memory, partition, offset).Encode(spec);
        return pattern;
    }

    private static AccessPattern Shape(PatternPlan plan, DataType type, int partitions, int elements, bool written, int room)
    {
        var pattern = new AccessPattern { Type = type, Partitions = (byte)partitions, OffsetRegister = AccessPattern.NoRegister };
        var sizes = Split(elements, plan.Split);
        pattern.Dimensions = (byte)sizes.Count;
        for (var d = 0; d < sizes.Count; d++)
            pattern.Sizes[d] = (ushort)sizes[d];
        Lay(ref pattern, plan, written, plan.Padding);
        if (Bytes(pattern) > room * type.Size())
            Lay(ref pattern, plan, written, padding: 0);
        return pattern;
    }

    /// <summary>Splits off divisors, innermost first; 0 splits off none.</summary>
    private static List<int> Split(int elements, int choice)
    {
        var sizes = new List<int>();
        var dimensions = 1 + (choice % AccessPattern.MaximumDimensions);
        choice /= AccessPattern.MaximumDimensions;
        while (sizes.Count < dimensions - 1)
        {
            int[] divisors = [.. Enumerable.Range(1, elements).Where(d => elements % d == 0)];
            sizes.Add(divisors[choice % divisors.Length]);
            elements /= sizes[^1];
            choice /= divisors.Length;
        }

        sizes.Add(elements);
        return sizes;
    }

    private static void Lay(ref AccessPattern pattern, PatternPlan plan, bool written, int padding)
    {
        ReadOnlySpan<int> gaps = [0, 0, 1, 17];
        var order = Permutation(plan.Order, pattern.Dimensions);
        var step = 1;
        foreach (var d in order)
        {
            step += gaps[padding & 3];
            padding >>= 2;
            if (!written && (plan.Broadcast >> d & 1) != 0)
            {
                pattern.Steps[d] = 0;
                continue;
            }

            var reach = (long)step * pattern.Sizes[d];
            pattern.Steps[d] = (short)((plan.Negative >> d & 1) != 0 ? -step : step);
            step = (int)Math.Min(reach, short.MaxValue - 64);
        }
    }

    /// <summary>The permutation of a number, in the factorial system; 0 is ascending.</summary>
    private static List<int> Permutation(int number, int count)
    {
        List<int> left = [.. Enumerable.Range(0, count)];
        var order = new List<int>();
        for (; left.Count > 0; number /= left.Count + 1)
        {
            var at = number % left.Count;
            order.Add(left[at]);
            left.RemoveAt(at);
        }

        return order;
    }

    private int Capacity(LocalMemory memory) => (int)(memory == LocalMemory.Psum ? spec.PsumPartitionBytes.Value : spec.SbufPartitionBytes.Value);

    private static int Bytes(in AccessPattern pattern)
    {
        var (lowest, highest) = pattern.Extent;
        return (highest - lowest + 1) * pattern.Type.Size();
    }

    private static int Align(int offset, int size) => (offset + size - 1) / size * size;
}
