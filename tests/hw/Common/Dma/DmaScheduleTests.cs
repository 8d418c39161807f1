using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Dma;

/// <summary>A legal copy of the generated traffic; sources and destinations of different copies never overlap.</summary>
public sealed record Traffic(int Engine, int Ring, int Route, int Length, int Misalignment, bool Barrier, bool EndsPacket);

/// <summary>Neither the order of evaluation, nor sleeping, nor a snapshot may change state or time, and stalls may change time only.</summary>
public sealed class DmaScheduleTests
{
    private const int Engines = 2;
    private const long LastCycle = 60_000;

    private static readonly Arbitrary<Traffic[]> Lists = Gen.ArrayOf(
        from engine in Gen.Choose(0, Engines - 1)
        from ring in Gen.Elements(0, 1, 7, 15)
        from route in Gen.Choose(0, 4)
        from length in Gen.OneOf(Gen.Choose(1, 600), Gen.Choose(1, 6000))
        from misalignment in Gen.Choose(0, 300)
        from barrier in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from ends in Gen.Frequency((1, Gen.Constant(false)), (3, Gen.Constant(true)))
        select new Traffic(engine, ring, route, length, misalignment, barrier, ends))
        .Resize(24).ToArbitrary();

    [Property(MaxTest = 25, Replay = "(4218,17)")]
    public Property EvaluationOrderAndSleepingChangeNothing() => Prop.ForAll(Lists, list =>
    {
        var plain = Run(list, new SimulatorOptions { CheckOwnership = true }).Simulator.Digest();
        var shuffled = Run(list, new SimulatorOptions { EvaluationShuffle = 11 }).Simulator.Digest();
        var sleepless = Run(list, new SimulatorOptions { NeverSleep = true }).Simulator.Digest();
        return (shuffled, sleepless).Equals((plain, plain));
    });

    [Property(MaxTest = 25, Replay = "(99,3)")]
    public Property StallsChangeNoByte() => Prop.ForAll(Lists, list =>
    {
        var plain = Run(list, new SimulatorOptions());
        var stalled = Run(list, new SimulatorOptions { Stalls = new RandomStalls((ulong)list.Length, 40) });
        return Same(list, plain) && Same(list, stalled);
    });

    [Property(MaxTest = 12, Replay = "(5,5)")]
    public Property ASnapshotReturnsToTheSameFuture() => Prop.ForAll(Lists, list =>
    {
        var bench = Prepare(list, new SimulatorOptions());
        bench.RunTo(2500);
        var snapshot = bench.Simulator.Save();
        var then = bench.Simulator.Digest();
        bench.RunTo(LastCycle);
        var end = bench.Simulator.Digest();
        bench.Simulator.Restore(snapshot);
        var back = bench.Simulator.Digest();
        bench.RunTo(LastCycle);
        return (then, end).Equals((back, bench.Simulator.Digest()));
    });

    private static DmaBench Run(Traffic[] list, SimulatorOptions options)
    {
        var bench = Prepare(list, options);
        bench.RunTo(LastCycle);
        return bench;
    }

    private static DmaBench Prepare(Traffic[] list, SimulatorOptions options)
    {
        var bench = new DmaBench(Engines, options);
        for (var i = 0; i < list.Length; i++)
        {
            var (source, destination, data) = Place(list, i);
            var t = list[i];
            if (t.Route is 2 or 3)
                bench.Chip.Sbufs[0].Write(i, t.Misalignment, data);
            else
                bench.Memory.Write(source, data);
            bench.Add(t.Engine, t.Ring, source, destination, data.Length, t.Barrier, last: EndsPacket(list, i));
        }

        foreach (var (engine, ring) in list.Select(t => (t.Engine, t.Ring)).Distinct())
            bench.Ring(engine, ring);
        return bench;
    }

    // The last descriptor of a ring must end its packet: an open packet holds the engine.
    private static bool EndsPacket(Traffic[] list, int i) =>
        list[i].EndsPacket || !list.Skip(i + 1).Any(t => t.Engine == list[i].Engine && t.Ring == list[i].Ring);

    private static (long Source, long Destination, byte[] Data) Place(Traffic[] list, int i)
    {
        var t = list[i];
        var device = 0x400_0000 + (i * 0x4000L) + t.Misalignment;
        var other = 0x10_0400_0000 + (i * 0x4000L) + (t.Misalignment / 2);
        var data = DmaBench.Pattern(t.Route == 4 ? 4 : t.Length, i + 1);
        return t.Route switch
        {
            0 => (device, DmaBench.Sbuf(i, t.Misalignment), data),
            1 => (device, other, data),
            2 => (DmaBench.Sbuf(i, t.Misalignment), other, data),
            3 => (DmaBench.Sbuf(i, t.Misalignment), DmaBench.Sbuf(i, 8192 + t.Misalignment, core: 1), data),
            _ => (device, DmaBench.SemaphoreIncrement(i), data),
        };
    }

    private static bool Same(Traffic[] list, DmaBench bench)
    {
        var stores = 0;
        for (var i = 0; i < list.Length; i++)
        {
            var (_, destination, data) = Place(list, i);
            var t = list[i];
            var copied = t.Route switch
            {
                0 => bench.ReadSbuf(i, t.Misalignment, data.Length),
                1 or 2 => bench.ReadDevice(destination, data.Length),
                3 => bench.ReadSbuf(i, 8192 + t.Misalignment, data.Length, core: 1),
                _ => [.. bench.Chip.Sink.Received.Items.Where(s => s.Address == destination).SelectMany(s => BitConverter.GetBytes(s.Data))],
            };
            stores += t.Route == 4 ? 1 : 0;
            if (!copied.AsSpan().SequenceEqual(data))
                return false;
        }

        return bench.Finished.Count == list.Length && bench.Chip.Sink.Count.Q == stores && bench.Chip.Engines.All(e => e.Idle.Q);
    }
}
