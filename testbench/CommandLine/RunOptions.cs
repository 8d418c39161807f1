using System.CommandLine;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Common.Systolic;

namespace Hardware.Testbench.CommandLine;

/// <summary>The options of <c>run</c>, some of which <c>step</c> shares. Their texts fit a terminal of 80 columns.</summary>
internal sealed class RunOptions
{
    public const string DefaultMaximumTime = "10ms";

    public Argument<string> Program { get; } = new("PROGRAM") { Description = "assembly text (.nasm) or container (.neff)" };
    public Option<string?> Chip { get; } = Text("--chip", "NAME", "chip (inferentia2)");
    public Option<string[]> Set { get; } = ChipOptions.Set();
    public Option<string[]> Define { get; } = Texts("--define", "NAME=VALUE", "value of a .define of the program");
    public Option<string[]> Input { get; } = Texts("--input", "[NAME=]FILE", "input tensors: .safetensors or .npy");
    public Option<string?> Expect { get; } = Text("--expect", "FILE", "expected outputs: .safetensors or .npy");
    public Option<string?> RelativeTolerance { get; } = Text("--rtol", "NUMBER", "allowed error relative to each expected value");
    public Option<string?> AbsoluteTolerance { get; } = Text("--atol", "NUMBER", "allowed absolute error");
    public Option<string?> Output { get; } = Text("--output", "DIR", "write the outputs as .npy files into DIR");
    public Option<string?> Vcd { get; } = Text("--vcd", "FILE", "write a wave, with GTKWave files beside it");
    public Option<string[]> Trace { get; } = Texts("--trace", "SCOPE", "trace this only, e.g. board.chip.core0.vector");
    public Option<string?> From { get; } = Text("--from", "TIME", "start of the wave, e.g. 10us");
    public Option<string?> To { get; } = Text("--to", "TIME", "end of the wave");
    public Option<string?> Timeline { get; } = Text("--timeline", "FILE", "write a Chrome/Perfetto trace");
    public Option<string?> Log { get; } = Text("--log", "FILE", "write a line for each instruction");
    public Option<string?> Stats { get; } = Text("--stats", "FILE", "write statistics as JSON");
    public Option<string> Seed { get; } = Text("--seed", "NUMBER", "seed of inputs and random memory", "1");
    public Option<string> Initial { get; } = Text("--initial", "zeros|ones|random", "memories at power-up", "random");
    public Option<string> MaximumTime { get; } = Text("--max-time", "TIME", "program time that stops the run", DefaultMaximumTime);
    public Option<string> Level { get; } = Text("--level", "pe|beat", "array: each PE, or wave-fronts", "beat");
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "tell the milestones of the run on stderr" };

    public void AddTo(Command command)
    {
        command.Add(Program);
        foreach (var option in (Option[])[Chip, Set, Define, Input, Expect, RelativeTolerance, AbsoluteTolerance, Output, Vcd, Trace, From, To,
            Timeline, Log, Stats, Seed, Initial, MaximumTime, Level, Verbose])
        {
            command.Add(option);
        }
    }

    /// <summary>What memories hold at power-up.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seed">Seed of random content.</param>
    /// <exception cref="InputException"><see cref="DiagnosticCode.OptionChoiceUnknown"/>.</exception>
    public PowerUpState PowerUp(ParseResult parsed, ulong seed) => new(
        OptionValue.Choice(
            "--initial", parsed.GetValue(Initial)!, ("zeros", PowerUpPattern.Zeros), ("ones", PowerUpPattern.Ones), ("random", PowerUpPattern.Random)),
        seed);

    /// <summary>How finely the array is modelled.</summary>
    /// <exception cref="InputException"><see cref="DiagnosticCode.OptionChoiceUnknown"/>.</exception>
    public ArrayLevel LevelOfArray(ParseResult parsed) => OptionValue.Choice(
        "--level", parsed.GetValue(Level)!, ("pe", ArrayLevel.ProcessingElement), ("beat", ArrayLevel.Beat));

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    private static Option<string> Text(string name, string help, string description, string value) =>
        new(name) { HelpName = help, Description = description, DefaultValueFactory = _ => value };

    private static Option<string[]> Texts(string name, string help, string description) => new(name) { HelpName = help, Description = description };
}
