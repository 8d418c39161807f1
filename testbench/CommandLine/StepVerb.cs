using System.CommandLine;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Common.Systolic;
using Hardware.Testbench.Debugger;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>step PROGRAM</c>: the debugger.</summary>
internal static class StepVerb
{
    public static Command Create(CommandContext context)
    {
        var options = new StepOptions();
        var command = new Command("step", "Step through a program: breakpoints, registers, memory, and back in time.");
        options.AddTo(command);
        command.SetAction(parsed => Run(context, options, parsed));
        return command;
    }

    private static int Run(CommandContext context, StepOptions options, ParseResult parsed)
    {
        var spec = ChipOptions.Resolve(parsed.GetValue(options.Chip), parsed.GetValue(options.Set) ?? []);
        var image = ProgramFile.Load(parsed.GetValue(options.Program)!, parsed.GetValue(options.Define) ?? [], spec);
        var seed = parsed.GetValue(options.Seed);
        var inputs = InputSet.Resolve(image, parsed.GetValue(options.Input) ?? [], seed);
        var simulation = new SimulatorOptions { PowerUp = new PowerUpState(parsed.GetValue(options.Initial), seed) };
        using var script = parsed.GetValue(options.Script) is { } file ? OpenScript(file) : null;
        var run = new RunSession(image, spec, inputs, new SessionOptions(parsed.GetValue(options.Level), simulation));

        using var interrupt = new InterruptKey();
        var session = new DebugSession(run, interrupt.Take);
        var shellOptions = script is null
            ? new ShellOptions(Prompts: !Console.IsInputRedirected)
            : new ShellOptions(parsed.GetValue(options.Script)!, StopsAtErrors: true);
        var shell = new DebuggerShell(session, script ?? Console.In, context.Output, context.Error, shellOptions);
        if (!shell.Run())
            return ExitStatus.BadInput;
        return shell.WasInterrupted && script is not null ? ExitStatus.Interrupted : ExitStatus.Done;
    }

    private static StreamReader OpenScript(string file)
    {
        try
        {
            return new StreamReader(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(
                DiagnosticCode.DebuggerScriptUnreadable, $"--script: cannot read the file: {e.Message.TrimEnd('.')}; name a readable file of commands", new SourcePlace(file));
        }
    }

    /// <summary>Ctrl-C stops the command that runs, not the debugger.</summary>
    private sealed class InterruptKey : IDisposable
    {
        private int _pressed;

        public InterruptKey() => Console.CancelKeyPress += OnPress;

        /// <summary>True once for each press.</summary>
        public bool Take() => Interlocked.Exchange(ref _pressed, 0) != 0;

        public void Dispose() => Console.CancelKeyPress -= OnPress;

        private void OnPress(object? sender, ConsoleCancelEventArgs press)
        {
            press.Cancel = true;
            Interlocked.Exchange(ref _pressed, 1);
        }
    }

    /// <summary>The options of the verb.</summary>
    private sealed class StepOptions
    {
        public Argument<string> Program { get; } = new("PROGRAM") { Description = "program: assembly text (.nasm) or container (.neff)" };
        public Option<string?> Chip { get; } = new("--chip") { Description = "chip (default: the program's)", HelpName = "NAME" };
        public Option<string[]> Set { get; } = ChipOptions.Set();
        public Option<string[]> Define { get; } = new("--define") { Description = "value of a .define of the program", HelpName = "NAME=VALUE" };
        public Option<string[]> Input { get; } = new("--input") { Description = "input tensors: a .safetensors or .npy file", HelpName = "[NAME=]FILE" };
        public Option<ulong> Seed { get; } = new("--seed") { Description = "seed of generated inputs and random power-up content", DefaultValueFactory = _ => 1 };
        public Option<PowerUpPattern> Initial { get; } = new("--initial") { Description = "content of memories at power-up: zeros, ones or random", DefaultValueFactory = _ => PowerUpPattern.Random };
        public Option<ArrayLevel> Level { get; } = new("--level") { Description = "level of the systolic array: beat, or every processing element", DefaultValueFactory = _ => ArrayLevel.Beat };
        public Option<string?> Script { get; } = new("--script") { Description = "take the commands from FILE; the first mistake ends it", HelpName = "FILE" };

        public void AddTo(Command command)
        {
            command.Add(Program);
            foreach (var option in (Option[])[Chip, Set, Define, Input, Seed, Initial, Level, Script])
                command.Add(option);
        }
    }
}
