using Hardware.Common.Diagnostics;
using Hardware.Firmware.Language;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger;

/// <summary>How a shell behaves.</summary>
/// <param name="File">Name of the script, for messages; empty for commands that a person types.</param>
/// <param name="Prompts">Asks for each command; else the commands are repeated in the output.</param>
/// <param name="StopsAtErrors">The first mistake ends the session.</param>
public sealed record ShellOptions(string File = "", bool Prompts = false, bool StopsAtErrors = false);

/// <summary>Reads commands line by line and carries them out.</summary>
public sealed class DebuggerShell(DebugSession session, TextReader input, TextWriter output, TextWriter error, ShellOptions options)
{
    public const string Prompt = "(neuron) ";

    private readonly DebuggerConsole _console = new(session, output);
    private SourceText? _last;

    /// <summary>True if the user interrupted the last command.</summary>
    public bool WasInterrupted => _console.WasInterrupted;

    /// <summary>Carries out commands until one ends the session, the input ends, or a mistake stops it.</summary>
    /// <returns>False if a mistake stopped it.</returns>
    public bool Run()
    {
        StopReport.WriteWhere(_console);
        for (var number = 1; !_console.IsOver && !(WasInterrupted && options.StopsAtErrors); number++)
        {
            if (options.Prompts)
                output.Write(Prompt);
            if (input.ReadLine() is not { } text)
                break;
            if (!TryExecute(text, number) && options.StopsAtErrors)
                return false;
        }

        return true;
    }

    private bool TryExecute(string text, int number)
    {
        var line = Line(text, number);
        if (line is null)
            return true;
        if (!options.Prompts)
            output.WriteLine($"{Prompt}{line.Text.Trim()}");
        try
        {
            Execute(line);
            return true;
        }
        catch (InputException mistake)
        {
            output.Flush();
            var inFile = options.File.Length > 0;
            error.WriteLine(inFile && mistake.Place is null ? new InputException(mistake.Code, mistake.Message, new SourcePlace(line.File, line.Number)).OneLine : mistake.OneLine);
            return false;
        }
    }

    // Null for a line without a command; an empty line repeats the last command of a person.
    private SourceText? Line(string text, int number)
    {
        var comment = text.IndexOf('#', StringComparison.Ordinal);
        var command = (comment < 0 ? text : text[..comment]).TrimEnd();
        if (command.Length > 0)
            return _last = new SourceText(options.File, options.File.Length > 0 ? number : 0, command);
        return options.Prompts && comment < 0 ? _last : null;
    }

    private void Execute(SourceText line)
    {
        var start = line.Text.Length - line.Text.TrimStart().Length;
        var end = start;
        while (end < line.Text.Length && !char.IsWhiteSpace(line.Text[end]))
            end++;
        var name = line.Text[start..end];
        var command = CommandCatalog.Find(name) ?? throw new InputException(
            DebuggerCode.DebuggerCommandUnknown,
            $"there is no command '{name}'{Suggestion.DidYouMean(name, CommandCatalog.All.Select(c => c.Name))}; 'help' lists the commands",
            line.At(start));
        _console.WasInterrupted = false;
        command.Execute(_console, new CommandText(session, command, line, end));
    }
}
