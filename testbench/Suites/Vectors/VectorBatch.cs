namespace Hardware.Testbench.Suites.Vectors;

/// <summary>Some cases of a vector file, a column an array, with the line that each came from.</summary>
/// <param name="operands">Operand columns.</param>
/// <param name="results">Result columns.</param>
public sealed class VectorBatch(int operands, int results)
{
    /// <summary>Cases of a full batch.</summary>
    public const int Capacity = 4096;

    public uint[][] Operands { get; } = Columns(operands);

    public uint[][] Expected { get; } = Columns(results);

    public long[] Lines { get; } = new long[Capacity];

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public void Add(long line, ReadOnlySpan<uint> operands, ReadOnlySpan<uint> expected)
    {
        Lines[Count] = line;
        for (var i = 0; i < operands.Length; i++)
            Operands[i][Count] = operands[i];
        for (var i = 0; i < expected.Length; i++)
            Expected[i][Count] = expected[i];
        Count++;
    }

    public void Clear() => Count = 0;

    private static uint[][] Columns(int count) => [.. Enumerable.Range(0, count).Select(_ => new uint[Capacity])];
}
