namespace Hardware.Testbench.Suites.Vectors;

/// <summary>How the model did on the cases of one function.</summary>
public sealed class VectorTally(VectorOperation operation)
{
    public VectorOperation Operation => operation;

    public long Cases { get; private set; }

    /// <summary>Cases in which any way to compute gives another result.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Cases in which the chip is documented to give another result than the file's, and does; no mismatches.</summary>
    public long Documented { get; private set; }

    /// <summary>The mismatch on the lowest line, or null.</summary>
    public VectorMismatch? First { get; private set; }

    internal void Add(ReadOnlySpan<Verdict> verdicts)
    {
        Cases += verdicts.Length;
        foreach (var verdict in verdicts)
        {
            Mismatches += verdict == Verdict.Mismatch ? 1 : 0;
            Documented += verdict == Verdict.Documented ? 1 : 0;
        }
    }

    internal void Note(VectorBatch batch, int index, int column, uint got, string way)
    {
        if (First is { } first && first.Line <= batch.Lines[index])
            return;
        var operands = string.Join(' ', operation.Operands.Select((number, i) => number.Text(batch.Operands[i][index])));
        First = new VectorMismatch(batch.Lines[index], operands, operation.Result.Text(got), operation.Result.Text(batch.Expected[column][index]), way);
    }
}

/// <summary>A case that the model computes otherwise.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Operands">Codes in hexadecimal.</param>
/// <param name="Got">Code that the model gives.</param>
/// <param name="Expected">Code in the file.</param>
/// <param name="Way">Which of the model's implementations.</param>
public sealed record VectorMismatch(long Line, string Operands, string Got, string Expected, string Way);
