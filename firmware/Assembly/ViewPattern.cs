using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Assembly;

/// <summary>Turns a view of a buffer into the pattern that an instruction holds.</summary>
/// <param name="context">Knows the memories.</param>
/// <param name="view">The view.</param>
/// <param name="place">Of the view.</param>
public sealed class ViewPattern(AssemblyContext context, TensorView view, SourcePlace place)
{
    /// <summary>The pattern; free dimensions stay as written, and only those beyond four are merged away.</summary>
    public AccessPattern Encode()
    {
        var (address, partitions) = Start();
        var free = FreeDimensions();
        var pattern = new AccessPattern { Address = address, Type = view.Type, Dimensions = (byte)free.Count, Partitions = partitions };
        for (var d = 0; d < free.Count; d++)
        {
            var dimension = free[free.Count - 1 - d];
            var step = dimension.Stride / view.Type.Size();
            if (dimension.Stride % view.Type.Size() != 0 || step is < short.MinValue or > short.MaxValue || dimension.Size > ushort.MaxValue)
            {
                throw new InputException(
                    AssemblyCode.ViewStepRange,
                    $"a dimension of '{view.Name}' has {dimension.Size} elements, {dimension.Stride} bytes apart; at most {ushort.MaxValue} elements and {short.MaxValue} elements apart would be right",
                    place);
            }

            pattern.Steps[d] = (short)step;
            pattern.Sizes[d] = (ushort)dimension.Size;
        }

        return pattern;
    }

    /// <summary>The view as a scalar operand of one element in each partition.</summary>
    public ScalarOperand EncodeScalar()
    {
        var (address, _) = Start();
        if (view.Dimensions.Skip(1).Any(d => d.Size != 1))
            throw new InputException(AssemblyCode.ScalarViewTooLarge, $"'{view.Name}' {view.ShapeText} has several elements in a partition; one would be right, for instance {view.Name}[:, 0]", place);
        return new ScalarOperand { Kind = ScalarKind.PerPartition, Type = view.Type, Value = address };
    }

    private (uint Address, byte Partitions) Start()
    {
        if (!view.IsOnChip)
            throw new InputException(AssemblyCode.OperandInDeviceMemory, $"'{view.Name}' lies in device memory; copy it to a buffer with .dma and name that", place);
        if (view.Start.Core != context.Core)
            throw new InputException(AssemblyCode.OperandOfOtherCore, $"'{view.Name}' lies in core {view.Start.Core}; an instruction of core {context.Core} reaches only its own memories", place);
        var partition = view.Dimensions[0];
        var memory = CoreAddress.Decode((uint)view.Start.Offset, context.Spec).Memory;
        if (partition.Size > context.Spec.Partitions.Value || (partition.Size > 1 && partition.Stride != context.PartitionStride(memory)))
            throw new InputException(AssemblyCode.PartitionsNotFirst, $"the first dimension of '{view.Name}' {view.ShapeText} is not neighbouring partitions; put them first, without a step", place);
        return ((uint)view.Start.Offset, (byte)partition.Size);
    }

    private List<ViewDimension> FreeDimensions()
    {
        var free = view.Dimensions.Skip(1).ToList();
        if (free.Count == 0)
            free.Add(new ViewDimension(1, view.Type.Size()));
        if (free.Count > AccessPattern.MaximumDimensions)
            free = [.. free.Where(d => d.Size != 1)];
        for (var d = free.Count - 2; d >= 0 && free.Count > AccessPattern.MaximumDimensions; d--)
        {
            if (free[d].Stride == free[d + 1].Stride * free[d + 1].Size)
            {
                free[d] = new ViewDimension(free[d].Size * free[d + 1].Size, free[d + 1].Stride);
                free.RemoveAt(d + 1);
            }
        }

        if (free.Count is 0 or > AccessPattern.MaximumDimensions)
            throw new InputException(AssemblyCode.FreeDimensionsTooMany, $"'{view.Name}' {view.ShapeText} has {free.Count} free dimensions; at most {AccessPattern.MaximumDimensions} would be right", place);
        return free;
    }
}
