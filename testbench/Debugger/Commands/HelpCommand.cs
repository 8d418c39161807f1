using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Lists the commands.</summary>
public sealed class HelpCommand : DebuggerCommand
{
    public override string Name => "help";

    public override IReadOnlyList<string> Aliases => ["h"];

    public override string Usage => "help [COMMAND]";

    public override string Help => "list the commands, or the forms of one";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        if (text.AtEnd)
        {
            foreach (var command in CommandCatalog.All)
                console.Line($"{command.Name,-10} {command.Help}");
            console.Wrapped(
                "STREAM is dve, or core1.dve for another core; MEMORY a view such as x[0:4, 0:8] of a buffer or tensor, with 'as TYPE' if wanted, "
                + "or 'sbuf|psum|hbm ADDRESS [TYPE [COUNT]]'. An empty line repeats the last command.",
                indent: 0);
            return;
        }

        var name = text.Name("the name of a command");
        text.End();
        var found = CommandCatalog.Find(name) ?? throw new InputException(
            DebuggerCode.DebuggerTopicUnknown, $"there is no command '{name}'; 'help' lists the commands");
        console.Wrapped($"usage: {found.Usage}");
        console.Line(found.Help);
        if (found.Aliases.Count > 0)
            console.Line($"also: {string.Join(", ", found.Aliases)}");
    }
}
