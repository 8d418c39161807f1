using System.Globalization;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Shows semaphores, and events that are set.</summary>
public sealed class SemaphoresCommand : DebuggerCommand
{
    public override string Name => "sem";

    public override IReadOnlyList<string> Aliases => ["semaphores"];

    public override string Usage => "sem [NAME|NUMBER]";

    public override string Help => "semaphores that have a name or are not zero; events that are set";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var session = console.Session;
        if (!text.AtEnd)
        {
            var (core, number, name) = text.Semaphore();
            text.End();
            Write(console, core, number, name);
            return;
        }

        foreach (var core in session.Run.Board.Chip.Cores)
        {
            for (var s = 0; s < core.Semaphores.Semaphores.Length; s++)
            {
                var isNamed = session.Symbols.SemaphoresOf(core.Core).Any(n => n.Number == s);
                if (isNamed || core.Semaphores.Semaphores[s].Q != 0)
                    Write(console, core.Core, s, session.Symbols.SemaphoreName(core.Core, s));
            }

            for (var e = 0; e < core.Semaphores.Events.Length; e++)
            {
                if (core.Semaphores.Events[e].Q)
                    console.Line($"core{core.Core} E[{e}]".PadRight(14) + $"{session.Symbols.EventName(core.Core, e),-24} set");
            }
        }
    }

    private static void Write(DebuggerConsole console, int core, int number, string name)
    {
        var value = console.Session.Run.Board.Chip.Cores[core].Semaphores.Semaphores[number].Q;
        console.Line($"core{core} S[{number}]".PadRight(14) + string.Create(CultureInfo.InvariantCulture, $"{name,-24} {value}"));
    }
}
