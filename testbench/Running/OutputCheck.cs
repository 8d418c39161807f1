using Hardware.Common.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Testbench.References;
using Hardware.Testbench.Tensors;
using ImageTolerance = Hardware.Firmware.Image.Tolerance;
using Tolerance = Hardware.Testbench.Tensors.Tolerance;

namespace Hardware.Testbench.Running;

/// <summary>One output held against one expectation.</summary>
/// <param name="Against">Where the expectation comes from: <c>reference NAME</c>, or a file.</param>
/// <param name="Comparison">The result.</param>
public sealed record OutputVerdict(string Against, TensorComparison Comparison);

/// <summary>Holds the outputs of a run against what they should be.</summary>
public static class OutputCheck
{
    /// <param name="image">The program: its reference, and the files and tolerances of its outputs.</param>
    /// <param name="inputs">The inputs of the run.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="ownInputs">True if the inputs are the program's defaults, so that the expectations stored with it apply.</param>
    /// <param name="given">Expectations from the command line, by name; they replace all others.</param>
    /// <param name="tolerance">Tolerance from the command line, or null for the program's own.</param>
    public static IReadOnlyList<OutputVerdict> Compare(
        ProgramImage image,
        IReadOnlyDictionary<string, Tensor> inputs,
        IReadOnlyList<Tensor> outputs,
        bool ownInputs,
        IReadOnlyDictionary<string, Tensor>? given = null,
        Tolerance? tolerance = null)
    {
        var verdicts = new List<OutputVerdict>();
        var formula = given is null && image.Reference.Length > 0
            ? ReferenceCatalog.Find(image.Reference).Compute(new ReferenceInputs(inputs.Values))
            : new Dictionary<string, double[]>(StringComparer.Ordinal);
        if (formula.Count > 0 && !outputs.Any(o => formula.ContainsKey(o.Name)))
        {
            throw new InputException(
                DiagnosticCode.ReferenceOutputsUnused,
                $"reference '{image.Reference}' gives {string.Join(", ", formula.Keys)}, and the program has no output of that name; rename its outputs");
        }

        foreach (var output in outputs)
        {
            var declared = image.FindTensor(output.Name)!;
            var allowed = tolerance ?? Convert(declared.Tolerance);
            if (given is not null)
            {
                if (given.TryGetValue(output.Name, out var expected))
                    verdicts.Add(new OutputVerdict("the given file", TensorComparison.Compare(output, expected, allowed)));
                continue;
            }

            if (formula.TryGetValue(output.Name, out var values))
                verdicts.Add(new OutputVerdict($"reference {image.Reference}", TensorComparison.Compare(output, values, allowed)));
            if (ownInputs && InputSet.FromFile(image, declared) is { } stored)
                verdicts.Add(new OutputVerdict(declared.File, TensorComparison.Compare(output, stored.ToDoubles(), allowed)));
        }

        return verdicts;
    }

    private static Tolerance Convert(ImageTolerance tolerance) => new(tolerance.Relative, tolerance.Absolute, tolerance.MaximumError);
}
