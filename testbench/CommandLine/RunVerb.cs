using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Common.Systolic;
using Hardware.Firmware.Image;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>run PROGRAM</c>: loads a program, runs it, checks its outputs and reports.</summary>
internal static class RunVerb
{
    private const string DefaultMaximumTime = "100ms";

    public static Command Create(CommandContext context)
    {
        var options = new RunOptions();
        var command = new Command("run", "Run a program (.nasm or .neff) and check its outputs.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(new Execution(context, options, parsed, cancellation).Run()));
        return command;
    }

    /// <summary>The options of the verb.</summary>
    private sealed class RunOptions
    {
        public Argument<string> Program { get; } = new("PROGRAM") { Description = "program: assembly text (.nasm) or container (.neff)" };
        public Option<string?> Chip { get; } = new("--chip") { Description = "chip (default: the program's)", HelpName = "NAME" };
        public Option<string[]> Set { get; } = ChipOptions.Set();
        public Option<string[]> Define { get; } = new("--define") { Description = "value of a .define of the program", HelpName = "NAME=VALUE" };
        public Option<string[]> Input { get; } = new("--input") { Description = "input tensors: a .safetensors or .npy file", HelpName = "[NAME=]FILE" };
        public Option<string?> Expect { get; } = new("--expect") { Description = "expected outputs (.safetensors or .npy)", HelpName = "FILE" };
        public Option<double?> RelativeTolerance { get; } = new("--rtol") { Description = "allowed error, relative to each expected value" };
        public Option<double?> AbsoluteTolerance { get; } = new("--atol") { Description = "allowed absolute error" };
        public Option<string?> Output { get; } = new("--output") { Description = "write the outputs as .npy files into DIR", HelpName = "DIR" };
        public Option<string?> Vcd { get; } = new("--vcd") { Description = "write a wave, with GTKWave files beside it", HelpName = "FILE" };
        public Option<string[]> Trace { get; } = new("--trace") { Description = "scope to trace, for instance board.chip.core0.vector (default: all)", HelpName = "SCOPE" };
        public Option<string?> From { get; } = new("--from") { Description = "start of the wave, for instance 10us", HelpName = "TIME" };
        public Option<string?> To { get; } = new("--to") { Description = "end of the wave", HelpName = "TIME" };
        public Option<string?> Timeline { get; } = new("--timeline") { Description = "write a Chrome/Perfetto trace", HelpName = "FILE" };
        public Option<string?> Log { get; } = new("--log") { Description = "write a line for each instruction", HelpName = "FILE" };
        public Option<string?> Stats { get; } = new("--stats") { Description = "write statistics as JSON", HelpName = "FILE" };
        public Option<ulong> Seed { get; } = new("--seed") { Description = "seed of generated inputs and random power-up content", DefaultValueFactory = _ => 1 };
        public Option<PowerUpPattern> Initial { get; } = new("--initial") { Description = "content of memories at power-up: zeros, ones or random", DefaultValueFactory = _ => PowerUpPattern.Random };
        public Option<string> MaximumTime { get; } = new("--max-time") { Description = "program time after which the run stops", HelpName = "TIME", DefaultValueFactory = _ => DefaultMaximumTime };
        public Option<ArrayLevel> Level { get; } = new("--level") { Description = "level of the systolic array: beat, or every processing element", DefaultValueFactory = _ => ArrayLevel.Beat };

        public void AddTo(Command command)
        {
            command.Add(Program);
            foreach (var option in (Option[])[Chip, Set, Define, Input, Expect, RelativeTolerance, AbsoluteTolerance, Output, Vcd, Trace, From, To,
                Timeline, Log, Stats, Seed, Initial, MaximumTime, Level])
            {
                command.Add(option);
            }
        }
    }

    /// <summary>One run of the verb.</summary>
    private sealed class Execution(CommandContext context, RunOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        public int Run()
        {
            var clock = Stopwatch.StartNew();
            var spec = ChipOptions.Resolve(parsed.GetValue(options.Chip), parsed.GetValue(options.Set) ?? []);
            var image = ProgramFile.Load(parsed.GetValue(options.Program)!, parsed.GetValue(options.Define) ?? [], spec);
            var inputArguments = parsed.GetValue(options.Input) ?? [];
            var seed = parsed.GetValue(options.Seed);
            var inputs = InputSet.Resolve(image, inputArguments, seed);
            var simulation = new SimulatorOptions { PowerUp = new PowerUpState(parsed.GetValue(options.Initial), seed) };
            var session = new RunSession(image, spec, inputs, new SessionOptions(parsed.GetValue(options.Level), simulation));
            var limit = SimulatedTime.ParseTicks(parsed.GetValue(options.MaximumTime)!, session.Grid, "--max-time");
            var expected = Expected();

            using var recorders = Recorders.Create(session, spec, RecorderFiles());
            var outcome = session.Run(limit, () => cancellation.IsCancellationRequested, Progress(session));
            recorders.Close(outcome.Tick);

            context.Output.WriteLine($"{Path.GetFileName(parsed.GetValue(options.Program))}: {image.Title}");
            var status = Verdict(session, outcome, image, inputs, inputArguments.Length == 0, expected);
            var report = new RunReport(session, recorders.Statistics);
            report.Write(context.Output);
            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"simulated in {clock.Elapsed.TotalSeconds:F2} s"));
            foreach (var line in recorders.Files)
                context.Output.WriteLine(line);
            return status;
        }

        private Dictionary<string, Tensor>? Expected()
        {
            if (parsed.GetValue(options.Expect) is not { } file)
                return null;
            return TensorFile.ReadAll(file).ToDictionary(t => t.Name, StringComparer.Ordinal);
        }

        private Tensors.Tolerance? Tolerance()
        {
            var (relative, absolute) = (parsed.GetValue(options.RelativeTolerance), parsed.GetValue(options.AbsoluteTolerance));
            return relative is null && absolute is null ? null : new Tensors.Tolerance(relative ?? 0, absolute ?? 0);
        }

        private int Verdict(
            RunSession session,
            RunOutcome outcome,
            ProgramImage image,
            IReadOnlyDictionary<string, Tensor> inputs,
            bool ownInputs,
            IReadOnlyDictionary<string, Tensor>? expected)
        {
            switch (outcome.End)
            {
                case RunEnd.Completed:
                    WriteOutputs(outcome);
                    var verdicts = OutputCheck.Compare(image, inputs, outcome.Outputs, ownInputs, expected, Tolerance());
                    return VerdictReport.Write(context.Output, outcome.Outputs, verdicts, session) ? ExitStatus.Done : ExitStatus.Failed;
                case RunEnd.Fault:
                    var fault = outcome.Fault!;
                    context.Error.WriteLine(new InputException(
                        fault.Code,
                        $"{fault.Message} ({SourcePlaces.Describe(fault.By)} at {session.Grid.Microseconds(outcome.Tick):F3} us)",
                        SourcePlaces.Of(session.Plan, fault.By)).OneLine);
                    return ExitStatus.Failed;
                case RunEnd.Interrupted:
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

        private static Action<long>? Progress(RunSession session)
        {
            if (Console.IsErrorRedirected)
                return null;
            var last = Stopwatch.StartNew();
            return tick =>
            {
                if (last.ElapsedMilliseconds < 1000)
                    return;
                last.Restart();
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\rsimulated {session.Grid.Microseconds(tick):N1} us  "));
            };
        }
    }
}
