using System.CommandLine;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Testbench.Debugger;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>step PROGRAM</c>: the debugger.</summary>
internal static class StepVerb
{
    public static Command Create(CommandContext context)
    {
        var options = new StepOptions();
        var command = new Command("step", "Step through a program, forwards and back in time.");
        options.AddTo(command);
        command.SetAction(parsed => Run(context, options, parsed));
        return command;
    }

    private static int Run(CommandContext context, StepOptions options, ParseResult parsed)
    {
        var choice = options.Program.Read(parsed);
        var inputs = InputSet.Resolve(choice.Image, choice.Inputs, choice.Seed, choice.Spec.Formats);
        using var script = parsed.GetValue(options.Script) is { } file ? OpenScript(file) : null;
        var run = new RunSession(
            choice.Image, choice.Spec, inputs, new SessionOptions(choice.Level, new SimulatorOptions { PowerUp = choice.PowerUp }));

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
                DebuggerCode.DebuggerScriptUnreadable, $"--script: cannot read the file: {e.Message.TrimEnd('.')}; name a readable file of commands", new SourcePlace(file));
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

    /// <summary>The options of the verb: those of <c>run</c> that say what is run, and a script.</summary>
    private sealed class StepOptions
    {
        public ProgramOptions Program { get; } = new();
        public Option<string?> Script { get; } = OptionText.Of("--script", "FILE", "take the commands from FILE; a mistake ends it");

        public void AddTo(Command command)
        {
            command.Add(Program.Program);
            foreach (var option in (Option[])[Program.Chip, Program.Set, Program.Define, Program.Input, Program.Seed, Program.Initial, Program.Level, Script])
                command.Add(option);
        }
    }
}
