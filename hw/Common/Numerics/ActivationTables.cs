using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// The evaluator of each function. Tables are committed resources, written by the generator in <c>Tables</c>; each is read when its
/// function is first asked for, so that a program pays only for what it uses.
/// </summary>
public static class ActivationTables
{
    /// <summary>Three edges of four words, where the segment around a zero begins and ends, and the results for zero and infinity.</summary>
    private const int WordsOfSide = 16;

    private static readonly Lazy<ActivationTable>[] All = Enumerable.Range(0, ActivationFunctions.Count)
        .Select(code => new Lazy<ActivationTable>(() => Read((ActivationFunction)code)))
        .ToArray();

    /// <summary>The evaluator of a function.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code names no function.</exception>
    public static ActivationEvaluator For(ActivationFunction function)
    {
        if ((int)function >= All.Length)
            throw new ArgumentOutOfRangeException(nameof(function), function, "not an activation function");
        return new ActivationEvaluator(function);
    }

    /// <summary>The table of a function that has one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The function is computed without a table.</exception>
    public static ActivationTable Table(ActivationFunction function)
    {
        if (!function.HasTable())
            throw new ArgumentOutOfRangeException(nameof(function), function, "computed without a table");
        return All[(int)function].Value;
    }

    /// <summary>The compressed form that is committed: edges, row words, coefficients, all little-endian FP32 words.</summary>
    internal static byte[] Serialize(ActivationTable table)
    {
        var words = new List<uint> { (uint)table.SegmentCount };
        foreach (var side in (ReadOnlySpan<TableSide>)[table.Positive, table.Negative])
        {
            foreach (var edge in (ReadOnlySpan<TableEdge>)[side.Small, side.Root.Place, side.Large])
                words.AddRange([edge.Limit, Bits(edge.Base), Bits(edge.Scale), (uint)edge.Segment]);
            words.AddRange([side.Root.Low, side.Root.High, Bits(side.Zero), Bits(side.Infinity)]);
        }

        words.AddRange(table.Rows);
        words.AddRange(MemoryMarshal.Cast<float, uint>(table.Coefficients));
        using var buffer = new MemoryStream();
        using (var deflate = new DeflateStream(buffer, CompressionLevel.SmallestSize))
            deflate.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(words)));
        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    internal static ActivationTable Deserialize(Stream stream)
    {
        using var deflate = new DeflateStream(stream, CompressionMode.Decompress);
        Span<uint> head = stackalloc uint[1 + (2 * WordsOfSide)];
        deflate.ReadExactly(MemoryMarshal.AsBytes(head));
        var rows = new uint[ActivationTable.RowCount];
        deflate.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        var coefficients = new float[head[0] * ActivationTable.CoefficientsPerSegment];
        deflate.ReadExactly(MemoryMarshal.AsBytes(coefficients.AsSpan()));
        return new ActivationTable(coefficients, rows, Side(head[1..]), Side(head[(1 + WordsOfSide)..]));

        static TableSide Side(ReadOnlySpan<uint> words) => new(
            Edge(words), new TableRoot(words[12], words[13], Edge(words[4..])), Edge(words[8..]), Single(words[14]), Single(words[15]));

        static TableEdge Edge(ReadOnlySpan<uint> words) => new(words[0], Single(words[1]), Single(words[2]), (int)words[3]);
    }

    internal static string ResourceName(ActivationFunction function) => $"activation.{function.AssemblyName()}.table";

    private static ActivationTable Read(ActivationFunction function)
    {
        using var stream = typeof(ActivationTables).Assembly.GetManifestResourceStream(ResourceName(function))
            ?? throw new InvalidOperationException($"The table of {function.AssemblyName()} is not in the program.");
        return Deserialize(stream);
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static float Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
