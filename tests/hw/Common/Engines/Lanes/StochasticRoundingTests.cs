using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Testbench.Benches;
using static Hardware.Common.Tests.Engines.Lanes.LaneWords;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>Results that the engines round stochastically: which draw each element takes, what may not change it, and the expectation.</summary>
public class StochasticRoundingTests
{
    private const int N = 50;
    private const int Start = 32;

    private static readonly DataType[] s_rounded =
        [DataType.BFloat16, DataType.Float16, DataType.TensorFloat32, DataType.Float8E5, DataType.Float8E4, DataType.Float8E3, DataType.Int8, DataType.UInt16, DataType.Int32];

    private static AccessPattern Source { get; } = Sbuf(DataType.Float32, 0, N, 32, Start);

    private static AccessPattern Wide { get; } = Sbuf(DataType.Float32, 0, 200);

    private static AccessPattern Bits { get; } = Sbuf(DataType.UInt32, 12288, 200);

    private static AccessPattern Rounded { get; } = Sbuf(DataType.BFloat16, 4096, 200);

    private static AccessPattern Activated { get; } = Sbuf(DataType.Float8E4, 8192, 200);

    private static AccessPattern Kept { get; } = Sbuf(DataType.Float16, 16384, 200);

    /// <summary>The n-th row of results takes draw n of each partition's sequence, whichever engine rounds.</summary>
    [Test]
    public void Each_element_takes_its_own_draw(
        [Values(Engine.Vector, Engine.Scalar, Engine.GpSimd)] Engine engine, [ValueSource(nameof(s_rounded))] DataType type)
    {
        var dst = Sbuf(type, 4096, N, 32, Start);
        var bench = Run(TestSpec.Create(("RandomSeed", 99)), (engine, Copying(engine, dst).Rounding(ResultRounding.Stochastic)));
        var expected = new byte[4];
        for (var p = 0; p < 32; p++)
        {
            for (var e = 0; e < N; e++)
            {
                CastScalar.FromSingle(type, Value(p, e), expected, Rounding.Stochastic, RandomNumberTests.Drawn(99, Start + p, e, engine));
                Assert.That(bench.BytesAt(dst, p, e), Is.EqualTo(expected[..type.Size()]));
            }
        }
    }

    [Test]
    public void The_chip_decides_for_instructions_that_do_not_say()
    {
        var dst = Sbuf(DataType.BFloat16, 4096, N, 32, Start);
        byte[] Result(int chip, ResultRounding rounding)
        {
            var bench = Run(TestSpec.Create(("StochasticRounding", chip)), (Engine.Vector, Copying(Engine.Vector, dst).Rounding(rounding)));
            return [.. Enumerable.Range(0, 32 * N).SelectMany(i => bench.BytesAt(dst, i / N, i % N))];
        }

        var (nearest, stochastic) = (Result(0, ResultRounding.NearestEven), Result(0, ResultRounding.Stochastic));
        Assert.That(stochastic, Is.Not.EqualTo(nearest));
        Assert.That(Result(0, ResultRounding.Chip), Is.EqualTo(nearest));
        Assert.That(Result(1, ResultRounding.NearestEven), Is.EqualTo(nearest));
        Assert.That(Result(1, ResultRounding.Chip), Is.EqualTo(stochastic));
    }

    [Test]
    public void What_is_not_rounded_draws_nothing()
    {
        var bench = Run(
            TestSpec.Create(("StochasticRounding", 1)),
            (Engine.Vector, Copying(Engine.Vector, Sbuf(DataType.Float32, 4096, N, 32, Start))),
            (Engine.Vector, Copying(Engine.Vector, Sbuf(DataType.BFloat16, 4096, N, 32, Start)).Rounding(ResultRounding.NearestEven)));
        Assert.That(bench[Engine.Vector].Datapath.Random.Draws, Is.Zero);
    }

    /// <summary>1 + 1/1024 lies an eighth of the way between neighbours in BF16; the mean of 6,400 roundings is it, within five standard deviations.</summary>
    [Test]
    public void The_mean_of_many_roundings_is_the_value()
    {
        var dst = Sbuf(DataType.BFloat16, 4096, 200);
        var bench = new LaneBench(
            null, null, (Engine.Vector, Word<Memset>(dst).Scalars(Constant(1 + (1 / 1024f))).Rounding(ResultRounding.Stochastic)));
        bench.Run();
        var up = 0;
        for (var p = 0; p < 128; p++)
            up += Enumerable.Range(0, 200).Count(e => bench.At(dst, p, e) == 1 + (1 / 128f));
        var draws = 128 * 200;
        Assert.That(up, Is.EqualTo(draws / 8.0).Within(5 * Math.Sqrt(draws * 7 / 64.0)));
    }

    [Test]
    public void Evaluation_order_sleeping_and_power_up_change_nothing()
    {
        var expected = Outcome(new SimulatorOptions());
        Assert.That(Outcome(new SimulatorOptions()), Is.EqualTo(expected));
        Assert.That(Outcome(new SimulatorOptions { EvaluationShuffle = 5, CheckOwnership = true }), Is.EqualTo(expected));
        Assert.That(Outcome(new SimulatorOptions { NeverSleep = true }), Is.EqualTo(expected));
        foreach (var pattern in Enum.GetValues<PowerUpPattern>())
            Assert.That(Results(new SimulatorOptions { PowerUp = new PowerUpState(pattern, 3) }), Is.EqualTo(Results(new SimulatorOptions())));
    }

    /// <summary>Draws are counted, not timed.</summary>
    [Property(MaxTest = 8)]
    public bool Stalls_change_no_bit(ulong seed, byte percent) =>
        Results(new SimulatorOptions { Stalls = new RandomStalls(seed, percent % 70) }).SequenceEqual(Results(new SimulatorOptions()));

    [Property(MaxTest = 10)]
    public void A_snapshot_between_draws_goes_on_with_the_same_bits(ushort at)
    {
        var bench = Ready(new SimulatorOptions());
        bench.Simulator.RunUntil(at % 16_000);
        var snapshot = bench.Simulator.Save();
        bench.Run();
        var expected = bench.Simulator.Digest();
        bench.Simulator.Restore(snapshot);
        bench.Run();
        Assert.That(bench.Simulator.Digest(), Is.EqualTo(expected));

        // And in a simulator that has drawn nothing itself.
        var other = Ready(new SimulatorOptions());
        other.Simulator.Restore(snapshot);
        other.Run();
        Assert.That(other.Simulator.Digest(), Is.EqualTo(expected));
    }

    [Test]
    public void The_seed_is_part_of_the_state()
    {
        string Digest(long seed) => new LaneBench(TestSpec.Create(("RandomSeed", seed))).Simulator.Digest();
        Assert.That(Digest(1), Is.Not.EqualTo(Digest(2)));
    }

    [Test]
    public void Drawing_allocates_nothing()
    {
        var bench = Ready(new SimulatorOptions());
        bench.Run();
        var random = bench[Engine.Vector].Datapath.Random;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            random.Draw();
        Assert.That(GC.GetAllocatedBytesForCurrentThread(), Is.EqualTo(before));
    }

    private static float Value(int partition, int element) => (Sample(3, partition, element) * 1.0009765625f) + 0.2001953125f;

    private static InstructionWord Copying(Engine engine, AccessPattern dst) => engine == Engine.Scalar
        ? Word<Activate>(dst, Source).Codes((int)ActivationFunction.Copy)
        : Word<TensorCopy>(dst, Source);

    private static LaneBench Run(ChipSpec spec, params (Engine Engine, InstructionWord Word)[] program)
    {
        var bench = new LaneBench(spec, null, program);
        bench.Fill(Source, Value);
        bench.Run();
        return bench;
    }

    private static string Outcome(SimulatorOptions options)
    {
        var bench = Ready(options);
        bench.Run();
        return bench.Simulator.Digest();
    }

    private static byte[] Results(SimulatorOptions options)
    {
        var bench = Ready(options);
        bench.Run();
        return [.. from t in new[] { Rounded, Activated, Kept, Bits } from i in Enumerable.Range(0, 128 * 200) from b in bench.BytesAt(t, i / 200, i % 200) select b];
    }

    /// <summary>Three engines that draw at the same time, VectorE for three uses.</summary>
    private static LaneBench Ready(SimulatorOptions options)
    {
        var bench = new LaneBench(
            TestSpec.Create(("StochasticRounding", 1), ("RandomSeed", 7)), options,
            (Engine.Vector, Word<TensorCopy>(Rounded, Wide)),
            (Engine.Vector, Word<Rng>(Bits)),
            (Engine.Vector, Word<Dropout>(Rounded, Rounded).Scalars(Constant(0.25f))),
            (Engine.Vector, Word<TensorTensor>(Rounded, Rounded, Wide).Codes((int)AluOperator.Multiply)),
            (Engine.Scalar, Word<Activate>(Activated, Wide).Codes((int)ActivationFunction.Tanh)),
            (Engine.GpSimd, Word<TensorCopy>(Kept, Wide)));
        bench.Fill(Wide, Value);
        return bench;
    }
}
