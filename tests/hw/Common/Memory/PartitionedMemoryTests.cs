using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Memories;

public sealed class PartitionedMemoryTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public void AScatterIsGatheredAgainAndSeenByReads(int elementSize)
    {
        var bench = Create();
        var packed = new byte[32 * elementSize];
        new Random(elementSize).NextBytes(packed);
        bench.Port.Scatter(64, 32, 60, elementSize, packed, Agent.Host());
        var before = new byte[packed.Length];
        bench.Memory.Gather(64, 32, 60, elementSize, before);
        Assert.That(before, Is.All.Zero, "a write is not seen before its tick commits");
        bench.Simulator.Step();
        var after = new byte[packed.Length];
        bench.Memory.Gather(64, 32, 60, elementSize, after);
        Assert.That(after, Is.EqualTo(packed));
        var one = new byte[elementSize];
        bench.Memory.Read(70, 60, one);
        Assert.That(one, Is.EqualTo(packed.AsSpan(6 * elementSize, elementSize).ToArray()));
    }

    [Property(MaxTest = 200, Replay = "(31,7)")]
    public bool ReadsGiveWhatWasWrittenAndNothingElseIsMarked(byte partition, ushort offset, byte[] bytes)
    {
        var memory = Create().Memory;
        var p = partition % 128;
        var o = offset % (1024 - 256);
        memory.Write(p, o, bytes);
        var read = new byte[bytes.Length];
        memory.Read(p, o, read);
        var unwritten = bytes.Length == 0 || memory.FirstUnwritten(p, 1, o, bytes.Length) < 0;
        return read.AsSpan().SequenceEqual(bytes) && unwritten
            && memory.FirstUnwritten(p, 1, o + bytes.Length, 1) == p
            && (o == 0 || memory.FirstUnwritten(p, 1, o - 1, 1) == p)
            && memory.FirstUnwritten((p + 1) % 128, 1, o, 1) == (p + 1) % 128
            && memory.HighWaterMark == (bytes.Length == 0 ? 0 : o + bytes.Length);
    }

    [Test]
    public void TheFirstUnwrittenPartitionIsNamed()
    {
        var memory = Create().Memory;
        for (var p = 0; p < 128; p++)
            memory.Write(p, 40, new byte[p == 93 ? 99 : 100]);
        Assert.That(memory.FirstUnwritten(0, 128, 40, 99), Is.EqualTo(-1));
        Assert.That(memory.FirstUnwritten(0, 128, 40, 100), Is.EqualTo(93));
        Assert.That(memory.FirstUnwritten(94, 34, 40, 100), Is.EqualTo(-1));
    }

    [TestCase(PowerUpPattern.Zeros)]
    [TestCase(PowerUpPattern.Ones)]
    [TestCase(PowerUpPattern.Random)]
    public void PowerUpContentIsTheSameBeforeAndAfterAPageExists(PowerUpPattern pattern)
    {
        var bench = Create(new PowerUpState(pattern, 42));
        var before = new byte[128];
        bench.Memory.Read(17, 0, before);
        bench.Memory.Write(17, 5, new byte[] { 1, 2 });
        var after = new byte[128];
        bench.Memory.Read(17, 0, after);
        (before[5], before[6]) = (1, 2);
        Assert.That(after, Is.EqualTo(before));
        if (pattern == PowerUpPattern.Random)
        {
            var other = new byte[128];
            bench.Memory.Read(18, 0, other);
            Assert.That(other, Is.Not.EqualTo(before));
        }
    }

    [Test]
    public void ASnapshotKeepsItsContentWhileTheMemoryGoesOn()
    {
        var bench = Create();
        bench.Memory.Write(3, 0, new byte[] { 1, 2, 3 });
        var snapshot = bench.Simulator.Save();
        var digest = bench.Simulator.Digest();
        bench.Memory.Write(3, 1, new byte[] { 9, 9, 9 });
        Assert.That(bench.Simulator.Digest(), Is.Not.EqualTo(digest));
        bench.Simulator.Restore(snapshot);
        Assert.That(bench.Simulator.Digest(), Is.EqualTo(digest));
        Assert.That(bench.Memory.FirstUnwritten(3, 1, 3, 1), Is.EqualTo(3));
        bench.Memory.Write(3, 0, new byte[] { 7 });
        bench.Simulator.Restore(snapshot);
        Assert.That(bench.Simulator.Digest(), Is.EqualTo(digest), "a restored page is still the snapshot's");
    }

    [Test]
    public void ADigestDoesNotDependOnPowerUpContent()
    {
        var zeros = Create(new PowerUpState(PowerUpPattern.Zeros, 0));
        var random = Create(new PowerUpState(PowerUpPattern.Random, 1));
        zeros.Memory.Write(0, 7, new byte[] { 5 });
        random.Memory.Write(0, 7, new byte[] { 5 });
        Assert.That(random.Simulator.Digest(), Is.EqualTo(zeros.Simulator.Digest()));
    }

    private static Bench Create(PowerUpState powerUp = default)
    {
        var spec = TestSpec.Create();
        var grid = TestSpec.Grid(spec);
        var bench = new Bench { Clock = grid["base"] };
        bench.Attach(new Simulator(bench, grid, new SimulatorOptions { PowerUp = powerUp }));
        return bench;
    }

    private sealed class Bench : Component
    {
        private Simulator[] _simulator = [];

        public Bench() => Port = new PartitionedWritePort(Memory);

        public PartitionedMemory Memory { get; } = new(128, 1024, space: 5);

        public PartitionedWritePort Port { get; }

        public new Simulator Simulator => _simulator[0];

        public void Attach(Simulator simulator) => _simulator = [simulator];

        protected internal override void Tick()
        {
        }
    }
}
