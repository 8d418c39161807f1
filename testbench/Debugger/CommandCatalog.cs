using Hardware.Testbench.Debugger.Commands;

namespace Hardware.Testbench.Debugger;

/// <summary>All commands of the debugger, in the order in which <c>help</c> lists them.</summary>
public static class CommandCatalog
{
    public static IReadOnlyList<DebuggerCommand> All { get; } =
    [
        new StepCommand(), new CycleCommand(), new ToCommand(), new ContinueCommand(), new BackCommand(),
        new BreakCommand(), new WatchCommand(), new DeleteCommand(), new InfoCommand(),
        new EnginesCommand(), new WhyCommand(), new ListCommand(), new RegistersCommand(), new SemaphoresCommand(), new QueueCommand(),
        new ShowCommand(), new PokeCommand(), new SetCommand(), new HelpCommand(), new QuitCommand(),
    ];

    /// <summary>The command of a name or alias, or null.</summary>
    public static DebuggerCommand? Find(string name)
    {
        foreach (var command in All)
        {
            if (string.Equals(command.Name, name, StringComparison.Ordinal) || command.Aliases.Contains(name, StringComparer.Ordinal))
                return command;
        }

        return null;
    }
}
