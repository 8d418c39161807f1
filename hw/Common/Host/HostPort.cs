using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Host;

/// <summary>
/// The chip's PCIe side on the base clock: takes the driver's commands in order and moves bytes between host memory and device memory
/// at the link's rate. A command that finds the link idle pays its latency; commands that follow without a gap are already under way.
/// </summary>
/// <remarks>Host memory is a state element too, so that a snapshot holds what the host has still to send.</remarks>
public sealed class HostPort : Component
{
    /// <summary>Largest piece that moves at once: 16 PCIe payloads of 256 bytes.</summary>
    private const int ChunkBytes = 4096;

    private readonly byte[] _scratch = new byte[ChunkBytes];
    private TransferRate _rate;

    private enum Phase
    {
        Idle,

        /// <summary>The command is on the link.</summary>
        Arriving,

        /// <summary>Bytes move, piece by piece.</summary>
        Moving,

        /// <summary>A read's last bytes are on the link.</summary>
        Returning,
        Storing,
        Completing,
    }

    public required ChipSpec Spec { get; init; }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    public required Consumer<HostCommand> Commands { get; init; }

    public required Producer<HostCompletion> Completions { get; init; }

    /// <summary>Register stores on their way to the fabric.</summary>
    public required Producer<FabricWrite> Stores { get; init; }

    public required Producer<MemoryRequest> MemoryRequests { get; init; }

    public required Consumer<MemoryReply> MemoryReplies { get; init; }

    public required PagedMemory Memory
    {
        get;
        init
        {
            field = value;
            DeviceWrites = new PagedWritePort(value);
        }
    }

    /// <summary>The host's own memory, which the driver fills and reads.</summary>
    public required PagedMemory HostMemory
    {
        get;
        init
        {
            field = value;
            HostWrites = new PagedWritePort(value);
        }
    }

    /// <summary>No command is under way.</summary>
    public Reg<bool> Idle { get; } = Reg.Of(true);

    /// <summary>Bytes of the current copy that have moved.</summary>
    public Reg<long> Moved { get; } = Reg.Of<long>();

    private PagedWritePort DeviceWrites { get; init; } = null!;

    private PagedWritePort HostWrites { get; init; } = null!;

    private Agent By => Agent.Host(Chip);

    private Bank<PortState> State { get; } = Bank.Of<PortState>(1);

    protected internal override void OnElaborated() => _rate = new TransferRate(Spec.HostBytesPerSecond, Clock.Frequency);

    protected internal override void Tick()
    {
        ref var state = ref State[0];
        while (MemoryReplies.TryPop(out var reply))
            state.MemoryReadyAt = (reply.ReadyAt + Clock.Period - 1) / Clock.Period;
        while (Advance(ref state))
        {
        }

        if (state.Due > Cycle && state.Due != long.MaxValue)
            SleepUntilCycle(state.Due);
        else
            Sleep();
    }

    /// <summary>One step of the state machine; false when it must wait for time or for a channel.</summary>
    private bool Advance(ref PortState state)
    {
        switch (state.Phase)
        {
            case Phase.Idle:
                if (!Commands.TryPop(out state.Command))
                    return false;
                Idle.Next = false;
                Begin(ref state, Cycle + Spec.HostLatencyCycles.Value);
                return true;
            case Phase.Arriving:
                if (Cycle < state.Due)
                    return false;
                state.Phase = state.Command.Operation == HostOperation.StoreRegister ? Phase.Storing : Phase.Moving;
                return true;
            case Phase.Moving:
                return Move(ref state);
            case Phase.Returning:
                if (Cycle < state.Due)
                    return false;
                state.Phase = Phase.Completing;
                return true;
            case Phase.Storing:
                if (!Stores.TryPush(new FabricWrite { Address = state.Command.Address, Data = state.Command.Data, By = By }))
                    return false;
                state.Phase = Phase.Completing;
                return true;
            default:
                if (!Completions.TryPush(new HostCompletion { Tag = state.Command.Tag }))
                    return false;
                if (Commands.TryPop(out state.Command))
                {
                    Begin(ref state, Cycle + 1);
                    return true;
                }

                state.Phase = Phase.Idle;
                state.Due = long.MaxValue;
                Idle.Next = true;
                return false;
        }
    }

    private void Begin(ref PortState state, long arrival)
    {
        ref var command = ref state.Command;
        if (command.Operation != HostOperation.StoreRegister && (!Memory.Contains(command.Address, command.Length) || !HostMemory.Contains(command.HostAddress, command.Length)))
        {
            throw new ProgramFaultException(
                HardwareCode.HostCopyOutOfRange, By,
                $"host {command.Operation} of {command.Length} bytes at 0x{command.Address:x} (host address 0x{command.HostAddress:x}) leaves the "
                + "device memory or the host memory; addresses inside one region would be right");
        }

        state.Phase = Phase.Arriving;
        state.Due = arrival;
        state.Moved = 0;
        state.Requested = 0;
    }

    // A piece first books the memory, then moves when both the memory and the link are ready.
    private bool Move(ref PortState state)
    {
        ref var command = ref state.Command;
        var piece = (int)Math.Min(ChunkBytes, command.Length - state.Moved);
        if (piece == 0)
        {
            state.Phase = command.Operation == HostOperation.ReadMemory ? Phase.Returning : Phase.Completing;
            state.Due = Cycle + (command.Operation == HostOperation.ReadMemory ? Spec.HostLatencyCycles.Value : 0);
            return true;
        }

        if (state.Requested == state.Moved)
        {
            if (!MemoryRequests.TryPush(new MemoryRequest { Address = command.Address + state.Moved, Bytes = piece }))
                return false;
            state.Requested += piece;
            state.MemoryReadyAt = long.MaxValue;
            _rate.Book(ref state.Link, Cycle, piece);
        }

        state.Due = Math.Max(state.MemoryReadyAt, state.Link.Ceiling);
        if (Cycle < state.Due)
            return false;
        var bytes = _scratch.AsSpan(0, piece);
        var (from, to) = command.Operation == HostOperation.WriteMemory ? (HostMemory, DeviceWrites) : (Memory, HostWrites);
        var (source, target) = command.Operation == HostOperation.WriteMemory
            ? (command.HostAddress, command.Address)
            : (command.Address, command.HostAddress);
        from.Read(source + state.Moved, bytes);
        if (!from.Observers.IsEmpty)
            from.Observers.OnRead(from, 0, 1, source + state.Moved, piece, By);
        to.Write(target + state.Moved, bytes, By);
        state.Moved += piece;
        Moved.Next = state.Moved;
        return true;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct PortState
    {
        public HostCommand Command;
        public long Due;
        public long Moved;
        public long Requested;
        public long MemoryReadyAt;
        public BookedTime Link;
        public Phase Phase;

        private readonly int _padding;
    }
}
