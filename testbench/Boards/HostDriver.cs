using Hardware.Common.Host;
using Hardware.Common.Kernel;

namespace Hardware.Testbench.Boards;

/// <summary>What the host's driver is doing.</summary>
public enum HostPhase
{
    Loading,
    Starting,

    /// <summary>The program runs; the driver sleeps until the chip's completion notice.</summary>
    Running,
    ReadingBack,
    Done,
}

/// <summary>
/// The host's driver, as a state machine: loads the program, starts the streams, sleeps until the completion notice, reads the outputs back.
/// </summary>
public sealed class HostDriver : Component
{
    public required Producer<HostCommand> Commands { get; init; }

    public required Consumer<HostCompletion> Completions { get; init; }

    public required HostProgram Program { get; init; }

    public Reg<HostPhase> Phase { get; } = Reg.Of<HostPhase>();

    /// <summary>Commands sent.</summary>
    public Reg<int> Sent { get; } = Reg.Of<int>();

    /// <summary>Commands answered.</summary>
    public Reg<int> Answered { get; } = Reg.Of<int>();

    /// <summary>Tick at which the last start command was answered.</summary>
    public Reg<long> StartedAt { get; } = Reg.Of<long>();

    /// <summary>Set by <see cref="NotifyCompletion"/>: the chip has nothing more to do.</summary>
    private Reg<bool> Notified { get; } = Reg.Of(false);

    /// <summary>The chip's completion notice: whoever runs the simulation gives it when every unit sleeps and the chip is done.</summary>
    public void NotifyCompletion()
    {
        Notified.Poke(true);
        Simulator.Rouse(this);
    }

    protected override void Tick()
    {
        var answered = Answered.Q;
        while (Completions.TryPop(out _))
            answered++;
        Answered.Next = answered;

        var (phase, sent) = (Phase.Q, Sent.Q);
        if (phase == HostPhase.Running && Notified.Q)
            Phase.Next = phase = HostPhase.ReadingBack;
        var end = EndOf(phase);
        if (sent < end && Commands.TryPush(Program.Commands[sent]))
        {
            Sent.Next = sent + 1;
            return;
        }

        if (phase is HostPhase.Running or HostPhase.Done || answered < end)
        {
            Sleep();
            return;
        }

        Phase.Next = phase + 1;
        if (phase == HostPhase.Starting)
            StartedAt.Next = Now;
    }

    private int EndOf(HostPhase phase) => phase switch
    {
        HostPhase.Loading => Program.FirstStart,
        HostPhase.Starting or HostPhase.Running => Program.FirstReadBack,
        _ => Program.Commands.Count,
    };
}
