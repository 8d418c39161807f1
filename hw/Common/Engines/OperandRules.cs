using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines;

/// <summary>
/// What the hardware asks of any tensor operand, whichever engine accesses it. Each rule gives null, or what is wrong and what would be
/// right. Addresses that a register still has to complete are judged at issue, when they are known.
/// </summary>
public static class OperandRules
{
    /// <summary>Elements a partition that one instruction may access in SBUF (AWS Neuron: Trainium and Inferentia2 architecture guide).</summary>
    public const int MaximumSbufElements = 65536;

    /// <summary>Elements a partition that one instruction may access in PSUM (same source).</summary>
    public const int MaximumPsumElements = 4096;

    /// <summary>Every rule on one operand: shape, type, partition start, bounds, memory and size.</summary>
    public static OperandFault? Check(in AccessPattern pattern, string name, ChipSpec spec, OperandReach reach) =>
        Shape(pattern, name, spec) ?? Place(pattern, name, spec, reach);

    /// <summary>Number of dimensions, sizes, partitions and type.</summary>
    public static OperandFault? Shape(in AccessPattern pattern, string name, ChipSpec spec)
    {
        if (!IsType(pattern.Type))
            return OperandFault.Type($"{name} has no element type; a type such as fp32 or bf16 would be right");
        if (pattern.Dimensions is < 1 or > AccessPattern.MaximumDimensions)
            return OperandFault.Illegal($"{name} has {pattern.Dimensions} free dimensions; 1 to {AccessPattern.MaximumDimensions} would be right");
        if (pattern.Partitions < 1 || pattern.Partitions > spec.Partitions.Value)
        {
            return new OperandFault(
                HardwareCode.OperandPartitionCount, $"{name} covers {pattern.Partitions} partitions; 1 to {spec.Partitions.Value} would be right");
        }

        long elements = 1;
        for (var d = 0; d < pattern.Dimensions; d++)
        {
            if (pattern.Sizes[d] == 0)
                return OperandFault.Elements($"{name} has size 0 in free dimension {d}; 1 to 65535 would be right");
            elements *= pattern.Sizes[d];
        }

        return elements > MaximumSbufElements
            ? OperandFault.Elements($"{name} has {elements} elements a partition; at most {MaximumSbufElements} would be right")
            : null;
    }

    /// <summary>Where an operand of legal shape lies: in a memory, at a legal partition start, with every element inside its partition.</summary>
    public static OperandFault? Place(in AccessPattern pattern, string name, ChipSpec spec, OperandReach reach)
    {
        if (pattern.OffsetRegister != AccessPattern.NoRegister)
            return null;
        var place = CoreAddress.Decode(pattern.Address, spec);
        if ((Memory(pattern, name, spec, reach) ?? PartitionStart(place.Partition, pattern.Partitions, name, spec)) is { } wrong)
            return wrong;
        return place.Memory == LocalMemory.Psum && pattern.ElementsPerPartition > MaximumPsumElements
            ? OperandFault.Elements($"{name} has {pattern.ElementsPerPartition} elements a partition in PSUM; at most {MaximumPsumElements} would be right")
            : Alignment(pattern, place, name) ?? Bounds(pattern, place, name, spec);
    }

    /// <summary>The memory that the first element lies in.</summary>
    public static OperandFault? Memory(in AccessPattern pattern, string name, ChipSpec spec, OperandReach reach)
    {
        var memory = MemoryOf(pattern, spec);
        if (memory == LocalMemory.None)
            return OperandFault.Memory($"{name} starts at 0x{pattern.Address:x}, which is in no memory; an address inside a partition of {reach.Names} would be right");
        return reach.Contains(memory)
            ? null
            : OperandFault.Memory($"{name} is in {NameOf(memory)}, which {reach.Limited} cannot reach; a tensor in {reach.Names} would be right");
    }

    /// <summary>
    /// More than half of the partitions start at 0, more than a quarter at 0 or the half, fewer at a quarter (AWS Neuron: architecture
    /// guide).
    /// </summary>
    public static OperandFault? PartitionStart(int start, int partitions, string name, ChipSpec spec)
    {
        int all = spec.Partitions;
        var step = partitions > all / 2 ? all : partitions > all / 4 ? all / 2 : Math.Max(1, all / 4);
        return start % step == 0
            ? null
            : new OperandFault(
                HardwareCode.OperandPartitionStart,
                $"{name} covers {partitions} partitions from {start} on; a start at {Starts(step, all)} would be right");
    }

    /// <summary>The first element lies at a multiple of its size.</summary>
    public static OperandFault? Alignment(in AccessPattern pattern, CoreAddress place, string name)
    {
        var size = pattern.Type.Size();
        return place.Offset % size == 0
            ? null
            : new OperandFault(
                HardwareCode.OperandAlignment,
                $"{name} starts at byte {place.Offset} of its partition; a multiple of {size} would be right for {pattern.Type.AssemblyName()}");
    }

    /// <summary>A scalar operand, if it is a per-partition vector: a type, and one element in each partition.</summary>
    public static OperandFault? Scalar(in ScalarOperand scalar, int partitions, string name, ChipSpec spec, OperandReach reach) =>
        scalar.Kind == ScalarKind.PerPartition ? Check(VectorPattern(scalar, partitions), name, spec, reach) : null;

    /// <summary>The tensor of one element a partition that a per-partition scalar names.</summary>
    public static AccessPattern VectorPattern(in ScalarOperand scalar, int partitions)
    {
        var pattern = new AccessPattern
        {
            Address = scalar.Value,
            Type = scalar.Type,
            Dimensions = 1,
            Partitions = (byte)partitions,
            OffsetRegister = AccessPattern.NoRegister,
        };
        pattern.Steps[0] = 1;
        pattern.Sizes[0] = 1;
        return pattern;
    }

    /// <summary>The memory that an operand is in; a start that a register completes counts by its static part.</summary>
    public static LocalMemory MemoryOf(in AccessPattern pattern, ChipSpec spec) => CoreAddress.Decode(pattern.Address, spec).Memory;

    /// <summary>Two operands must have as many partitions and elements a partition as each other.</summary>
    public static OperandFault? SameShape(in AccessPattern left, string leftName, in AccessPattern right, string rightName) =>
        SamePartitions(left, leftName, right, rightName)
        ?? (left.ElementsPerPartition == right.ElementsPerPartition
            ? null
            : OperandFault.Shapes($"{leftName} has {left.ElementsPerPartition} elements a partition and {rightName} {right.ElementsPerPartition}; equal counts would be right"));

    /// <summary>Two operands must have as many partitions as each other.</summary>
    public static OperandFault? SamePartitions(in AccessPattern left, string leftName, in AccessPattern right, string rightName) =>
        left.Partitions == right.Partitions
            ? null
            : OperandFault.Shapes($"{leftName} has {left.Partitions} partitions and {rightName} {right.Partitions}; equal counts would be right");

    /// <summary>An operand must have a number of elements a partition that others give it.</summary>
    public static OperandFault? Elements(in AccessPattern pattern, string name, int right, string reason = "") => pattern.ElementsPerPartition == right
        ? null
        : OperandFault.Shapes($"{name} has {pattern.ElementsPerPartition} elements a partition; {right} would be right{reason}");

    /// <summary>An operand may have no more elements a partition than the instruction takes.</summary>
    public static OperandFault? MostElements(in AccessPattern pattern, string name, int most, string what = "elements a partition") =>
        pattern.ElementsPerPartition <= most
            ? null
            : OperandFault.Elements($"{name} has {pattern.ElementsPerPartition} {what}; at most {most} would be right");

    /// <summary>Two operands must have one element type, because elements move bit for bit.</summary>
    public static OperandFault? SameType(in AccessPattern left, string leftName, in AccessPattern right, string rightName) => left.Type == right.Type
        ? null
        : OperandFault.Type($"{leftName} is {left.Type.AssemblyName()} and {rightName} {right.Type.AssemblyName()}; equal types would be right");

    private static OperandFault? Bounds(in AccessPattern pattern, CoreAddress place, string name, ChipSpec spec)
    {
        var size = pattern.Type.Size();
        var bytes = place.Memory == LocalMemory.Psum ? spec.PsumPartitionBytes.Value : spec.SbufPartitionBytes.Value;
        var (low, high) = pattern.Extent;
        var first = place.Offset + ((long)low * size);
        var end = place.Offset + ((high + 1L) * size);
        return first < 0 || end > bytes
            ? new OperandFault(
                HardwareCode.OperandOutOfBounds,
                $"{name} reaches bytes {first} to {end - 1} of each {NameOf(place.Memory)} partition; 0 to {bytes - 1} would be right")
            : null;
    }

    private static bool IsType(DataType type) => type.IsFloat() || type.IsInteger() || type == DataType.Boolean;

    private static string NameOf(LocalMemory memory) => memory == LocalMemory.Psum ? "PSUM" : "SBUF";

    private static string Starts(int step, int partitions)
    {
        string[] starts = [.. Enumerable.Range(0, partitions / step).Select(i => (i * step).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        return starts.Length == 1 ? starts[0] : $"{string.Join(", ", starts[..^1])} or {starts[^1]}";
    }
}
