using System.CommandLine;

namespace Hardware.Testbench.CommandLine;

/// <summary>The options of <c>run</c>. Their texts fit a terminal of 80 columns.</summary>
internal sealed class RunOptions
{
    public const string DefaultMaximumTime = "10ms";

    public ProgramOptions Program { get; } = new();
    public Option<string[]> Expect { get; } = OptionText.Many("--expect", "[NAME=]FILE", "expected outputs: .safetensors or .npy");
    public Option<string?> RelativeTolerance { get; } = OptionText.Of("--rtol", "NUMBER", "allowed error relative to each expected value");
    public Option<string?> AbsoluteTolerance { get; } = OptionText.Of("--atol", "NUMBER", "allowed absolute error");
    public Option<string?> Output { get; } = OptionText.Of("--output", "DIR", "write the outputs as .npy files into DIR");
    public Option<string?> Vcd { get; } = OptionText.Of("--vcd", "FILE", "write a wave, with GTKWave files beside it");
    public Option<string[]> Trace { get; } = OptionText.Many("--trace", "SCOPE", "trace this only, e.g. board.chip.core0.vector");
    public Option<string?> From { get; } = OptionText.Of("--from", "TIME", "start of the wave, e.g. 150us after power-up");
    public Option<string?> To { get; } = OptionText.Of("--to", "TIME", "end of the wave, also counted from power-up");
    public Option<string?> Timeline { get; } = OptionText.Of("--timeline", "FILE", "write a Chrome/Perfetto trace");
    public Option<string?> Log { get; } = OptionText.Of("--log", "FILE", "write a line for each instruction");
    public Option<string?> Stats { get; } = OptionText.Of("--stats", "FILE", "write statistics as JSON");
    public Option<string> MaximumTime { get; } = OptionText.Of("--max-time", "TIME", "stop this long after the start", DefaultMaximumTime);
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "tell the milestones of the run on stderr" };

    /// <summary>Adds the options in the order in which help lists them.</summary>
    public void AddTo(Command command)
    {
        command.Add(Program.Program);
        foreach (var option in (Option[])[Program.Chip, Program.Set, Program.Define, Program.Input, Expect, RelativeTolerance, AbsoluteTolerance, Output,
            Vcd, Trace, From, To, Timeline, Log, Stats, Program.Seed, Program.Initial, MaximumTime, Program.Level, Verbose])
        {
            command.Add(option);
        }
    }
}
