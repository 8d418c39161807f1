using Hardware.Common.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.References;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Running;

/// <summary>What one output should be.</summary>
/// <param name="Output">Name of the output.</param>
/// <param name="Against">Where the expectation comes from: <c>reference NAME</c>, or a file.</param>
/// <param name="Values">A value for each element, in row-major order.</param>
/// <param name="Tolerance">How far the output may be from it.</param>
public sealed record OutputExpectation(string Output, string Against, double[] Values, Tolerance Tolerance)
{
    /// <summary>True if a formula gave the values, false if a file did.</summary>
    public bool IsReference => Against.StartsWith("reference ", StringComparison.Ordinal);
}

/// <summary>One output held against one expectation.</summary>
/// <param name="Expectation">What it should be.</param>
/// <param name="Comparison">The result.</param>
public sealed record OutputVerdict(OutputExpectation Expectation, TensorComparison Comparison)
{
    /// <summary>Where the expectation comes from.</summary>
    public string Against => Expectation.Against;
}

/// <summary>Holds the outputs of a run against what they should be.</summary>
public static class OutputCheck
{
    /// <summary>Reads and computes what the outputs should be; before the run, so that a mistake in it costs no time.</summary>
    /// <param name="image">The program: its reference, and the files and tolerances of its outputs.</param>
    /// <param name="inputs">The inputs of the run.</param>
    /// <param name="ownInputs">True if the inputs are the program's defaults, so that the expectations stored with it apply.</param>
    /// <param name="given">Expectations from the command line, by name; they replace all others.</param>
    /// <param name="tolerance">Tolerance from the command line, or null for the program's own.</param>
    /// <exception cref="InputException">An expectation cannot be read, has another shape, or belongs to no output.</exception>
    public static IReadOnlyList<OutputExpectation> Prepare(
        ProgramImage image,
        IReadOnlyDictionary<string, Tensor> inputs,
        bool ownInputs,
        IReadOnlyDictionary<string, Tensor>? given = null,
        Tolerance? tolerance = null)
    {
        var outputs = image.Tensors.FindAll(t => t.Kind == TensorKind.Output);
        if (given is not null)
            return Given(outputs, given, tolerance);
        var formula = Formula(image, inputs, outputs);
        var expectations = new List<OutputExpectation>();
        foreach (var output in outputs)
        {
            var allowed = tolerance ?? Convert(output.Tolerance);
            if (formula.TryGetValue(output.Name, out var values))
                expectations.Add(new OutputExpectation(output.Name, $"reference {image.Reference}", values, allowed));
            if (ownInputs && InputSet.FromFile(image, output) is { } stored)
                expectations.Add(new OutputExpectation(output.Name, output.File, InputSet.Reshape(stored, output, output.File).ToDoubles(), allowed));
        }

        return expectations;
    }

    /// <summary>The verdicts, in the order of the expectations.</summary>
    public static IReadOnlyList<OutputVerdict> Compare(IReadOnlyList<OutputExpectation> expectations, IReadOnlyList<Tensor> outputs)
    {
        var verdicts = new List<OutputVerdict>();
        foreach (var expectation in expectations)
        {
            var output = outputs.First(o => string.Equals(o.Name, expectation.Output, StringComparison.Ordinal));
            verdicts.Add(new OutputVerdict(expectation, TensorComparison.Compare(output, expectation.Values, expectation.Tolerance)));
        }

        return verdicts;
    }

    /// <summary><see cref="Prepare"/> and <see cref="Compare(IReadOnlyList{OutputExpectation}, IReadOnlyList{Tensor})"/> at once.</summary>
    public static IReadOnlyList<OutputVerdict> Compare(
        ProgramImage image, IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<Tensor> outputs, bool ownInputs) =>
        Compare(Prepare(image, inputs, ownInputs), outputs);

    private static List<OutputExpectation> Given(List<ProgramTensor> outputs, IReadOnlyDictionary<string, Tensor> given, Tolerance? tolerance)
    {
        var expectations = new List<OutputExpectation>();
        foreach (var output in outputs)
        {
            if (given.TryGetValue(output.Name, out var expected))
            {
                var values = InputSet.Reshape(expected, output, "--expect").ToDoubles();
                expectations.Add(new OutputExpectation(output.Name, "the given file", values, tolerance ?? Convert(output.Tolerance)));
            }
        }

        if (expectations.Count == 0)
        {
            throw new InputException(
                OptionCode.ExpectationUnused,
                $"--expect gives {string.Join(", ", given.Keys)}, but the outputs of the program are {string.Join(", ", outputs.Select(o => o.Name))}; equal names would be right");
        }

        return expectations;
    }

    private static IReadOnlyDictionary<string, double[]> Formula(
        ProgramImage image, IReadOnlyDictionary<string, Tensor> inputs, List<ProgramTensor> outputs)
    {
        if (image.Reference.Length == 0)
            return new Dictionary<string, double[]>(StringComparer.Ordinal);
        var formula = ReferenceCatalog.Find(image.Reference).Compute(new ReferenceInputs(inputs.Values));
        if (!outputs.Exists(o => formula.ContainsKey(o.Name)))
        {
            throw new InputException(
                OptionCode.ReferenceOutputsUnused,
                $"reference '{image.Reference}' gives {string.Join(", ", formula.Keys)}, and the program has no output of that name; rename its outputs");
        }

        return formula;
    }

    private static Tolerance Convert(OutputTolerance tolerance) => new(tolerance.Relative, tolerance.Absolute, tolerance.MaximumError);
}
