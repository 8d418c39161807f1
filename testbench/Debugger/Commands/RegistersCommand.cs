using System.Globalization;
using System.Text;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Shows the registers of a stream.</summary>
public sealed class RegistersCommand : DebuggerCommand
{
    private const int PerLine = 4;

    public override string Name => "regs";

    public override IReadOnlyList<string> Aliases => ["r"];

    public override string Usage => "regs [STREAM]";

    public override string Help => "the registers of a stream that are not zero";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var stream = text.StreamOrFocus();
        text.End();
        var registers = console.Session.SequencerOf(stream).R;
        var line = new StringBuilder();
        var shown = 0;
        for (var r = 0; r < registers.Length; r++)
        {
            if (registers[r].Q == 0)
                continue;
            line.Append(string.Create(CultureInfo.InvariantCulture, $"{$"R{r}",-4}{registers[r].Q,-15} "));
            if (++shown % PerLine != 0)
                continue;
            console.Line(line.ToString());
            line.Clear();
        }

        if (line.Length > 0)
            console.Line(line.ToString());
        console.Line(shown == 0 ? $"{stream}: all {registers.Length} registers are 0" : $"{stream}: the other {registers.Length - shown} registers are 0");
    }
}
