using Hardware.Common.Isa;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Tests.Programs;

public class ParallelismTests
{
    /// <summary>The tiled attention exists to show this: there are times at which four kinds of unit work at once.</summary>
    [Test]
    public void TiledAttentionKeepsAllEnginesBusyAtOnce()
    {
        var activity = new Activity();
        ProgramRun.Of("attention_512", observer: activity).AssertPassed();
        Assert.That(activity.TicksWithAll(), Is.GreaterThan(activity.TicksWith(Activity.Tensor) / 20));
    }

    [Test]
    public void TwoCoreProgramUsesBothCores()
    {
        var activity = new Activity();
        ProgramRun.Of("two_core", observer: activity).AssertPassed();
        Assert.That(activity.Cores, Is.EquivalentTo(new[] { 0, 1 }));
    }

    /// <summary>Spans of time in which each kind of unit had work.</summary>
    private sealed class Activity : IExecutionObserver
    {
        public const int Tensor = 0;
        private const int Vector = 1;
        private const int Scalar = 2;
        private const int Dma = 3;
        private const int Kinds = 4;

        private readonly List<(long From, long To, int Kind)> _spans = [];

        public HashSet<int> Cores { get; } = [];

        public void OnInstruction(in ExecutionRecord record)
        {
            var kind = record.By.Engine switch { Engine.Tensor => Tensor, Engine.Vector => Vector, Engine.Scalar => Scalar, _ => -1 };
            if (kind >= 0 && !InstructionCatalog.Find(record.Opcode)!.IsControl)
            {
                _spans.Add((record.StartedAt, record.CompletedAt, kind));
                Cores.Add(record.By.Core);
            }
        }

        public void OnDescriptor(in DmaRecord record) => _spans.Add((record.StartedAt, record.CompletedAt, Dma));

        public void OnNanProduced(in Agent by, long tick) => Assert.Fail($"NaN at {by}");

        public long TicksWith(int kind) => Ticks(working => working[kind] > 0);

        public long TicksWithAll() => Ticks(working => Array.TrueForAll(working, count => count > 0));

        private long Ticks(Predicate<int[]> counts)
        {
            var edges = _spans.SelectMany(s => new[] { (At: s.From, s.Kind, Step: 1), (At: s.To, s.Kind, Step: -1) }).OrderBy(e => e.At);
            var working = new int[Kinds];
            long total = 0, last = 0;
            foreach (var (at, kind, step) in edges)
            {
                if (counts(working))
                    total += at - last;
                last = at;
                working[kind] += step;
            }

            return total;
        }
    }
}
