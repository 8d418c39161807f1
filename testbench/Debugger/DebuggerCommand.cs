using Hardware.Testbench.Reports;

namespace Hardware.Testbench.Debugger;

/// <summary>A command of the debugger. A further one is a further class of this kind and a line in the <see cref="CommandCatalog"/>.</summary>
public abstract class DebuggerCommand
{
    public abstract string Name { get; }

    /// <summary>Other names, shorter ones mostly.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>The name and what may follow it.</summary>
    public abstract string Usage { get; }

    /// <summary>One line for <c>help</c>.</summary>
    public abstract string Help { get; }

    /// <summary>Carries the command out.</summary>
    /// <param name="console">The session, and where to write.</param>
    /// <param name="text">What follows the name.</param>
    /// <exception cref="Hardware.Common.Diagnostics.InputException">The command cannot be carried out; the session goes on.</exception>
    public abstract void Execute(DebuggerConsole console, CommandText text);
}

/// <summary>What commands act on.</summary>
/// <param name="session">The run.</param>
/// <param name="output">Where they write.</param>
public sealed class DebuggerConsole(DebugSession session, TextWriter output)
{
    public DebugSession Session => session;

    public TextWriter Output => output;

    /// <summary>True once a command ended the session.</summary>
    public bool IsOver { get; set; }

    /// <summary>True if the user interrupted the last command.</summary>
    public bool WasInterrupted { get; set; }

    /// <summary>Writes a line, cut to the width of the screen.</summary>
    public void Line(string text) => output.WriteLine(Columns.Fit(text.TrimEnd()));

    /// <summary>Writes a line, broken at spaces where it is too long.</summary>
    public void Wrapped(string text, int indent = 4)
    {
        foreach (var line in Columns.Wrap(text.TrimEnd(), indent))
            output.WriteLine(line);
    }
}
