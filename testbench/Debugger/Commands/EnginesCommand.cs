using System.Globalization;
using Hardware.Common.Engines.Sequencing;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Lists the streams and what each is doing.</summary>
public sealed class EnginesCommand : DebuggerCommand
{
    public override string Name => "engines";

    public override IReadOnlyList<string> Aliases => ["e"];

    public override string Usage => "engines";

    public override string Help => "list the streams: index, state, since when, instruction";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        text.End();
        var session = console.Session;
        console.Line("  stream      index  state    since (us)  instruction");
        foreach (var stream in session.Symbols.Streams)
        {
            var sequencer = session.SequencerOf(stream);
            var mark = stream == session.Focus ? '>' : ' ';
            if (stream == session.FaultedStream)
            {
                var at = session.Fault!.By.Instruction;
                console.Line($"{mark} {stream,-11} {at,5}  {"Fault",-7}  {"",10}  {StopReport.Instruction(session, stream, at)}");
                continue;
            }

            if (sequencer.IsStopped)
            {
                console.Line($"{mark} {stream,-11} {"",5}  {sequencer.State.Q}");
                continue;
            }

            var pc = sequencer.ProgramCounter.Q;
            var isDecoded = sequencer.State.Q != SequencerState.Fetch;
            var since = isDecoded ? session.Run.Grid.Microseconds(sequencer.WaitingSince.Q).ToString("F3", CultureInfo.InvariantCulture) : "";
            console.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{mark} {stream,-11} {pc,5}  {sequencer.State.Q,-7}  {since,10}  {StopReport.Instruction(session, stream, pc)}"));
        }
    }
}
