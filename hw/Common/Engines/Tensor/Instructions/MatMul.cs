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

    /// <summary>Wave-fronts of one pass.</summary>
    public static int Beats(in InstructionWord word) => word.Patterns[MatrixFields.Moving].ElementsPerPartition;

    /// <summary>Tensor cycles from one wave-front to the next: the slower of the reads and of the writes.</summary>
    public static int Interval(in InstructionWord word, ChipSpec spec) =>
        Math.Max(AccessRate.CyclesOf(word.Patterns[MatrixFields.Moving], spec), AccessRate.CyclesOf(word.Patterns[MatrixFields.Destination], spec));

    /// <summary>Tensor cycles from one pass to the next.</summary>
    public static int PassCycles(in InstructionWord word, ChipSpec spec) =>
        Math.Max(Beats(word) * Interval(word, spec), spec.TensorMinimumInitiationInterval);

    /// <summary>Streams of the whole operand: several if one side is FP32, which the multipliers take in halves.</summary>
    public static int Passes(DataType moving, DataType stationary) =>
        moving == DataType.Float32 || stationary == DataType.Float32 ? SinglePasses.Count : 1;

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
