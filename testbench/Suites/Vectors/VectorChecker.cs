namespace Hardware.Testbench.Suites.Vectors;

/// <summary>Takes the cases of a vector file as a reader finds them, computes them in batches in every way, and counts.</summary>
public sealed class VectorChecker
{
    private readonly Dictionary<VectorOperation, Pending> _pending = [];
    private readonly List<VectorTally> _tallies = [];
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);

    /// <summary>One entry for each function, in the order of first cases.</summary>
    public IReadOnlyList<VectorTally> Tallies => _tallies;

    public bool Passed => _tallies.TrueForAll(t => t.Mismatches == 0);

    /// <summary>Lines that hold cases which the chip has no part in, by reason.</summary>
    public IReadOnlyDictionary<string, long> Skipped => _skipped;

    /// <param name="operation">Function of the case.</param>
    /// <param name="line">Line that it is on.</param>
    /// <param name="operands">A code for each operand.</param>
    /// <param name="expected">A code for each result column.</param>
    public void Add(VectorOperation operation, long line, ReadOnlySpan<uint> operands, ReadOnlySpan<uint> expected)
    {
        if (!_pending.TryGetValue(operation, out var pending))
        {
            _pending[operation] = pending = new Pending(operation);
            _tallies.Add(pending.Tally);
        }

        pending.Batch.Add(line, operands, expected);
        if (pending.Batch.IsFull)
            pending.Check();
    }

    public void Skip(string reason) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;

    /// <summary>Checks what is left; call it once, after the last case.</summary>
    public void Finish()
    {
        foreach (var pending in _pending.Values)
            pending.Check();
    }

    private sealed class Pending(VectorOperation operation)
    {
        private readonly uint[][] _results = [.. Enumerable.Range(0, operation.Results).Select(_ => new uint[VectorBatch.Capacity])];
        private readonly Verdict[] _verdicts = new Verdict[VectorBatch.Capacity];

        public VectorBatch Batch { get; } = new(operation.Operands.Count, operation.Results);

        public VectorTally Tally { get; } = new(operation);

        public void Check()
        {
            Array.Clear(_verdicts);
            for (var way = 0; way < operation.Ways.Count; way++)
            {
                operation.Evaluate(way, Batch, _results);
                for (var i = 0; i < Batch.Count; i++)
                {
                    for (var column = 0; column < operation.Results; column++)
                    {
                        var verdict = operation.Judge(way, Batch, i, column, _results[column][i]);
                        if (verdict == Verdict.Mismatch && _verdicts[i] != Verdict.Mismatch)
                            Tally.Note(Batch, i, column, _results[column][i], operation.Ways[way]);
                        _verdicts[i] = verdict > _verdicts[i] ? verdict : _verdicts[i];
                    }
                }
            }

            Tally.Add(_verdicts.AsSpan(0, Batch.Count));
            Batch.Clear();
        }
    }
}
