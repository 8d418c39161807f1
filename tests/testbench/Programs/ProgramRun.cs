using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Firmware.Image;
using Hardware.Testbench.Boards;
using Hardware.Testbench.CommandLine;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;
using Hardware.Testbench.Tests.CommandLine;

namespace Hardware.Testbench.Tests.Programs;

/// <summary>A sample program on a whole chip, from load to comparison.</summary>
internal sealed class ProgramRun
{
    private const ulong Seed = 1;

    private ProgramRun(ProgramImage image, IReadOnlyDictionary<string, Tensor> inputs, RunOutcome outcome, bool ownInputs)
    {
        Image = image;
        Inputs = inputs;
        Outcome = outcome;
        Verdicts = outcome.End == RunEnd.Completed ? OutputCheck.Compare(image, inputs, outcome.Outputs, ownInputs) : [];
    }

    public static string Folder { get; } = Path.Combine(CommandRunner.Root, "firmware", "programs");

    public ProgramImage Image { get; }

    public IReadOnlyDictionary<string, Tensor> Inputs { get; }

    public RunOutcome Outcome { get; }

    public IReadOnlyList<OutputVerdict> Verdicts { get; }

    /// <summary>Runs a program of <c>firmware/programs</c>.</summary>
    /// <param name="program">Name without the extension.</param>
    /// <param name="defines">NAME=VALUE, with blanks between.</param>
    /// <param name="replaced">Inputs in place of the program's own.</param>
    /// <param name="simulator">Conditions of the simulation.</param>
    /// <param name="observer">Sees what the chip executes.</param>
    /// <param name="parameters">Numbers of the chip to change.</param>
    /// <param name="chip">The chip.</param>
    public static ProgramRun Of(
        string program,
        string defines = "",
        IReadOnlyList<Tensor>? replaced = null,
        SimulatorOptions? simulator = null,
        IExecutionObserver? observer = null,
        IReadOnlyDictionary<string, long>? parameters = null,
        string chip = "inferentia2")
    {
        var spec = ChipCatalog.Create(chip);
        if (parameters is not null)
            spec = spec.With(parameters);
        var image = ProgramFile.Load(
            Path.Combine(Folder, program + ".nasm"), defines.Split(' ', StringSplitOptions.RemoveEmptyEntries), spec);
        var inputs = new Dictionary<string, Tensor>(InputSet.Resolve(image, [], Seed), StringComparer.Ordinal);
        foreach (var tensor in replaced ?? [])
            inputs[tensor.Name] = tensor;
        var session = new RunSession(image, spec, inputs, new SessionOptions(Simulator: simulator));
        if (observer is not null)
            session.Observers.Add(observer);
        return new ProgramRun(image, inputs, session.Run(), replaced is null);
    }

    public Tensor Output(string name) => Outcome.Outputs.Single(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    /// <summary>Every output has been held against the reference, and none is out of tolerance.</summary>
    public void AssertPassed()
    {
        Assert.That(Outcome.End, Is.EqualTo(RunEnd.Completed), Outcome.Fault?.Message);
        var outputs = Image.Tensors.Where(t => t.Kind == TensorKind.Output).Select(t => t.Name);
        var compared = Verdicts.Where(v => v.Against.StartsWith("reference", StringComparison.Ordinal)).Select(v => v.Comparison.Tensor.Name);
        Assert.That(compared, Is.EquivalentTo(outputs));
        foreach (var verdict in Verdicts)
            Assert.That(verdict.Comparison.Passed, Is.True, $"{verdict.Comparison.Tensor.Name}, {verdict.Against}: {verdict.Comparison}");
    }
}
