using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Common.Tests.Dma;
using Hardware.Common.Tests.Engines.Sequencing;

namespace Hardware.Common.Tests.Observation;

/// <summary>What the events tell is enough to rebuild who waited for whom.</summary>
public class SynchronisationEventTests
{
    private const int Turns = 5;

    /// <summary>
    /// Three streams: sp counts turns on semaphore 1; act waits for each turn, hands a probe to its data path and answers with an event of its
    /// own; dve waits for the answer, clears the event, and lets sp go on by a store to semaphore 3.
    /// </summary>
    private static StreamBench Ring(SimulatorOptions? options = null, params IExecutionObserver[] observers)
    {
        var spec = TestSpec.Create();
        var window = new SemaphoreWindow(spec, 0);
        InstructionWord[] sync =
        [
            .. Enumerable.Range(1, Turns).SelectMany(turn => (InstructionWord[])[Words.Nop.Updating(UpdateOperation.Increment, 1), Words.Nop.Waiting(3, turn)]),
            Words.Halt,
        ];
        InstructionWord[] scalar =
        [
            .. Enumerable.Range(1, Turns).SelectMany(turn => (InstructionWord[])
                [new InstructionWord { Opcode = Probe.Number }.Waiting(1, turn), Words.Nop.Updating(UpdateOperation.EventSet, 10 + turn)]),
            Words.Halt,
        ];
        InstructionWord[] vector =
        [
            .. Enumerable.Range(1, Turns).SelectMany(turn => (InstructionWord[])
            [
                Words.Nop.WaitingForEvent(10 + turn).Updating(UpdateOperation.EventClear, 10 + turn),
                Write.Encode(window.AddressOf(SemaphoreAlias.Increment, 3), 1, 1, 0, 0),
            ]),
            Words.Halt,
        ];
        var bench = new StreamBench(spec, options, sync, scalar, vector);
        foreach (var observer in observers)
            bench.Observers.Add(observer);
        bench.Run();
        Assert.That(bench.AllHalted);
        return bench;
    }

    [Test]
    public void Each_satisfied_wait_finds_the_instruction_that_satisfied_it()
    {
        var log = new EventLog();
        Ring(null, log);
        foreach (var (waiting, updating, updateAt) in new (Engine, Engine, Func<int, int>)[]
        {
            (Engine.Scalar, Engine.Sync, turn => 2 * turn), (Engine.Vector, Engine.Scalar, turn => (2 * turn) + 1), (Engine.Sync, Engine.Vector, turn => (2 * turn) + 1),
        })
        {
            var waits = log.Waits.Where(w => w.By.Engine == waiting).ToArray();
            Assert.That(waits, Has.Length.EqualTo(Turns));
            var releasers = waits.Select(w => log.Before(w).First()).ToArray();
            Assert.That(
                releasers.Select(r => r.By with { Sequence = 0 }),
                Is.EqualTo(Enumerable.Range(0, Turns).Select(turn => Agent.OfStream(0, 0, updating) with { Instruction = updateAt(turn) })));
            Assert.That(releasers.Select(r => r.Value), Is.EqualTo(waits.Select(w => w.Value)), "the value that was written is the value that was seen");
            Assert.That(waits.Select(w => w.Wait.Comparison.Holds(w.Value, w.Compared)), Is.All.True);
            Assert.That(waits.Select(w => w.By.Unit.Kind), Is.All.EqualTo(UnitKind.Stream));
        }
    }

    /// <summary>Issue to update to wait to issue: the chain of the whole program is one line, so a vector clock joined along it orders everything.</summary>
    [Test]
    public void The_chain_from_the_last_wait_goes_back_to_the_first_instruction()
    {
        var log = new EventLog();
        Ring(null, log);
        var wait = log.Waits.Where(w => w.By.Engine == Engine.Sync).MaxBy(w => w.Tick);
        var links = 0;
        while (true)
        {
            var releaser = log.Before(wait).First();
            Assert.That(log.Issues.Single(i => i.By == releaser.By).Tick, Is.LessThan(releaser.Tick).And.GreaterThan(0));
            links++;
            // The last wait of the releasing stream at or before the instruction that released.
            var earlier = log.Waits.Where(w => w.By.Engine == releaser.By.Engine && w.By.Sequence <= releaser.By.Sequence).ToArray();
            if (earlier.Length == 0)
                break;
            wait = earlier.MaxBy(w => w.By.Sequence);
            Assert.That(wait.Tick, Is.LessThan(releaser.Tick));
        }

        Assert.That(links, Is.EqualTo(3 * Turns));
    }

    [Test]
    public void Events_come_once_and_in_order_of_time_for_each_agent()
    {
        var log = new EventLog();
        var bench = Ring(null, log);
        var executed = bench.Sequencers.Sum(s => s.Sequence.Q);
        Assert.That(log.Issues, Has.Count.EqualTo(executed));
        Assert.That(log.Issues.Select(i => i.By), Is.Unique);
        Assert.That(log.Issues.Where(i => i.ToEngine).Select(i => i.By.Engine), Is.EqualTo(Enumerable.Repeat(Engine.Scalar, Turns)));
        Assert.That(log.Waits.Select(w => w.By), Is.Unique);
        Assert.That(log.Waits, Has.Count.EqualTo(log.Issues.Count(i => i.Word.Wait.Kind != WaitKind.None)));
        Assert.That(log.Updates, Has.Count.EqualTo(4 * Turns));
        foreach (var unit in log.All.GroupBy(e => (e.By.Core, e.By.Unit)))
            Assert.That(unit.Select(e => e.Tick), Is.Ordered, $"{unit.Key}");
        foreach (var issue in log.Issues.Where(i => !i.ToEngine))
        {
            var record = log.Executions.Single(e => e.By == issue.By);
            Assert.That((record.ReadyAt, record.IssuedAt), Is.EqualTo((issue.ReadyAt, issue.Tick)));
        }

        foreach (var wait in log.Waits)
            Assert.That(wait.Tick, Is.InRange(wait.Since, log.Issues.Single(i => i.By == wait.By).Tick));
    }

    [Test]
    public void Watching_changes_nothing_and_all_see_the_same()
    {
        EventLog[] logs = [new(), new(), new()];
        var watched = Ring(null, logs);
        Assert.That(logs[1].All, Is.EqualTo(logs[0].All));
        Assert.That(logs[2].All, Is.EqualTo(logs[0].All));
        var alone = Ring();
        Assert.That(watched.Simulator.Digest(), Is.EqualTo(alone.Simulator.Digest()));
        Assert.That(watched.Records, Is.EqualTo(alone.Records));
    }

    [Test]
    public void Units_that_never_sleep_tell_the_same()
    {
        EventLog[] logs = [new(), new(), new()];
        Ring(null, logs[0]);
        Ring(new SimulatorOptions { NeverSleep = true }, logs[1]);
        Ring(new SimulatorOptions { EvaluationShuffle = 7 }, logs[2]);
        foreach (var other in logs.Skip(1))
            Assert.That(other.All.OrderBy(e => (e.Tick, e.By.Engine, e.By.Sequence, e.What)), Is.EqualTo(logs[0].All.OrderBy(e => (e.Tick, e.By.Engine, e.By.Sequence, e.What))));
    }

    /// <summary>All updates of one cycle take effect together; the events say which value each leaves, in the order of application.</summary>
    [Test]
    public void Updates_of_one_cycle_are_told_in_the_order_of_their_effect()
    {
        var spec = TestSpec.Create(("SemaphoreUpdateCycles", 5));
        InstructionWord[] Stream(UpdateOperation operation, int value) => [Words.Nop.Waiting(1, 1).Updating(operation, 2, value), Words.Halt];
        var bench = new StreamBench(spec, null, Stream(UpdateOperation.Add, 7), Stream(UpdateOperation.Write, 100), Stream(UpdateOperation.Write, 200)).Run(5_000);
        var log = new EventLog();
        bench.Observers.Add(log);
        bench.Semaphores.Poke(1, 1);
        bench.Run();
        Assert.That(
            log.Updates.Select(u => (u.By.Engine, u.Operation, u.Value)),
            Is.EqualTo(((Engine, UpdateOperation, int)[])
                [(Engine.Scalar, UpdateOperation.Write, 100), (Engine.Vector, UpdateOperation.Write, 200), (Engine.Sync, UpdateOperation.Add, 207)]));
        Assert.That(log.Updates.Select(u => u.Tick).Distinct(), Has.One.Items);
    }

    [Test]
    public void A_doorbell_names_who_rang_and_the_first_descriptor()
    {
        var bench = new DmaBench();
        var log = new EventLog();
        bench.Chip.Observers.Add(log);
        bench.Memory.Write(0x200_0000, new byte[4096]);
        for (var i = 0; i < 3; i++)
            bench.Add(0, 4, 0x200_0000, DmaBench.Sbuf(i, 0), 64);
        bench.Ring(0, 4);
        bench.Run();
        bench.Add(0, 4, 0x200_0000, DmaBench.Sbuf(9, 0), 64);
        bench.Ring(0, 4, from: 3);
        bench.Run();
        var reads = log.Doorbells.Where(d => !d.IsWriteSide).ToArray();
        Assert.That(log.Doorbells.Select(d => d.By), Is.All.EqualTo(DmaBench.Storer));
        Assert.That(reads.Select(d => (d.First, d.Count)), Is.EqualTo(((Agent, int)[])
            [(Agent.OfDma(0, 0, 0, 4), 3), (Agent.OfDma(0, 0, 0, 4) with { Instruction = 3 }, 1)]));
        Assert.That(bench.Finished.Select(f => f.By.Instruction), Is.EqualTo((int[])[0, 1, 2, 3]));
    }

    [TestCase(HardwareCode.UpdateIndexOutOfRange)]
    [TestCase(HardwareCode.EventSetOrClearedTwice)]
    [TestCase(HardwareCode.SemaphoreStoreIllegal)]
    [TestCase(HardwareCode.StoreOutsideEveryWindow)]
    [TestCase(HardwareCode.SequencerControlUnknown)]
    public void A_fault_names_the_instruction_that_did_it(HardwareCode code)
    {
        var spec = TestSpec.Create(("Semaphores", 32));
        var wrong = code switch
        {
            HardwareCode.UpdateIndexOutOfRange => Words.Nop.Updating(UpdateOperation.Increment, 32),
            HardwareCode.EventSetOrClearedTwice => Words.Nop.Updating(UpdateOperation.EventClear, 3),
            HardwareCode.SemaphoreStoreIllegal => Words.Of<Write>(("address", new SemaphoreWindow(spec, 0).AddressOf(SemaphoreAlias.Read, 0)), ("count", 1)),
            HardwareCode.StoreOutsideEveryWindow => Words.Of<Write>(("address", 4), ("count", 1)),
            _ => Words.Of<Write>(("address", SequencerControl.AddressOf(spec, 0, Engine.Sync) + 0x10), ("count", 1)),
        };
        var bench = new StreamBench(spec, null, [Words.Halt], [Words.Nop, Words.Nop, Words.Nop, wrong, .. Enumerable.Repeat(Words.Nop, 50), Words.Halt]);
        var fault = Assert.Throws<ProgramFaultException>(() => bench.Run())!;
        Assert.That((fault.Code, fault.By), Is.EqualTo(((Enum)code, Agent.OfStream(0, 0, Engine.Scalar) with { Instruction = 3, Sequence = 3 })));
    }
}
