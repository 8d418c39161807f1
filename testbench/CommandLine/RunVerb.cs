using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>run PROGRAM</c>: loads a program, runs it, checks its outputs and reports.</summary>
internal static class RunVerb
{
    public static Command Create(CommandContext context)
    {
        var options = new RunOptions();
        var command = new Command("run", "Run a program (.nasm or .neff) and check its outputs.");
        options.AddTo(command);
        command.SetAction(parsed => new Execution(context, options, parsed).Run());
        return command;
    }

    /// <summary>One run of the verb.</summary>
    private sealed class Execution(CommandContext context, RunOptions options, ParseResult parsed)
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public int Run()
        {
            // Everything that the user gave is looked at before the run, so that a mistake costs no time and leaves no file.
            var spec = ChipOptions.Resolve(parsed.GetValue(options.Chip), parsed.GetValue(options.Set) ?? []);
            var seed = OptionValue.WholeNumber("--seed", parsed.GetValue(options.Seed)!);
            var powerUp = options.PowerUp(parsed, seed);
            var level = options.LevelOfArray(parsed);
            var tolerance = Tolerance();
            var image = ProgramFile.Load(parsed.GetValue(options.Program)!, parsed.GetValue(options.Define) ?? [], spec);
            var inputArguments = parsed.GetValue(options.Input) ?? [];
            var inputs = InputSet.Resolve(image, inputArguments, seed, spec.Formats);
            var expectations = OutputCheck.Prepare(image, inputs, ownInputs: inputArguments.Length == 0, Expected(), tolerance);
            using var log = parsed.GetValue(options.Verbose) ? new SimulationLog(context.Error) : null;
            var session = new RunSession(
                image, spec, inputs, new SessionOptions(level, new SimulatorOptions { PowerUp = powerUp }) { Logger = log?.Logger });
            log?.Follow(session);
            var limit = SimulatedTime.ParseTicks(parsed.GetValue(options.MaximumTime)!, session.Grid, "--max-time");

            using var recorders = Recorders.Create(session, spec, RecorderFiles());
            RunOutcome outcome;
            using (var progress = new RunProgress(context.Error, session.Grid, context.ShowsProgress))
                outcome = session.Run(limit, () => context.Cancellation.IsCancellationRequested, progress.Report);
            recorders.Close(outcome.Tick);
            if (outcome.End == RunEnd.Completed)
                WriteOutputs(outcome);

            context.Output.WriteLine($"{Path.GetFileName(parsed.GetValue(options.Program))}: {image.Title}");
            var status = Verdict(session, outcome, expectations);
            new RunReport(session, recorders.Statistics).Write(context.Output);
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"simulated in {_clock.Elapsed.TotalSeconds:F2} s"));
            foreach (var line in recorders.Files)
                context.Output.WriteLine(line);
            return status;
        }

        private int Verdict(RunSession session, RunOutcome outcome, IReadOnlyList<OutputExpectation> expectations)
        {
            switch (outcome.End)
            {
                case RunEnd.Completed:
                    var verdicts = OutputCheck.Compare(expectations, outcome.Outputs);
                    return VerdictReport.Write(context.Output, outcome.Outputs, verdicts, session) ? ExitStatus.Done : ExitStatus.Failed;
                case RunEnd.Fault:
                    context.Output.WriteLine("FAILED: the program did what the hardware forbids");
                    context.Error.WriteLine(FaultReport.OneLine(session, outcome));
                    return ExitStatus.Failed;
                case RunEnd.Interrupted:
                    context.Output.WriteLine("INTERRUPTED: every output file is closed and valid up to here");
                    return ExitStatus.Interrupted;
                default:
                    context.Output.WriteLine(outcome.End == RunEnd.Deadlock
                        ? "FAILED: deadlock: nothing can happen any more"
                        : $"FAILED: still running after --max-time {parsed.GetValue(options.MaximumTime)}");
                    WaitReport.Write(context.Output, session);
                    return ExitStatus.Failed;
            }
        }

        private void WriteOutputs(RunOutcome outcome)
        {
            if (parsed.GetValue(options.Output) is not { } folder)
                return;
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new InputException(
                    DiagnosticCode.OutputFolderNotCreated, $"--output: cannot make the folder: {e.Message.TrimEnd('.')}; another path would be right", new SourcePlace(folder));
            }

            foreach (var output in outcome.Outputs)
                NpyFile.Write(Path.Combine(folder, output.Name + ".npy"), output);
        }

        private Dictionary<string, Tensor>? Expected() => parsed.GetValue(options.Expect) is { } file
            ? TensorFile.ReadAll(file).ToDictionary(t => t.Name, StringComparer.Ordinal)
            : null;

        private Tensors.Tolerance? Tolerance()
        {
            var relative = OptionValue.Tolerance("--rtol", parsed.GetValue(options.RelativeTolerance));
            var absolute = OptionValue.Tolerance("--atol", parsed.GetValue(options.AbsoluteTolerance));
            return relative is null && absolute is null ? null : new Tensors.Tolerance(relative ?? 0, absolute ?? 0);
        }

        private RecorderFiles RecorderFiles() => new()
        {
            Vcd = parsed.GetValue(options.Vcd),
            Trace = parsed.GetValue(options.Trace) ?? [],
            From = parsed.GetValue(options.From),
            To = parsed.GetValue(options.To),
            Timeline = parsed.GetValue(options.Timeline),
            Log = parsed.GetValue(options.Log),
            Stats = parsed.GetValue(options.Stats),
        };
    }
}
