using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Sequencing;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Goes on until one stream has executed or issued some instructions.</summary>
public sealed class StepCommand : ForwardCommand
{
    public override string Name => "step";

    public override IReadOnlyList<string> Aliases => ["s"];

    public override string Usage => "step [STREAM] [N]";

    public override string Help => "execute one (or N) instructions of a stream";

    protected override Stop Run(DebugSession session, CommandText text)
    {
        text.TryStream(out var stream);
        var count = text.CountOr(1, text.StreamOr("a count"));
        text.End();
        var sequencer = session.SequencerOf(stream);
        if (sequencer.State.Q == SequencerState.Halted && session.Fault is null)
            throw new InputException(DebuggerCode.DebuggerStreamHalted, $"{stream} has halted; step another stream, or go on with 'cycle' or 'continue'");
        var target = sequencer.Sequence.Q + count;
        return session.Forward(() => sequencer.Sequence.Q >= target);
    }
}
