namespace Hardware.Testbench.Debugger;

/// <summary>Tells when a stream has come to its next instruction: it was started, or the instruction before was executed or issued.</summary>
public struct Arrival(DebugSession session, StreamName stream)
{
    private int _sequence = session.SequencerOf(stream).Sequence.Q;
    private bool _wasStopped = session.SequencerOf(stream).IsStopped;

    /// <summary>True if it came to an instruction since the last question.</summary>
    public bool HasCome(DebugSession session)
    {
        var sequencer = session.SequencerOf(stream);
        var came = !sequencer.IsStopped && (_wasStopped || sequencer.Sequence.Q != _sequence);
        (_sequence, _wasStopped) = (sequencer.Sequence.Q, sequencer.IsStopped);
        return came;
    }
}
