using Hardware.Common.Host;
using Hardware.Common.Host.Notifications;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;

namespace Hardware.Testbench.Boards;

/// <summary>What the host's driver is doing.</summary>
public enum HostPhase
{
    Loading,
    Starting,

    /// <summary>The program runs; the driver sleeps until a notice of the chip.</summary>
    Running,
    ReadingBack,
    Done,
}

/// <summary>
/// The host's driver, as a state machine: loads the program, starts the streams, takes notifications until every stream has told its end,
/// reads the outputs back.
/// </summary>
public sealed class HostDriver : Component
{
    /// <summary>Tag of a command that is in no list of the program.</summary>
    private const int OwnTag = -1;

    public required Producer<HostCommand> Commands { get; init; }

    public required Consumer<HostCompletion> Completions { get; init; }

    /// <summary>For each core, notices of new entries in its notification queues.</summary>
    public required Consumer<HostNotice>[] Notices { get; init; }

    /// <summary>The host's memory, which holds the rings.</summary>
    public required PagedMemory Memory { get; init; }

    public required HostProgram Program
    {
        get;
        init
        {
            field = value;
            Taken = Bank.Of<long>(Math.Max(1, value.Rings.Count));
            Ended = Bank.Of<byte>(Math.Max(1, value.Rings.Count));
        }
    }

    public Reg<HostPhase> Phase { get; } = Reg.Of<HostPhase>();

    /// <summary>Commands sent.</summary>
    public Reg<int> Sent { get; } = Reg.Of<int>();

    /// <summary>Commands answered.</summary>
    public Reg<int> Answered { get; } = Reg.Of<int>();

    /// <summary>Tick at which the last start command was answered.</summary>
    public Reg<long> StartedAt { get; } = Reg.Of<long>();

    /// <summary>Notifications taken.</summary>
    public Reg<int> Notified { get; } = Reg.Of<int>();

    /// <summary>Value of the last one.</summary>
    public Reg<int> LastValue { get; } = Reg.Of<int>();

    /// <summary>Streams that have told their end.</summary>
    public Reg<int> StreamsEnded { get; } = Reg.Of<int>();

    // Entries taken from each ring, and whether its stream has ended.
    private Bank<long> Taken { get; init; } = null!;

    private Bank<byte> Ended { get; init; } = null!;

    protected override void Tick()
    {
        var answered = Answered.Q;
        while (Completions.TryPop(out var completion))
            answered += completion.Tag == OwnTag ? 0 : 1;
        Answered.Next = answered;
        TakeNotices();

        var (phase, sent) = (Phase.Q, Sent.Q);
        if (phase == HostPhase.Running && StreamsEnded.Next == Program.Rings.Count)
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

    /// <summary>Takes what notices tell of; each ring's head is told to the chip before the ring can fill up.</summary>
    private void TakeNotices()
    {
        foreach (var notices in Notices)
        {
            while (notices.CanPop && Commands.CanPush)
            {
                var notice = notices.Pop();
                for (var r = 0; r < Program.Rings.Count; r++)
                {
                    if (Program.Rings[r].Core == notice.Core && Program.Rings[r].Queue == notice.Queue)
                        TakeEntry(r);
                }
            }
        }
    }

    private void TakeEntry(int number)
    {
        var ring = Program.Rings[number];
        ref var taken = ref Taken[number];
        Span<byte> bytes = stackalloc byte[NotificationEntry.Bytes];
        Memory.Read(ring.Base + (taken % ring.Length * NotificationEntry.Bytes), bytes);
        if (!NotificationEntry.TryDecode(bytes, taken, ring.Length, 0, out var entry))
            return;
        taken++;
        Notified.Next++;
        LastValue.Next = entry.Value;
        if (entry.IsEnd && Ended[number] == 0)
        {
            Ended[number] = 1;
            StreamsEnded.Next++;
        }

        if (taken % Math.Max(1, ring.Length / 4) == 0)
            Commands.Push(new HostCommand { Operation = HostOperation.StoreRegister, Tag = OwnTag, Address = ring.HeadRegister, Data = (uint)taken });
    }
}
