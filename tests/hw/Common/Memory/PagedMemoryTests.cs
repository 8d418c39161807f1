using Hardware.Common.Kernel;
using Hardware.Common.Memory;

namespace Hardware.Common.Tests.Memory;

public sealed class PagedMemoryTests
{
    private const long SecondStack = 0x10_0000_0000;

    [Property(MaxTest = 200, Replay = "(3,77)")]
    public bool ReadsGiveWhatWasWrittenAcrossPages(uint address, byte[] bytes, bool second)
    {
        var memory = Create().Memory;
        var at = (second ? SecondStack : 0) + address;
        memory.Write(at, bytes);
        var read = new byte[bytes.Length];
        memory.Read(at, read);
        return read.AsSpan().SequenceEqual(bytes)
            && memory.FirstUnwritten(at, bytes.Length) == -1
            && memory.FirstUnwritten(at, bytes.Length + 1) == at + bytes.Length;
    }

    [Test]
    public void AWriteAcrossAPageBoundaryIsWhole()
    {
        var memory = Create().Memory;
        var bytes = new byte[40_000];
        new Random(1).NextBytes(bytes);
        memory.Write(16_384 - 7, bytes);
        var read = new byte[bytes.Length];
        memory.Read(16_384 - 7, read);
        Assert.That(read, Is.EqualTo(bytes));
        Assert.That(memory.FirstUnwritten(16_384 - 8, 10), Is.EqualTo(16_384 - 8));
    }

    [Test]
    public void OnlyTheRegionsExist()
    {
        var memory = Create().Memory;
        Assert.That(memory.Contains(0, 16L << 30));
        Assert.That(memory.Contains(1, 16L << 30), Is.False);
        Assert.That(memory.Contains(SecondStack - 1, 2), Is.False);
        Assert.That(memory.Contains(SecondStack, 1));
    }

    [Test]
    public void PowerUpContentIsTheSameBeforeAndAfterAPageExists()
    {
        var memory = Create(new PowerUpState(PowerUpPattern.Random, 9)).Memory;
        var before = new byte[64];
        memory.Read(0x1235, before);
        memory.Write(0x1240, new byte[] { 1 });
        var after = new byte[64];
        memory.Read(0x1235, after);
        before[0x1240 - 0x1235] = 1;
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public void ASnapshotKeepsItsContentWhileTheMemoryGoesOn()
    {
        var bench = Create();
        bench.Memory.Write(100, new byte[] { 1, 2, 3 });
        var snapshot = bench.Simulator.Save();
        var digest = bench.Simulator.Digest();
        bench.Memory.Write(101, new byte[] { 9 });
        bench.Memory.Write(SecondStack, new byte[] { 9 });
        Assert.That(bench.Simulator.Digest(), Is.Not.EqualTo(digest));
        for (var again = 0; again < 2; again++)
        {
            bench.Simulator.Restore(snapshot);
            Assert.That(bench.Simulator.Digest(), Is.EqualTo(digest));
            Assert.That(bench.Memory.FirstUnwritten(SecondStack, 1), Is.EqualTo(SecondStack));
            bench.Memory.Write(100, new byte[] { 8, 8 });
        }
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

        public PagedMemory Memory { get; } = new((0, 16L << 30), (SecondStack, 16L << 30));

        public new Simulator Simulator => _simulator[0];

        public void Attach(Simulator simulator) => _simulator = [simulator];

        protected internal override void Tick()
        {
        }
    }
}
