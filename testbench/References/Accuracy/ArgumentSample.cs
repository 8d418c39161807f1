using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Accuracy;

/// <summary>The arguments at which a function is measured, in blocks; those outside the domain are left out. Deterministic.</summary>
public static class ArgumentSample
{
    private const int BlockSize = 8192;

    /// <summary>Patterns on each side of a limit of the table that are all measured.</summary>
    private const int Neighbours = 1024;

    /// <summary>Magnitudes in which the functions bend: half of the FP32 sample lies here, the other half anywhere in the domain.</summary>
    private static readonly (uint Low, uint High) Bend = (Bits(1f / 4096), Bits(128));

    /// <summary>All BF16 and FP16 inputs, both ends of each segment with the neighbours of each limit, and a sample of FP32.</summary>
    /// <param name="function">Its domain and its table count.</param>
    /// <param name="singles">FP32 arguments, stratified over the bit patterns.</param>
    /// <param name="seed">Of the places within the strata.</param>
    public static IEnumerable<float[]> Of(ActivationFunction function, uint singles, ulong seed)
    {
        var domain = ActivationDomain.Of(function);
        IEnumerable<float> all = [.. Codes(DataType.BFloat16), .. Codes(DataType.Float16), .. Ends(function)];
        foreach (var block in all.Where(domain.Contains).Chunk(BlockSize))
            yield return block;
        for (var done = 0L; done < singles; done += BlockSize)
            yield return Singles(domain, singles, done, (int)Math.Min(BlockSize, singles - done), seed);
    }

    private static float[] Codes(DataType type)
    {
        var codes = Enumerable.Range(0, 1 << 16).Select(code => (ushort)code).ToArray();
        var values = new float[codes.Length];
        Cast.ToSingle(type, MemoryMarshal.AsBytes(codes.AsSpan()), values);
        return values;
    }

    private static IEnumerable<float> Ends(ActivationFunction function)
    {
        if (!function.HasTable())
            yield break;
        var table = ActivationTables.Table(function);
        for (var row = 0u; row < ActivationTable.RowCount; row++)
        {
            if (table.Rows[(int)row] == 0)
                continue;
            var step = 1u << ActivationTable.Shift(table.Rows[(int)row]);
            for (var mantissa = 0u; mantissa < 1 << 23; mantissa += step)
            {
                yield return Single((row << 23) + mantissa);
                yield return Single((row << 23) + mantissa + step - 1);
            }
        }

        foreach (var (side, sign) in ((TableSide, uint)[])[(table.Positive, 0u), (table.Negative, 0x80000000)])
        {
            foreach (var limit in (uint[])[side.Small.Limit, side.Large.Limit, side.Root.Low, side.Root.High, Bits(MathF.Abs(side.Root.Place.Base))])
            {
                for (var near = Math.Max(limit, Neighbours) - Neighbours; near <= limit + Neighbours; near++)
                    yield return Single(sign | near);
            }
        }
    }

    private static float[] Singles(in ActivationDomain domain, uint count, long first, int length, ulong seed)
    {
        var whole = (Low: Bits(domain.Low), High: Bits(domain.High));
        var bend = (Low: Math.Max(whole.Low, Bend.Low), High: Math.Min(whole.High, Bend.High));
        var kinds = domain.BothSigns ? 4u : 2u;
        var strata = ((ulong)count + kinds - 1) / kinds;
        var draws = new uint[length];
        Philox.FillSequence(seed, 0, 0, (ulong)first, draws);
        var block = new float[length];
        for (var i = 0; i < length; i++)
        {
            var kind = (uint)((first + i) % kinds);
            var stratum = (ulong)((first + i) / kinds);
            var (low, high) = (kind & 1) == 0 ? whole : bend;
            var patterns = high - low + 1UL;
            var start = stratum * patterns / strata;
            var size = ((stratum + 1) * patterns / strata) - start;
            var magnitude = low + (uint)start + (uint)((draws[i] * size) >> 32);
            block[i] = Single((kind >> 1 << 31) | magnitude);
        }

        return block;
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static float Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
