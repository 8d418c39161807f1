using Hardware.Testbench.Boards;
using Microsoft.Extensions.Logging;

namespace Hardware.Testbench.Running;

/// <summary>Logs where the host's driver has come to, each phase once. It only looks.</summary>
internal sealed partial class Milestones(ILogger logger, RunSession session)
{
    private HostPhase _phase = HostPhase.Loading;

    /// <summary>Logs the phase if it is a new one.</summary>
    public void Look()
    {
        var phase = session.Board.Driver.Phase.Q;
        if (phase == _phase)
            return;
        _phase = phase;
        var (streams, commands) = (session.Plan.Streams.Count, session.Board.Driver.Program);
        switch (phase)
        {
            case HostPhase.Starting:
                Loaded(logger, commands.Load.Count);
                break;
            case HostPhase.Running:
                Started(logger, streams);
                break;
            case HostPhase.ReadingBack:
                Completed(logger, streams);
                break;
            case HostPhase.Done:
                ReadBack(logger, commands.ReadBack.Count);
                break;
        }
    }

    /// <summary>Logs how the run ended.</summary>
    public void End(RunEnd end)
    {
        if (end == RunEnd.Completed)
            return;
        Ended(logger, end);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "program and inputs loaded by {Commands} host commands")]
    private static partial void Loaded(ILogger logger, int commands);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Streams} streams started")]
    private static partial void Started(ILogger logger, int streams);

    [LoggerMessage(Level = LogLevel.Information, Message = "all {Streams} streams completed")]
    private static partial void Completed(ILogger logger, int streams);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Outputs} outputs read back")]
    private static partial void ReadBack(ILogger logger, int outputs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the run ended early: {End}")]
    private static partial void Ended(ILogger logger, RunEnd end);
}
