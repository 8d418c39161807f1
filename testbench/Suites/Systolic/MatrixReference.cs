using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Suites.Systolic;

/// <summary>
/// PSUM as a plain reader of docs/numerics.md would compute it: element by element, each group of rows in order, groups in neighbours'
/// pairs. It shares no arithmetic with the engine: operands are decoded by the testbench's own formats, multiply-adds are the host's.
/// </summary>
public sealed class MatrixReference(MatrixStream stream)
{
    // Bits of an FP32 significand that are not in its upper half of 12.
    private const int LowBits = 12;

    // Bits of FP32 that TF32 has not.
    private const int TensorFloatLowBits = 13;

    private readonly Dictionary<(int Partition, int Offset), uint> _psum = [];

    /// <summary>The words of PSUM that the stream writes, by partition and byte offset.</summary>
    public IReadOnlyDictionary<(int Partition, int Offset), uint> Run()
    {
        foreach (var (stationary, moving, word) in stream.Products)
        {
            if (stationary.Pattern.Type == DataType.Int8)
                Integers(stationary, moving, word);
            else
                Floats(stationary, moving, word);
        }

        return _psum;
    }

    private void Integers(MatrixStream.Operand stationary, MatrixStream.Operand moving, InstructionWord word)
    {
        foreach (var (m, n, key, old) in Results(word))
        {
            long sum = (int)(old ?? 0);
            for (var k = 0; k < stationary.Pattern.Partitions; k++)
                sum += (sbyte)stationary.Code(k, m) * (sbyte)moving.Code(k, n);
            _psum[key] = (uint)sum;
        }
    }

    private void Floats(MatrixStream.Operand stationary, MatrixStream.Operand moving, InstructionWord word)
    {
        var (w, x) = (Values(stationary), Values(moving));
        var whole = stationary.Pattern.Type == DataType.Float32 || moving.Pattern.Type == DataType.Float32;
        (float[][] Moving, float[][] Stationary)[] passes = whole
            ? [(Map(x, Low), Map(w, Low)), (Map(x, Low), Map(w, High)), (Map(x, High), Map(w, Low)), (Map(x, Upper), Map(w, Upper))]
            : [(x, w)];
        var firstRow = CoreAddress.Decode(stationary.Pattern.Address, stream.Spec).Partition;
        foreach (var (m, n, key, old) in Results(word))
        {
            var result = old;
            foreach (var (moved, held) in passes)
                result = Accumulate(result, Column(held[m], moved[n], firstRow));
            _psum[key] = result!.Value;
        }
    }

    /// <summary>The results of a MatMul in the order in which they are written: column of the array, element, place, and what it is added to.</summary>
    private IEnumerable<(int Column, int Element, (int Partition, int Offset) Key, uint? Old)> Results(InstructionWord word)
    {
        var destination = word.Patterns[MatMul.Destination];
        var place = CoreAddress.Decode(destination.Address, stream.Spec);
        var overwrites = (Accumulation)word.Codes[MatMul.AccumulationCode] is Accumulation.First or Accumulation.Whole;
        for (var n = 0; n < destination.ElementsPerPartition; n++)
        {
            for (var m = 0; m < destination.Partitions; m++)
            {
                var key = (place.Partition + m, place.Offset + (destination.OffsetOf(n) * sizeof(uint)));
                yield return (m, n, key, overwrites ? null : _psum[key]);
            }
        }
    }

    /// <summary>The operand's values as [element][partition].</summary>
    private static float[][] Values(MatrixStream.Operand operand)
    {
        var format = ElementFormat.Of(operand.Pattern.Type);
        return
        [
            .. Enumerable.Range(0, operand.Pattern.ElementsPerPartition).Select(e => Enumerable.Range(0, operand.Pattern.Partitions)
                .Select(p => Value(operand.Code(p, e))).ToArray()),
        ];

        float Value(uint code)
        {
            var value = (float)format.Decode(code);
            return operand.Pattern.Type == DataType.TensorFloat32 ? NearestTensorFloat(value) : value;
        }
    }

    private static float[][] Map(float[][] values, Func<float, float> part) => [.. values.Select(row => row.Select(part).ToArray())];

    private uint Accumulate(uint? old, float sum)
    {
        var result = Flush(old is { } bits ? BitConverter.UInt32BitsToSingle(bits) + sum : sum);
        return float.IsNaN(result) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(result);
    }

    private float Column(float[] stationary, float[] moving, int firstRow)
    {
        int groups = stream.Spec.RowGroups, perGroup = stream.Spec.Partitions / groups;
        Span<float> sums = stackalloc float[groups];
        sums.Clear();
        for (var k = 0; k < stationary.Length; k++)
        {
            ref var sum = ref sums[(firstRow + k) / perGroup];
            sum = Flush(MathF.FusedMultiplyAdd(Flush(moving[k]), Flush(stationary[k]), sum));
        }

        return Flush(Flush(sums[0] + sums[1]) + Flush(sums[2] + sums[3]));
    }

    private float Flush(float value) => stream.Spec.FlushToZero.Value != 0 && float.IsSubnormal(value) ? MathF.CopySign(0, value) : value;

    private static float Low(float value) => float.IsFinite(value) ? (float)((double)value - Truncated(value)) : 0;

    private static float High(float value) => float.IsFinite(value) ? Truncated(value) : 0;

    private static float Upper(float value) => float.IsFinite(value) ? Truncated(value) : value;

    private static float Truncated(float value) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) >> LowBits << LowBits);

    private static float NearestTensorFloat(float value)
    {
        if (!float.IsFinite(value))
            return value;
        var bits = BitConverter.SingleToUInt32Bits(value);
        var (half, unit) = (1u << (TensorFloatLowBits - 1), 1u << TensorFloatLowBits);
        var low = bits & (unit - 1);
        var kept = bits - low;
        return BitConverter.UInt32BitsToSingle(low > half || (low == half && (kept & unit) != 0) ? kept + unit : kept);
    }
}
