using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor.Instructions;

/// <summary>Streams the moving operand through the array into PSUM. Moving size: nki.isa nc_matmul (512, one PSUM bank).</summary>
public sealed class MatMul : InstructionBehaviour
{
    public override InstructionDefinition Definition => MatrixDefinitions.MatMul;

    /// <summary>Whether the array can multiply two types with each other.</summary>
    public static bool Pair(DataType moving, DataType stationary) => Class(moving) == Class(stationary);

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        ref readonly var moving = ref word.Patterns[MatrixFields.Moving];
        return MatrixRules.Source(moving, "moving", "elements a partition", spec.MaximumMovingElements, spec)
            ?? CheckDestination(word.Patterns[MatrixFields.Destination], moving, spec);
    }

    private static OperandFault? CheckDestination(in AccessPattern destination, in AccessPattern moving, ChipSpec spec)
    {
        var type = moving.Type == DataType.Int8 ? DataType.Int32 : DataType.Float32;
        if (OperandRules.Shape(destination, "dst", spec) is { } shape)
            return shape;
        if (destination.Type != type)
        {
            return new OperandFault(
                HardwareCode.MatrixDestinationType,
                $"dst has type {destination.Type.AssemblyName()}; a MatMul of {moving.Type.AssemblyName()} writes {type.AssemblyName()}");
        }

        return OperandRules.Elements(destination, "dst", moving.ElementsPerPartition, ", as many as moving has")
            ?? OperandRules.Place(destination, "dst", spec, OperandReach.PsumOnly)
            ?? CheckBank(destination, spec);
    }

    private static OperandFault? CheckBank(in AccessPattern destination, ChipSpec spec)
    {
        if (destination.OffsetRegister != AccessPattern.NoRegister)
            return null;
        var size = destination.Type.Size();
        var offset = CoreAddress.Decode(destination.Address, spec).Offset;
        var (lowest, highest) = destination.Extent;
        var (first, last) = (offset + (lowest * size), offset + (highest * size));
        return first / spec.PsumBankBytes != last / spec.PsumBankBytes
            ? new OperandFault(
                HardwareCode.PsumBankOverflow,
                $"dst touches bytes {first} to {last + size - 1} of its partitions, in more than one PSUM bank; a MatMul stays within one bank of {spec.PsumBankBytes} bytes")
            : null;
    }

    private static int Class(DataType type) => type switch
    {
        DataType.Int8 => 0,
        DataType.Float32 or DataType.TensorFloat32 => 1,
        _ => 2,
    };
}
