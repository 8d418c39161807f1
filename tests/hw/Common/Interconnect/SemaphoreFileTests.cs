using Hardware.Common.Isa;
using Hardware.Common.Tests.Engines.Sequencing;

namespace Hardware.Common.Tests.Interconnect;

public class SemaphoreFileTests
{
    [Property(MaxTest = 50)]
    public void Updates_of_several_updaters_add_up(int[] values)
    {
        var streams = Enumerable.Range(0, 3).Select(s => (InstructionWord[])[.. values.SelectMany(v => Updates(v, s)), Words.Halt]).ToArray();
        var bench = new StreamBench(TestSpec.Create(), null, streams).Run();
        var sum = values.Aggregate(0, (total, v) => unchecked(total + (v * 3) - 6));
        Assert.That(bench.Semaphores.Semaphores[20].Q, Is.EqualTo(sum));
        for (var s = 0; s < 3; s++)
        {
            Assert.That(bench.Semaphores.Semaphores[30 + s].Q, Is.EqualTo(values.Length == 0 ? 0 : values[^1]));
            Assert.That(bench.Semaphores.Events[40 + s].Q, Is.False);
        }
    }

    [Test]
    public void In_one_cycle_writes_go_before_additions_and_the_last_updater_wins()
    {
        var spec = TestSpec.Create(("SemaphoreUpdateCycles", 5));
        // All three wait for one semaphore, so that their updates leave in one cycle.
        InstructionWord[] Stream(UpdateOperation operation, int value) => [Words.Nop.Waiting(1, 1).Updating(operation, 2, value), Words.Halt];
        var bench = new StreamBench(spec, null, Stream(UpdateOperation.Add, 7), Stream(UpdateOperation.Write, 100), Stream(UpdateOperation.Write, 200)).Run(5_000);
        bench.Semaphores.Poke(1, 1);
        bench.Run();
        Assert.That(bench.Semaphores.Semaphores[2].Q, Is.EqualTo(207));
    }

    private static IEnumerable<InstructionWord> Updates(int value, int stream) =>
    [
        Words.Nop.Updating(UpdateOperation.Add, 20, value),
        Words.Nop.Updating(UpdateOperation.Subtract, 20, 3),
        Words.Nop.Updating(UpdateOperation.Increment, 20),
        Words.Nop.Updating(UpdateOperation.Increment, 20),
        Words.Nop.Updating(UpdateOperation.Decrement, 20),
        Words.Nop.Updating(UpdateOperation.Decrement, 20),
        Words.Nop.Updating(UpdateOperation.Increment, 20),
        Words.Nop.Updating(UpdateOperation.Write, 30 + stream, value),
        Words.Nop.Updating(UpdateOperation.EventSet, 40 + stream),
        Words.Nop.Updating(UpdateOperation.EventClear, 40 + stream),
    ];
}
