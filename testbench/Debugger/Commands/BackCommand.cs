using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Goes back in time.</summary>
public sealed class BackCommand : DebuggerCommand
{
    public override string Name => "back";

    public override IReadOnlyList<string> Aliases => ["b"];

    public override string Usage => "back [N] | back STREAM [N] | back cycle [N] | back TIME";

    public override string Help => "undo commands, or go back by instructions, cycles or to a time";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        if (!TryReturn(console.Session, text))
        {
            throw new InputException(
                DebuggerCode.DebuggerNothingEarlier, "that is before the start of the streams, or before the last change by hand; 'back' undoes one command");
        }

        StopReport.WriteWhere(console);
    }

    private static bool TryReturn(DebugSession session, CommandText text)
    {
        if (text.Raw.Length > 0 && char.IsAsciiDigit(text.Raw[0]) && char.IsAsciiLetter(text.Raw[^1]))
        {
            var tick = SimulatedTime.ParseTicks(text.Raw, session.Run.Grid, "back");
            return tick <= session.Now && session.ReturnToTick(tick);
        }

        if (text.TryWord("cycle"))
        {
            var cycles = Count(text);
            var clock = session.BaseClock;
            var cycle = (session.Now + clock.Period - 1) / clock.Period;
            return cycle >= cycles && session.ReturnToTick((cycle - cycles) * clock.Period);
        }

        if (text.TryStream(out var stream))
        {
            var instructions = Count(text);
            var executed = session.SequencerOf(stream).Sequence.Q;
            return executed >= instructions && session.ReturnToSequence(stream, executed - instructions);
        }

        return session.Undo(Count(text));
    }

    private static int Count(CommandText text)
    {
        var count = text.CountOr(1, text.StreamOr("a count, cycle or a time"));
        text.End();
        return count;
    }
}
