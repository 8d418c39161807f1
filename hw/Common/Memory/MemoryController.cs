using Hardware.Common.Kernel;
using Hardware.Common.Parameters;

namespace Hardware.Common.Memory;

/// <summary>
/// Time of the device memory: each region (one HBM stack) moves its share of the total bandwidth, and an access is done a fixed latency
/// after its bytes have moved. Requesters share a region first come, first served, in rotation among those that ask at one edge, so that
/// two of them can use all of it. Runs on the device memory clock.
/// </summary>
/// <remarks>A reply is sent at once with the tick at which the bytes are there: a requester can sleep until then.</remarks>
public sealed class MemoryController : Component
{
    private TransferRate _rate;
    private long _latencyTicks;

    public required ChipSpec Spec { get; init; }

    /// <summary>Gives the regions.</summary>
    public required PagedMemory Memory { get; init; }

    /// <summary>One channel a requester.</summary>
    public required Consumer<MemoryRequest>[] Requests { get; init; }

    /// <summary>Replies, in the order of <see cref="Requests"/>.</summary>
    public required Producer<MemoryReply>[] Replies { get; init; }

    /// <summary>Requester that the next rotation starts with.</summary>
    public Reg<int> Turn { get; } = Reg.Of<int>();

    private Bank<BookedTime> Booked { get; } = Bank.Of<BookedTime>(MaximumRegions);

    private const int MaximumRegions = 8;

    protected internal override void OnElaborated()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Memory.Regions.Count, MaximumRegions);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Replies.Length, Requests.Length);
        _rate = new TransferRate(Spec.DeviceMemoryBytesPerSecond.Value / Memory.Regions.Count, Simulator.Grid.TicksPerSecond);
        _latencyTicks = Spec.DeviceMemoryLatencyCycles.Value * Clock.Period;
    }

    protected internal override void Tick()
    {
        var served = false;
        var more = false;
        var turn = Turn.Q;
        for (var k = 0; k < Requests.Length; k++)
        {
            var i = turn + k < Requests.Length ? turn + k : turn + k - Requests.Length;
            if (!Requests[i].CanPop || !Replies[i].CanPush)
                continue;
            var request = Requests[i].Pop();
            Replies[i].Push(new MemoryReply { ReadyAt = Book(request), Tag = request.Tag });
            served = true;
            more |= Requests[i].CanPop;
        }

        if (served)
            Turn.Next = turn + 1 < Requests.Length ? turn + 1 : 0;
        if (!more)
            Sleep();
    }

    private long Book(in MemoryRequest request)
    {
        ref var booked = ref Booked[RegionOf(request.Address)];
        _rate.Book(ref booked, Now, request.Bytes);
        return booked.Ceiling + _latencyTicks;
    }

    private int RegionOf(long address)
    {
        for (var r = 0; r < Memory.Regions.Count; r++)
        {
            var (start, length) = Memory.Regions[r];
            if (address >= start && address < start + length)
                return r;
        }

        throw new ArgumentOutOfRangeException(nameof(address), $"0x{address:x} lies in no region of the device memory");
    }
}
