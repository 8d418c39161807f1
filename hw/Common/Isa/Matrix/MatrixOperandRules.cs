using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Matrix;

/// <summary>What is wrong with an operand, and what would be right.</summary>
public sealed record OperandFault(Enum Code, string Message);

/// <summary>
/// What operands of the systolic array must obey by themselves. Partition starts: AWS Neuron architecture guide (more than half of the
/// partitions start at 0, more than a quarter at 0 or the half, fewer at a quarter). Moving size: nki.isa nc_matmul (512, one PSUM bank).
/// </summary>
public static class MatrixOperandRules
{
    /// <summary>Null, or the first fault of a <see cref="LoadStationary"/>.</summary>
    public static OperandFault? CheckLoadStationary(in InstructionWord word, ChipSpec spec)
    {
        var source = word.Patterns[LoadStationary.Source];
        return CheckSource(source, "src", spec) ?? CheckCount(source, "src", "columns", spec.ArrayColumns, spec) ?? CheckPlace(source, "src", LocalMemory.Sbuf, spec);
    }

    /// <summary>Null, or the first fault of a <see cref="MatMul"/>.</summary>
    public static OperandFault? CheckMatMul(in InstructionWord word, ChipSpec spec)
    {
        var (destination, moving) = (word.Patterns[MatMul.Destination], word.Patterns[MatMul.Moving]);
        return CheckSource(moving, "moving", spec)
            ?? CheckCount(moving, "moving", "elements a partition", spec.MaximumMovingElements, spec)
            ?? CheckPlace(moving, "moving", LocalMemory.Sbuf, spec)
            ?? CheckDestination(destination, moving, spec)
            ?? CheckPlace(destination, "dst", LocalMemory.Psum, spec)
            ?? CheckBank(destination, spec);
    }

    /// <summary>Bytes of an element of a type that the array reads or writes; 0 for other types.</summary>
    public static int ElementBytes(DataType type) => type switch
    {
        DataType.Int8 or DataType.Float8E3 or DataType.Float8E4 or DataType.Float8E5 => 1,
        DataType.BFloat16 or DataType.Float16 => 2,
        DataType.Float32 or DataType.TensorFloat32 or DataType.Int32 => 4,
        _ => 0,
    };

    private static OperandFault? CheckSource(in AccessPattern pattern, string name, ChipSpec spec) =>
        ElementBytes(pattern.Type) == 0 || pattern.Type == DataType.Int32
            ? new OperandFault(
                HardwareCode.MatrixOperandType,
                $"{name} has type {pattern.Type}; the array multiplies fp32, tf32, bf16, fp16, fp8e5, fp8e4, fp8e3 and int8")
            : null;

    private static OperandFault? CheckDestination(in AccessPattern destination, in AccessPattern moving, ChipSpec spec)
    {
        var type = moving.Type == DataType.Int8 ? DataType.Int32 : DataType.Float32;
        if (destination.Type != type)
        {
            return new OperandFault(
                HardwareCode.MatrixDestinationType, $"dst has type {destination.Type}; a MatMul of {moving.Type} writes {type}");
        }

        var (results, elements) = (destination.ElementsPerPartition, moving.ElementsPerPartition);
        return destination.Dimensions == 0 || results != elements
            ? new OperandFault(
                HardwareCode.MatrixShapesDiffer, $"dst has {results} elements a partition and moving has {elements}; both need the same number")
            : null;
    }

    private static OperandFault? CheckCount(in AccessPattern pattern, string name, string what, int maximum, ChipSpec spec)
    {
        var count = pattern.Dimensions == 0 ? 0 : pattern.ElementsPerPartition;
        return count < 1 || count > maximum
            ? new OperandFault(HardwareCode.MatrixElementCount, $"{name} has {count} {what}; 1 to {maximum} would be right")
            : null;
    }

    private static OperandFault? CheckPlace(in AccessPattern pattern, string name, LocalMemory memory, ChipSpec spec)
    {
        int partitions = spec.Partitions;
        if (pattern.Partitions < 1 || pattern.Partitions > partitions)
        {
            return new OperandFault(
                HardwareCode.MatrixPartitionCount, $"{name} covers {pattern.Partitions} partitions; 1 to {partitions} would be right");
        }

        if (pattern.OffsetRegister != AccessPattern.NoRegister)
            return null;
        var place = CoreAddress.Decode(pattern.Address, spec);
        if (place.Memory != memory)
        {
            return new OperandFault(
                HardwareCode.MatrixOperandMemory, $"{name} is at 0x{pattern.Address:x}, which is not in {Name(memory)}; TensorE reads SBUF and writes PSUM");
        }

        var step = pattern.Partitions > partitions / 2 ? partitions : pattern.Partitions > partitions / 4 ? partitions / 2 : Math.Max(1, partitions / 4);
        if (place.Partition % step != 0)
        {
            return new OperandFault(
                HardwareCode.MatrixPartitionStart,
                $"{name} covers {pattern.Partitions} partitions from partition {place.Partition}; {Starts(step, partitions)} would be right");
        }

        return CheckBytes(pattern, name, place, memory, spec);
    }

    private static OperandFault? CheckBytes(in AccessPattern pattern, string name, CoreAddress place, LocalMemory memory, ChipSpec spec)
    {
        var size = ElementBytes(pattern.Type);
        if (place.Offset % size != 0)
        {
            return new OperandFault(
                HardwareCode.MatrixAlignment, $"{name} starts at byte {place.Offset} of a partition; a multiple of {size} would be right for {pattern.Type}");
        }

        var (lowest, highest) = pattern.Extent;
        long bytes = memory == LocalMemory.Sbuf ? spec.SbufPartitionBytes : spec.PsumPartitionBytes;
        var (first, end) = (place.Offset + ((long)lowest * size), place.Offset + ((highest + 1L) * size));
        return first < 0 || end > bytes
            ? new OperandFault(
                HardwareCode.MatrixOutOfBounds, $"{name} touches bytes {first} to {end - 1} of its partitions; {Name(memory)} has bytes 0 to {bytes - 1}")
            : null;
    }

    private static OperandFault? CheckBank(in AccessPattern destination, ChipSpec spec)
    {
        if (destination.OffsetRegister != AccessPattern.NoRegister)
            return null;
        var size = ElementBytes(destination.Type);
        var offset = CoreAddress.Decode(destination.Address, spec).Offset;
        var (lowest, highest) = destination.Extent;
        var (first, last) = (offset + (lowest * size), offset + (highest * size));
        return first / spec.PsumBankBytes != last / spec.PsumBankBytes
            ? new OperandFault(
                HardwareCode.PsumBankOverflow,
                $"dst touches bytes {first} to {last + size - 1} of its partitions, in more than one PSUM bank; a MatMul stays within one bank of {spec.PsumBankBytes} bytes")
            : null;
    }

    private static string Name(LocalMemory memory) => memory == LocalMemory.Sbuf ? "SBUF" : "PSUM";

    private static string Starts(int step, int partitions) =>
        step == partitions ? "partition 0" : "partition " + string.Join(" or ", Enumerable.Range(0, partitions / step).Select(i => i * step));
}
