using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Reports;

/// <summary>Prints whether the outputs are right, one line a tensor; on a mismatch also who wrote the first bad element.</summary>
public static class VerdictReport
{
    /// <returns>True if every comparison passed.</returns>
    public static bool Write(TextWriter output, IReadOnlyList<Tensor> outputs, IReadOnlyList<OutputVerdict> verdicts, RunSession session)
    {
        var bad = verdicts.Where(v => !v.Comparison.Passed).ToList();
        if (verdicts.Count == 0)
        {
            output.WriteLine("no reference: nothing to compare with; digests of the outputs follow");
            foreach (var tensor in outputs)
                output.WriteLine($"  {tensor.Name} {TensorDigest.Of(tensor)}");
            return true;
        }

        output.WriteLine(bad.Count == 0 ? $"PASSED: {verdicts.Count} comparisons" : $"FAILED: {bad.Count} of {verdicts.Count} comparisons");
        foreach (var verdict in verdicts)
            output.WriteLine($"  {(verdict.Comparison.Passed ? "ok " : "BAD")} {verdict.Comparison}, against {verdict.Against}");
        if (bad.Count > 0)
            WriteBlame(output, bad, session);
        return bad.Count == 0;
    }

    private static void WriteBlame(TextWriter output, List<OutputVerdict> bad, RunSession session)
    {
        foreach (var verdict in bad.DistinctBy(v => v.Comparison.Tensor.Name, StringComparer.Ordinal))
        {
            var search = new LastWriterSearch(session);
            foreach (var line in search.Explain(verdict.Comparison.Tensor.Name, verdict.Comparison.FirstBad!.Flat))
                output.WriteLine($"      {line}");
        }
    }
}
