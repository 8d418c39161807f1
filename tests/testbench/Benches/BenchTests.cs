using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;
using Hardware.Inferentia1;
using Hardware.Inferentia2;
using Hardware.Testbench.Benches;

namespace Hardware.Testbench.Tests.Benches;

public class BenchTests
{
    [Property]
    public void AComponentBenchSendsEveryWordOnceAndInOrder(int[] words, ulong seed, byte percent)
    {
        var bench = new ComponentBench<int, int>(words, (input, output) => new Wire { In = input, Out = output });
        bench.Simulate(new RandomStalls(seed, percent % 90)).RunUntil(100_000);
        Assert.That(bench.Received, Is.EqualTo(words));
    }

    [Test]
    public void AComponentBenchRunsAtFullRate()
    {
        var bench = new ComponentBench<int, int>([.. Enumerable.Range(0, 100)], (input, output) => new Wire { In = input, Out = output });
        bench.Simulate().RunUntil(103);
        Assert.That(bench.Received, Has.Count.InRange(98, 101));
    }

    [TestCase(1)]
    [TestCase(300)]
    public void InstructionsComeInTheGapThatIsAskedFor(int gap)
    {
        var bench = new TensorBench(Inferentia2Spec.Create(), ArrayLevel.Beat, [TensorBench.Load(TensorBench.Pattern(0, DataType.BFloat16, 128, 128)), Product(0), Product(1), Product(2)], gap);
        bench.Store(new uint[128, 128], DataType.BFloat16);
        bench.Run();
        Assert.That(bench.Records.Select(r => r.By.Instruction), Is.EqualTo(new[] { 0, 1, 2, 3 }));
        var issued = bench.Records.ConvertAll(r => r.IssuedAt / bench.Clock.Period);
        Assert.That(issued.Zip(issued.Skip(1), (a, b) => b - a), Is.All.EqualTo(gap));
        Assert.That(bench.Sink.Received.Select(u => u.Index), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(bench.Sink.Received.Select(u => u.Cycle), Is.Ordered);
        Assert.That(bench.PsumWrites, Has.Count.EqualTo(3 * 4));
    }

    [Test]
    public void ABenchRefusesWhatNoSequencerWouldIssue()
    {
        var spec = Inferentia2Spec.Create();
        var wrong = Product(0);
        wrong.Patterns[MatrixFields.Destination].Address = 0;
        Assert.That(
            () => new TensorBench(spec, ArrayLevel.Beat, [Product(0), wrong]), Throws.InvalidOperationException.With.Message.StartsWith("instruction 1 of pe: NR0"));
    }

    [Test]
    public void TheLanesOfAChipAreThoseThatItHas()
    {
        Assert.That(new LaneBench().Simulator.Netlist.All<Hardware.Common.Engines.Lanes.LaneEngine>().Count(), Is.EqualTo(3));
        var first = new LaneBench(Inferentia1Spec.Create());
        Assert.That(
            first.Simulator.Netlist.All<Hardware.Common.Engines.Lanes.LaneEngine>().Select(e => e.Engine), Is.EquivalentTo(new[] { Engine.Vector, Engine.Scalar }));
        Assert.That(first.IsIdle);
        Assert.That(first.Cycles(Engine.Vector, 80), Is.EqualTo(10));
    }

    private static InstructionWord Product(int semaphore)
    {
        var spec = Inferentia2Spec.Create();
        var psum = new CoreAddress(LocalMemory.Psum, 0, 0).Encode(spec);
        return TensorBench.Multiply(
            TensorBench.Pattern(psum, DataType.Float32, 128, 4), TensorBench.Pattern(0, DataType.BFloat16, 128, 4),
            update: new SemaphoreUpdate { Operation = UpdateOperation.Increment, Index = (byte)semaphore, Timing = UpdateTiming.Complete });
    }

    /// <summary>Hands words on.</summary>
    private sealed class Wire : Component
    {
        public required Consumer<int> In { get; init; }

        public required Producer<int> Out { get; init; }

        protected override void Tick()
        {
            if (In.CanPop && Out.CanPush)
                Out.Push(In.Pop());
            else
                Sleep();
        }
    }
}
