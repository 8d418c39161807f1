using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Goes on to a time, or until a stream comes to an instruction.</summary>
public sealed class ToCommand : ForwardCommand
{
    public override string Name => "to";

    public override IReadOnlyList<string> Aliases => ["until"];

    public override string Usage => "to TIME | to [STREAM:]LABEL";

    public override string Help => "go on to a time (12.5us) or to an instruction (dve:loop)";

    protected override Stop Run(DebugSession session, CommandText text)
    {
        if (text.Raw.Length > 0 && char.IsAsciiDigit(text.Raw[0]) && char.IsAsciiLetter(text.Raw[^1]))
            return ToTime(session, text.Raw);
        var (stream, pc, _) = text.Instruction();
        text.End();
        session.Focus = stream;
        var arrival = new Arrival(session, stream);
        return session.Forward(() => arrival.HasCome(session) && session.SequencerOf(stream).ProgramCounter.Q == pc);
    }

    private static Stop ToTime(DebugSession session, string time)
    {
        var tick = SimulatedTime.ParseTicks(time, session.Run.Grid, "to");
        return tick > session.Now
            ? session.Forward(() => false, tick)
            : throw new InputException(DebuggerCode.DebuggerTimePassed, $"{time} has passed; a later time, or 'back {time}', would be right");
    }
}
