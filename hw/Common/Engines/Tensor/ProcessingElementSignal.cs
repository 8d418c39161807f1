using System.Runtime.InteropServices;
using Hardware.Common.Kernel;

namespace Hardware.Common.Engines.Tensor;

/// <summary>The registers of a processing element.</summary>
public enum ProcessingElementRegister : byte
{
    Activation,
    PartialSum,
    LiveWeight,
    ShadowWeight,

    /// <summary>Partial sum of the second INT8 elements; only in arrays that take two a cycle.</summary>
    PairSum,
}

/// <summary>One register of one processing element, as a wave shows it: <c>pe[row][column].activation</c> and so on.</summary>
public sealed class ProcessingElementSignal : ISignal
{
    private static readonly string[] Names = ["activation", "partial_sum", "live_weight", "shadow_weight", "pair_sum"];

    private readonly ProcessingElementArray _array;
    private readonly Bank<float> _bank;

    internal ProcessingElementSignal(ProcessingElementArray array, int row, int column, ProcessingElementRegister register)
    {
        (_array, Row, Column, Register) = (array, row, column, register);
        _bank = register switch
        {
            ProcessingElementRegister.Activation => array.Activations,
            ProcessingElementRegister.PartialSum => array.PartialSums,
            ProcessingElementRegister.LiveWeight => array.LiveWeights,
            ProcessingElementRegister.ShadowWeight => array.ShadowWeights,
            _ => array.PairSums,
        };
        Name = $"pe[{row}][{column}].{Names[(int)register]}";
    }

    public int Row { get; }

    public int Column { get; }

    public ProcessingElementRegister Register { get; }

    public string Name { get; }

    public string Path => $"{_array.Path}.{Name}";

    public Component? Owner => _array;

    public SourceLocation Declared => _bank.Declared;

    public int BitWidth => 32;

    public Type ValueType => typeof(float);

    public ReadOnlySpan<byte> Bits => MemoryMarshal.AsBytes(_bank.Span.Slice(Place, 1));

    private int Place => Register == ProcessingElementRegister.Activation
        ? _array.ActivationPlace(Row, Column)
        : (Row * _array.Geometry.RowStride) + Column;
}
