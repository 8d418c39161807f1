using System.Buffers.Binary;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;
using static Hardware.Common.Tests.Engines.Lanes.LaneWords;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary><c>Rng</c>, <c>SetRngSeed</c> and <c>Dropout</c> against draws of the documented generator, one by one, and against statistics.</summary>
public class RandomNumberTests
{
    private const uint Seed = 0xC0FFEE01;

    private static AccessPattern SeedCell { get; } = Sbuf(DataType.UInt32, 65536, 1, 1);

    private static InstructionWord SetSeed { get; } = Word<SetRngSeed>(default, SeedCell);

    [Test]
    public void Rng_gives_each_element_the_low_bits_of_its_own_draw(
        [Values(DataType.UInt8, DataType.Int8, DataType.UInt16, DataType.Int16, DataType.UInt32, DataType.Int32)] DataType type,
        [Values(0, 64)] int start)
    {
        var dst = Sbuf(type, 512, 9, 50, start);
        var bench = Run(SetSeed, Word<Rng>(dst));
        for (var p = 0; p < 50; p++)
        {
            for (var e = 0; e < 9; e++)
            {
                var draw = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(draw, Drawn(Seed, start + p, e));
                Assert.That(bench.BytesAt(dst, p, e), Is.EqualTo(draw[..type.Size()]));
            }
        }
    }

    [Test]
    public void A_seed_starts_the_sequence_anew_and_lasts_until_the_next()
    {
        var (first, second, third) = (Sbuf(DataType.UInt32, 0, 6), Sbuf(DataType.UInt32, 64, 5), Sbuf(DataType.UInt32, 128, 5));
        var bench = Run(SetSeed, Word<Rng>(first), Word<Rng>(second), SetSeed, Word<Rng>(third));
        for (var p = 0; p < 128; p += 9)
        {
            for (var e = 0; e < 5; e++)
            {
                Assert.That(bench.BytesAt(second, p, e), Is.EqualTo(BitConverter.GetBytes(Drawn(Seed, p, 6 + e))));
                Assert.That(bench.BytesAt(third, p, e), Is.EqualTo(bench.BytesAt(first, p, e)));
            }
        }

        Assert.That((bench[Engine.Vector].Datapath.Random.Seed, bench[Engine.Vector].Datapath.Random.Draws), Is.EqualTo(((ulong)Seed, 5UL)));
    }

    [Test]
    public void Without_a_seed_of_the_program_the_chip_s_seed_counts()
    {
        var dst = Sbuf(DataType.UInt32, 0, 3);
        var bench = new LaneBench(TestSpec.Create(("RandomSeed", 0x1234_5678_9ABC)), null, (Engine.Vector, Word<Rng>(dst)));
        bench.Run();
        Assert.That(bench.BytesAt(dst, 77, 2), Is.EqualTo(BitConverter.GetBytes(Drawn(0x1234_5678_9ABC, 77, 2))));
    }

    /// <summary>Chi-square of the bytes of 51,200 draws, and of the distance between equal neighbours in lane and in time.</summary>
    [Test]
    public void The_bits_are_uniform()
    {
        var dst = Sbuf(DataType.UInt32, 0, 400);
        var bench = Run(SetSeed, Word<Rng>(dst));
        var counts = new int[4, 256];
        for (var p = 0; p < 128; p++)
        {
            for (var e = 0; e < 400; e++)
            {
                var bytes = bench.BytesAt(dst, p, e);
                for (var b = 0; b < 4; b++)
                    counts[b, bytes[b]]++;
            }
        }

        for (var b = 0; b < 4; b++)
        {
            var expected = 128 * 400 / 256.0;
            var chi = Enumerable.Range(0, 256).Sum(v => Math.Pow(counts[b, v] - expected, 2) / expected);
            Assert.That(chi, Is.EqualTo(255).Within(5 * Math.Sqrt(2 * 255)), $"byte {b}");
        }
    }

    [Test]
    public void Dropout_decides_each_element_by_its_own_draw(
        [Values] DropoutMode mode, [Values(0.1f, 0.5f, 0.875f)] float rate,
        [Values(DataType.Float32, DataType.BFloat16, DataType.Float8E4)] DataType type)
    {
        var (source, dst) = (Sbuf(type, 0, 30), Sbuf(type, 1024, 30));
        var bench = Run(SetSeed, Word<Dropout>(dst, source).Codes((int)mode).Scalars(Constant(rate)));
        for (var p = 0; p < 128; p++)
        {
            for (var e = 0; e < 30; e++)
            {
                var occurs = Drawn(Seed, p, e) < (decimal)rate * 4294967296m;
                var kept = occurs == (mode == DropoutMode.Keep);
                Assert.That(bench.BytesAt(dst, p, e), Is.EqualTo(kept ? bench.BytesAt(source, p, e) : new byte[type.Size()]));
            }
        }
    }

    /// <summary>Beyond 0 and 1 the event is impossible or certain; so is NaN, impossible.</summary>
    [TestCase(0f, 0)]
    [TestCase(-1f, 0)]
    [TestCase(float.NaN, 0)]
    [TestCase(1f, 1)]
    [TestCase(2f, 1)]
    [TestCase(float.PositiveInfinity, 1)]
    public void Rates_at_the_ends_are_exact(float rate, int dropped)
    {
        var (source, dst) = (Sbuf(DataType.BFloat16, 0, 40), Sbuf(DataType.BFloat16, 1024, 40));
        var bench = new LaneBench(null, null, (Engine.Vector, Word<Dropout>(dst, source).Scalars(Constant(rate))));
        bench.Fill(source, (_, _) => 1);
        bench.Run();
        Assert.That(Elements(bench, dst).Count(v => v == 0), Is.EqualTo(dropped * 128 * 40));
    }

    /// <summary>A rate for each partition, within five standard deviations of 2,000 elements.</summary>
    [Test]
    public void The_rate_of_a_partition_is_the_share_that_drops([Values] DropoutMode mode)
    {
        const int N = 2000;
        var (source, dst, rates) = (Sbuf(DataType.BFloat16, 0, N), Sbuf(DataType.BFloat16, 8192, N), Sbuf(DataType.Float32, 16384, 1));
        var bench = new LaneBench(null, null, (Engine.Vector, Word<Dropout>(dst, source).Codes((int)mode).Scalars(Vector(rates))));
        bench.Fill(source, (_, _) => 1);
        bench.Fill(rates, (p, _) => p / 128f);
        bench.Run();
        for (var p = 0; p < 128; p++)
        {
            var share = p / 128.0;
            var occurred = Enumerable.Range(0, N).Count(e => bench.At(dst, p, e) == 0 == (mode == DropoutMode.Drop));
            Assert.That(occurred, Is.EqualTo(N * share).Within(5 * Math.Sqrt(N * share * (1 - share))), $"partition {p}");
        }
    }

    [Test]
    public void Kept_elements_are_moved_bit_for_bit()
    {
        var cell = Sbuf(DataType.Float32, 0, 1, 1);
        var bench = new LaneBench(null, null, (Engine.Vector, Word<Dropout>(Sbuf(DataType.Float32, 64, 1, 1), cell).Scalars(Constant(0))));
        bench.Sbuf.Write(0, 0, BitConverter.GetBytes(0xFFA12345u));
        bench.Run();
        Assert.That(bench.BytesAt(Sbuf(DataType.Float32, 64, 1, 1), 0, 0), Is.EqualTo(BitConverter.GetBytes(0xFFA12345u)));
        Assert.That(bench.Nans, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Illegal()
    {
        var f32 = DataType.Float32;
        yield return Case("float bits", Word<Rng>(Sbuf(f32, 0, 8)), "an integer type");
        yield return Case("many seeds", Word<SetRngSeed>(default, Sbuf(DataType.UInt32, 0, 2, 1)), "one element of one partition");
        yield return Case("seeds of partitions", Word<SetRngSeed>(default, Sbuf(DataType.UInt32, 0, 1, 2)), "one element of one partition");
        yield return Case("short seed", Word<SetRngSeed>(default, Sbuf(DataType.UInt16, 0, 1, 1)), "a type of 32 bits");
        yield return Case("seed place", Word<SetRngSeed>(default, Sbuf(DataType.UInt32, 2, 1, 1)), "a multiple of 4");
        yield return Case("dropout casts", Word<Dropout>(Sbuf(f32, 0, 8), Sbuf(DataType.BFloat16, 64, 8)).Scalars(Constant(0)), "equal types");
        yield return Case("no rate", Word<Dropout>(Sbuf(f32, 0, 8), Sbuf(f32, 64, 8)), "rate is missing");

        static TestCaseData Case(string name, InstructionWord word, string message) => new TestCaseData(word, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Illegal))]
    public void Illegal_operands_are_refused_with_what_would_be_right(InstructionWord word, string message) =>
        Assert.That(InstructionCatalog.Find(word.Opcode)!.Validate(Engine.Vector, word, TestSpec.Create()), Does.Contain(message));

    internal static uint Drawn(ulong seed, int partition, int draw, Engine engine = Engine.Vector) =>
        Philox.Draw(seed, RandomGenerator.Number(0, engine), (uint)partition, (ulong)draw);

    private static IEnumerable<float> Elements(LaneBench bench, AccessPattern pattern) =>
        from p in Enumerable.Range(0, pattern.Partitions)
        from e in Enumerable.Range(0, pattern.ElementsPerPartition)
        select bench.At(pattern, p, e);

    private static LaneBench Run(params InstructionWord[] program)
    {
        var bench = new LaneBench(null, null, [.. program.Select(word => (Engine.Vector, word))]);
        bench.Sbuf.Write(0, 65536, BitConverter.GetBytes(Seed));
        foreach (var word in program.Where(w => w.Opcode == new Dropout().Opcode))
            bench.Fill(word.Patterns[1], (p, e) => 1 + (((p * 7) + e) % 8));
        bench.Run();
        return bench;
    }
}
