using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Firmware.Image;
using Hardware.Testbench.Diagnostics;
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
            using var progress = new RunProgress(context.Error, context.ShowsProgress);
            var tolerance = Tolerance();
            var choice = options.Program.Read(parsed);
            var (image, spec) = (choice.Image, choice.Spec);
            CheckFiles(choice);
            CheckWaveOptions();
            progress.Tell("preparing inputs and reference");
            var inputs = InputSet.Resolve(image, choice.Inputs, choice.Seed, spec.Formats);
            var expectations = OutputCheck.Prepare(image, inputs, ownInputs: choice.Inputs.Count == 0, Expected(), tolerance);
            if (tolerance is not null && expectations.Count == 0)
                throw new InputException(OptionCode.ToleranceUnused, "--rtol and --atol have nothing to compare: the program has no reference; --expect FILE gives one");
            using var log = parsed.GetValue(options.Verbose) ? new SimulationLog(context.Error) : null;
            var session = new RunSession(
                image, spec, inputs, new SessionOptions(choice.Level, new SimulatorOptions { PowerUp = choice.PowerUp }) { Logger = log?.Logger });
            log?.Follow(session);
            var limit = SimulatedTime.ParseTicks(parsed.GetValue(options.MaximumTime)!, session.Grid, "--max-time");

            using var recorders = Recorders.Create(session, spec, RecorderFiles());
            progress.Tell("loading");
            var outcome = session.Run(limit, () => context.Cancellation.IsCancellationRequested, tick => progress.Report(session.Grid, tick));
            progress.Dispose();
            recorders.Close(outcome.Tick);
            if (outcome.End == RunEnd.Completed)
                WriteOutputs(outcome);

            context.Output.WriteLine($"{Path.GetFileName(choice.Path)}: {image.Title}");
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
                    context.Output.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"INTERRUPTED: every output file is closed and valid up to here, {session.Grid.Microseconds(outcome.Tick):N3} us after power-up ({(session.IsRunning ? "in the program" : "before it")})"));
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
                    OptionCode.OutputFolderNotCreated, $"--output: cannot make the folder: {e.Message.TrimEnd('.')}; another path would be right", new SourcePlace(folder));
            }

            foreach (var output in outcome.Outputs)
                NpyFile.Write(OutputPath(folder, output.Name), output);
        }

        private Dictionary<string, Tensor>? Expected()
        {
            if (parsed.GetValue(options.Expect) is not { Length: > 0 } arguments)
                return null;
            var expected = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            foreach (var argument in arguments)
            {
                var equals = argument.IndexOf('=', StringComparison.Ordinal);
                foreach (var tensor in equals > 0 ? [InputSet.ReadNamed(argument[(equals + 1)..], argument[..equals])] : TensorFile.ReadAll(argument))
                    expected[tensor.Name] = tensor;
            }

            return expected;
        }

        private Tensors.Tolerance? Tolerance()
        {
            var relative = OptionValue.Tolerance("--rtol", parsed.GetValue(options.RelativeTolerance));
            var absolute = OptionValue.Tolerance("--atol", parsed.GetValue(options.AbsoluteTolerance));
            return relative is null && absolute is null ? null : new Tensors.Tolerance(relative ?? 0, absolute ?? 0);
        }

        private void CheckFiles(ProgramChoice choice)
        {
            var names = new FileNames();
            choice.NoteFiles(names);
            foreach (var argument in parsed.GetValue(options.Expect) ?? [])
                names.Read("--expect", argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            names.Write("--vcd", parsed.GetValue(options.Vcd));
            if (parsed.GetValue(options.Vcd) is { } wave)
                names.Write("the save file of --vcd", Path.ChangeExtension(wave, ".gtkw"));
            names.Write("--timeline", parsed.GetValue(options.Timeline));
            names.Write("--log", parsed.GetValue(options.Log));
            names.Write("--stats", parsed.GetValue(options.Stats));
            if (parsed.GetValue(options.Output) is not { } folder)
                return;
            foreach (var output in choice.Image.Tensors.Where(t => t.Kind == TensorKind.Output))
                names.Write("--output", OutputPath(folder, output.Name));
        }

        private void CheckWaveOptions()
        {
            if (parsed.GetValue(options.Vcd) is not null)
                return;
            var given = parsed.GetValue(options.Trace) is { Length: > 0 } ? "--trace" : parsed.GetValue(options.From) is not null ? "--from" : "--to";
            if (given is not "--to" || parsed.GetValue(options.To) is not null)
                throw new InputException(OptionCode.WaveOptionWithoutWave, $"{given} says how to write a wave, but none is written; --vcd FILE writes one");
        }

        private static string OutputPath(string folder, string output) => Path.Combine(folder, output + ".npy");

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
