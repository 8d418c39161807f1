using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa;

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
    public static string? Check(in AccessPattern pattern, string name, ChipSpec spec, bool allowPsum = true) =>
        Shape(pattern, name, spec) ?? Place(pattern, name, spec, allowPsum);

    /// <summary>Number of dimensions, sizes, partitions and type.</summary>
    public static string? Shape(in AccessPattern pattern, string name, ChipSpec spec)
    {
        if (!IsType(pattern.Type))
            return $"{name} has no element type; a type such as fp32 or bf16 would be right";
        if (pattern.Dimensions is < 1 or > AccessPattern.MaximumDimensions)
            return $"{name} has {pattern.Dimensions} free dimensions; 1 to {AccessPattern.MaximumDimensions} would be right";
        if (pattern.Partitions < 1 || pattern.Partitions > spec.Partitions.Value)
            return $"{name} covers {pattern.Partitions} partitions; 1 to {spec.Partitions.Value} would be right";
        long elements = 1;
        for (var d = 0; d < pattern.Dimensions; d++)
        {
            if (pattern.Sizes[d] == 0)
                return $"{name} has size 0 in free dimension {d}; 1 to 65535 would be right";
            elements *= pattern.Sizes[d];
        }

        return elements > MaximumSbufElements
            ? $"{name} has {elements} elements a partition; at most {MaximumSbufElements} would be right"
            : null;
    }

    /// <summary>Where an operand of legal shape lies: in a memory, at a legal partition start, with every element inside its partition.</summary>
    public static string? Place(in AccessPattern pattern, string name, ChipSpec spec, bool allowPsum = true)
    {
        if (pattern.OffsetRegister != AccessPattern.NoRegister)
            return null;
        var place = CoreAddress.Decode(pattern.Address, spec);
        if (place.Memory == LocalMemory.None)
            return $"{name} starts at 0x{pattern.Address:x}, which is in no memory; an address inside an SBUF or PSUM partition would be right";
        if (place.Memory == LocalMemory.Psum && !allowPsum)
            return $"{name} is in PSUM, which this engine cannot reach; a tensor in SBUF would be right";
        if (PartitionStart(place.Partition, pattern.Partitions, name) is { } wrong)
            return wrong;
        if (place.Partition + pattern.Partitions > spec.Partitions.Value)
        {
            return $"{name} covers partitions {place.Partition} to {place.Partition + pattern.Partitions - 1}; "
                + $"the last one is {spec.Partitions.Value - 1}";
        }

        if (place.Memory == LocalMemory.Psum && pattern.ElementsPerPartition > MaximumPsumElements)
            return $"{name} has {pattern.ElementsPerPartition} elements a partition in PSUM; at most {MaximumPsumElements} would be right";
        return Bounds(pattern, place, name, spec);
    }

    /// <summary>More than 64 partitions start at 0; 33 to 64 at 0 or 64; up to 32 at 0, 32, 64 or 96 (AWS Neuron: architecture guide).</summary>
    public static string? PartitionStart(int start, int partitions, string name)
    {
        var (step, legal) = partitions > 64 ? (128, "0") : partitions > 32 ? (64, "0 or 64") : (32, "0, 32, 64 or 96");
        return start % step == 0 ? null : $"{name} covers {partitions} partitions from {start} on; a start at {legal} would be right";
    }

    /// <summary>A scalar operand, if it is a per-partition vector: a type, and one element in each partition.</summary>
    public static string? Scalar(in ScalarOperand scalar, int partitions, string name, ChipSpec spec, bool allowPsum = true)
    {
        if (scalar.Kind != ScalarKind.PerPartition)
            return null;
        return Check(VectorPattern(scalar, partitions), name, spec, allowPsum);
    }

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
    public static string? SameShape(in AccessPattern left, string leftName, in AccessPattern right, string rightName)
    {
        if (left.Partitions != right.Partitions)
            return $"{leftName} has {left.Partitions} partitions and {rightName} {right.Partitions}; equal counts would be right";
        return left.ElementsPerPartition == right.ElementsPerPartition
            ? null
            : $"{leftName} has {left.ElementsPerPartition} elements a partition and {rightName} {right.ElementsPerPartition}; equal counts would be right";
    }

    /// <summary>Two operands must have one element type, because elements move bit for bit.</summary>
    public static string? SameType(in AccessPattern left, string leftName, in AccessPattern right, string rightName) => left.Type == right.Type
        ? null
        : $"{leftName} is {left.Type.AssemblyName()} and {rightName} {right.Type.AssemblyName()}; equal types would be right";

    private static string? Bounds(in AccessPattern pattern, CoreAddress place, string name, ChipSpec spec)
    {
        var size = pattern.Type.Size();
        if (place.Offset % size != 0)
            return $"{name} starts at byte {place.Offset} of its partition; a multiple of {size} would be right for {pattern.Type.AssemblyName()}";
        var bytes = place.Memory == LocalMemory.Psum ? spec.PsumPartitionBytes.Value : spec.SbufPartitionBytes.Value;
        var (low, high) = pattern.Extent;
        var first = place.Offset + ((long)low * size);
        var end = place.Offset + ((long)(high + 1) * size);
        return first < 0 || end > bytes
            ? $"{name} reaches bytes {first} to {end - 1} of each {place.Memory.ToString().ToUpperInvariant()} partition; 0 to {bytes - 1} would be right"
            : null;
    }

    private static bool IsType(DataType type) => type.IsFloat() || type.IsInteger() || type == DataType.Boolean;
}
