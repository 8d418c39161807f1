using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Systolic;

/// <summary>
/// PSUM as a plain reader of the rules would compute it: element by element, each group of rows in order, groups in neighbours' pairs.
/// It shares no arithmetic with the engine.
/// </summary>
internal sealed class MatrixReference(MatrixWorkload workload)
{
    private readonly Dictionary<(int Partition, int Offset), uint> _psum = [];

    public IReadOnlyDictionary<(int Partition, int Offset), uint> Run()
    {
        foreach (var (stationary, moving, word) in workload.Products)
        {
            var destination = word.Patterns[MatMul.Destination];
            var place = Memory.CoreAddress.Decode(destination.Address, workload.Spec);
            var overwrite = word.Codes[MatMul.AccumulationCode] >= 2;
            for (var n = 0; n < destination.Sizes[0]; n++)
            {
                for (var m = 0; m < destination.Partitions; m++)
                {
                    var key = (place.Partition + m, place.Offset + (n * destination.Steps[0] * 4));
                    uint? old = overwrite ? null : _psum[key];
                    _psum[key] = stationary.Type == DataType.Int8 ? Integer(stationary, moving, m, n, old) : Single(stationary, moving, m, n, old);
                }
            }
        }

        return _psum;
    }

    private static uint Integer(MatrixWorkload.Matrix stationary, MatrixWorkload.Matrix moving, int m, int n, uint? old)
    {
        long sum = (int)(old ?? 0);
        for (var k = 0; k < stationary.Codes.GetLength(0); k++)
            sum += (sbyte)stationary.Codes[k, m] * (sbyte)moving.Codes[k, n];
        return (uint)sum;
    }

    private uint Single(MatrixWorkload.Matrix stationary, MatrixWorkload.Matrix moving, int m, int n, uint? old)
    {
        if (stationary.Type != DataType.Float32 && moving.Type != DataType.Float32)
            return Accumulate(old, Column(stationary, moving, m, n, x => x, w => w));
        (Func<float, float> Moving, Func<float, float> Stationary)[] passes = [(Low, Low), (Low, High), (High, Low), (Whole, Whole)];
        foreach (var (x, w) in passes)
            old = Accumulate(old, Column(stationary, moving, m, n, x, w));
        return old!.Value;
    }

    private static uint Accumulate(uint? old, float sum)
    {
        var result = old is { } bits ? BitConverter.UInt32BitsToSingle(bits) + sum : sum;
        return float.IsNaN(result) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(result);
    }

    private float Column(
        MatrixWorkload.Matrix stationary, MatrixWorkload.Matrix moving, int m, int n, Func<float, float> ofMoving, Func<float, float> ofStationary)
    {
        int groups = workload.Spec.RowGroups, perGroup = workload.Spec.Partitions / groups;
        var sums = new float[groups];
        for (var k = 0; k < stationary.Codes.GetLength(0); k++)
        {
            ref var sum = ref sums[(stationary.FirstPartition + k) / perGroup];
            var x = ofMoving(Value(moving.Type, moving.Codes[k, n]));
            var w = ofStationary(Value(stationary.Type, stationary.Codes[k, m]));
            sum = MathF.FusedMultiplyAdd(x, w, sum);
        }

        return groups == 1 ? sums[0] : (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    private static float Low(float value) => float.IsFinite(value) ? (float)((double)value - Truncated(value)) : 0;

    private static float High(float value) => float.IsFinite(value) ? Truncated(value) : 0;

    private static float Whole(float value) => float.IsFinite(value) ? Truncated(value) : value;

    // Upper 12 bits of the 24-bit significand: 11 stored ones.
    private static float Truncated(float value) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) >> 12 << 12);

    private static float Value(DataType type, uint code) => type switch
    {
        DataType.Float32 => BitConverter.UInt32BitsToSingle(code),
        DataType.BFloat16 => BitConverter.UInt32BitsToSingle(code << 16),
        DataType.Float16 => (float)BitConverter.UInt16BitsToHalf((ushort)code),
        DataType.TensorFloat32 => TensorFloat(code),
        DataType.Float8E5 => (float)BitConverter.UInt16BitsToHalf((ushort)(code << 8)),
        DataType.Float8E4 => Small(code, 3, 7),
        DataType.Float8E3 => Small(code, 4, 3),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static float TensorFloat(uint code)
    {
        var value = BitConverter.UInt32BitsToSingle(code);
        if (!float.IsFinite(value))
            return value;
        var low = code & 0x1FFF;
        var kept = code & ~0x1FFFu;
        if (low > 0x1000 || (low == 0x1000 && (code & 0x2000) != 0))
            kept += 0x2000;
        return BitConverter.UInt32BitsToSingle(kept);
    }

    private static float Small(uint code, int mantissaBits, int bias)
    {
        var magnitude = (int)(code & 0x7F);
        var (exponent, mantissa) = (magnitude >> mantissaBits, magnitude & ((1 << mantissaBits) - 1));
        var sign = (code & 0x80) != 0 ? -1f : 1f;
        if (exponent == (1 << (7 - mantissaBits)) - 1)
            return mantissa == 0 ? sign * float.PositiveInfinity : float.NaN;
        return exponent == 0
            ? sign * mantissa * MathF.ScaleB(1, 1 - bias - mantissaBits)
            : sign * ((1 << mantissaBits) + mantissa) * MathF.ScaleB(1, exponent - bias - mantissaBits);
    }
}
