namespace Hardware.Testbench.Suites.Vectors;

/// <summary>A function of vector files and how the model computes it. It may do so in several ways, which must all give the result.</summary>
public abstract class VectorOperation
{
    /// <summary>TestFloat's name of the function, for example <c>f32_add</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the model that computes it, in a few words.</summary>
    public required string Means { get; init; }

    public required IReadOnlyList<VectorNumber> Operands { get; init; }

    /// <summary>Type of every result column.</summary>
    public required VectorNumber Result { get; init; }

    /// <summary>Result columns; 1 but for conversions to FP8, whose second one is the saturating conversion.</summary>
    public int Results { get; init; } = 1;

    /// <summary>Implementations, as a mismatch names them.</summary>
    public abstract IReadOnlyList<string> Ways { get; }

    /// <summary>The rule of docs/numerics.md by which results may differ from a file's, in a few words; null if none does.</summary>
    public virtual string? Rule => null;

    /// <summary>Computes a batch in one way.</summary>
    /// <param name="way">Index in <see cref="Ways"/>.</param>
    /// <param name="batch">The operands.</param>
    /// <param name="results">Receives codes: a row for each result column.</param>
    public abstract void Evaluate(int way, VectorBatch batch, uint[][] results);

    /// <summary>Compares one result. NaN matches any NaN: payloads and signs of NaN are each implementation's own.</summary>
    public virtual Verdict Judge(int way, VectorBatch batch, int index, int column, uint got)
    {
        var expected = batch.Expected[column][index];
        return got == expected || (Result.IsNan(got) && Result.IsNan(expected)) ? Verdict.Match : Verdict.Mismatch;
    }
}

/// <summary>What comes of comparing one result.</summary>
public enum Verdict : byte
{
    Match,

    /// <summary>The file differs where the model's documentation says otherwise, and the model gives what that says.</summary>
    Documented,

    Mismatch,
}
