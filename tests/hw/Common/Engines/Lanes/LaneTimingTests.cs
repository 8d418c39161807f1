using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;
using static Hardware.Common.Tests.Engines.Lanes.LaneWords;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>The published costs against the model: initiation intervals of independent instructions, and latencies of dependent ones.</summary>
public class LaneTimingTests
{
    private const DataType F32 = DataType.Float32;
    private const DataType B16 = DataType.BFloat16;

    /// <summary>Instruction, engine, interval in engine cycles: published (nki.isa reference 2.26, N elements a partition), or chosen where the name says so.</summary>
    private static IEnumerable<TestCaseData> Intervals()
    {
        const int N = 400;
        var (dst, a, b) = (Sbuf(F32, 0, N), Sbuf(F32, 8192, N), Sbuf(F32, 16384, N));
        var (dst16, a16, b16) = (Sbuf(B16, 0, N), Sbuf(B16, 8192, N), Sbuf(B16, 16384, N));
        var psum = Psum(F32, 0, N);
        int add = (int)AluOperator.Add, subtract = (int)AluOperator.Subtract, multiply = (int)AluOperator.Multiply, max = (int)AluOperator.Max;
        yield return Case("tensor_tensor SBUF fp32", Engine.Vector, 2 * N, Word<TensorTensor>(dst, a, b).Codes(add));
        yield return Case("tensor_tensor PSUM and SBUF", Engine.Vector, N, Word<TensorTensor>(dst, psum, b).Codes(add));
        yield return Case("tensor_tensor bf16 multiply", Engine.Vector, N, Word<TensorTensor>(dst16, a16, b16).Codes(multiply));
        yield return Case("tensor_tensor bf16 max", Engine.Vector, 2 * N, Word<TensorTensor>(dst16, a16, b16).Codes(max));
        yield return Case("tensor_tensor tiny", Engine.Vector, 64, Word<TensorTensor>(Sbuf(F32, 0, 8), Sbuf(F32, 8192, 8), Sbuf(F32, 16384, 8)).Codes(add));
        yield return Case("tensor_scalar", Engine.Vector, N, Word<TensorScalar>(dst, a).Codes(add, multiply).Scalars(Constant(2), Constant(3)));
        yield return Case("scalar_tensor_tensor", Engine.Vector, 2 * N, Word<ScalarTensorTensor>(dst, a, b).Codes(add, add).Scalars(Constant(2)));
        yield return Case("scalar_tensor_tensor fast", Engine.Vector, N, Word<ScalarTensorTensor>(dst16, a16, b16).Codes(subtract, multiply).Scalars(Constant(2)));
        yield return Case("tensor_reduce fp32", Engine.Vector, N, Word<TensorReduce>(Sbuf(F32, 0, 1), a).Codes(add));
        yield return Case("tensor_reduce bf16", Engine.Vector, N / 2, Word<TensorReduce>(Sbuf(B16, 0, 1), a16).Codes(max));
        yield return Case("tensor_tensor_scan", Engine.Vector, 2 * N, Word<TensorTensorScan>(dst, a, psum).Codes(multiply, add).Scalars(Constant(0)));
        yield return Case("tensor_copy", Engine.Vector, N, Word<TensorCopy>(dst, a));
        yield return Case("tensor_copy, step 16 B", Engine.Vector, N, Word<TensorCopy>(dst, LaneWords.Tensor(F32, 8192, 128, (4, N))));
        yield return Case("tensor_copy, step 20 B", Engine.Vector, 2 * N, Word<TensorCopy>(dst, LaneWords.Tensor(F32, 8192, 128, (5, N))));
        yield return Case("reciprocal", Engine.Vector, 8 * N, Word<Reciprocal>(dst, a));
        yield return Case("memset 0 bf16", Engine.Vector, N / 2, Word<Memset>(dst16).Scalars(Constant(0)));
        yield return Case("memset 1 bf16", Engine.Vector, N, Word<Memset>(dst16).Scalars(Constant(1)));
        yield return Case("memset 0 fp32", Engine.Vector, N, Word<Memset>(dst).Scalars(Constant(0)));
        yield return Case("bn_stats", Engine.Vector, N, Word<BatchNormStats>(Sbuf(F32, 0, 6), a));
        yield return Case("bn_aggr", Engine.Vector, 13 * 300 / 3, Word<BatchNormAggregate>(Sbuf(F32, 0, 2), Sbuf(F32, 8192, 300)));
        yield return Case("nc_transpose", Engine.Vector, 64, Word<Transpose>(Sbuf(F32, 0, 32), Sbuf(F32, 8192, 32)));
        yield return Case("tensor_copy_predicated SBUF", Engine.Vector, 2 * N, Word<CopyPredicated>(dst, a, Sbuf(DataType.UInt8, 16384, N)));
        yield return Case("tensor_copy_predicated PSUM", Engine.Vector, N, Word<CopyPredicated>(dst, psum, Sbuf(DataType.UInt8, 16384, N)));
        yield return Case("max8", Engine.Vector, N, Word<Max8>(Sbuf(F32, 0, 8), a));
        yield return Case("dropout", Engine.Vector, N, Word<Dropout>(dst, a).Scalars(Constant(0.5f)));
        yield return Case("dropout tiny", Engine.Vector, 64, Word<Dropout>(Sbuf(F32, 0, 8), Sbuf(F32, 8192, 8)).Scalars(Constant(0.5f)));
        yield return Case("rng, unpublished", Engine.Vector, N, Word<Rng>(Sbuf(DataType.UInt32, 0, N)));
        yield return Case("set_rng_seed, unpublished, gives SBUF back each time", Engine.Vector, 65, Word<SetRngSeed>(default, Sbuf(DataType.UInt32, 0, 1, 1)));
        yield return Case("activation read accumulator", Engine.Scalar, 64, Word<ActReadAccumulator>(Sbuf(F32, 0, 1)));
        yield return Case("iota", Engine.GpSimd, 150 + N, Word<Iota>(dst, a));
        yield return Case("affine_select", Engine.GpSimd, 150 + N, Word<AffineSelect>(dst, a, b).Scalars(Constant(0)));
        yield return Case("tensor_scalar rsqrt", Engine.GpSimd, 4 * N, Word<TensorScalar>(dst, a).Codes((int)AluOperator.Rsqrt, multiply).Scalars(Constant(0), Constant(2)));
        yield return Case("tensor_tensor power, unpublished", Engine.GpSimd, 8 * N, Word<TensorTensor>(dst, a, b).Codes((int)AluOperator.Power));
        yield return Case(
            "tensor_scalar of both, unpublished", Engine.GpSimd, 12 * N,
            Word<TensorScalar>(dst, a).Codes((int)AluOperator.Power, (int)AluOperator.Rsqrt).Scalars(Constant(2), Constant(0)));
        yield return Case("memset on GpSimdE", Engine.GpSimd, N, Word<Memset>(dst).Scalars(Constant(1)));

        static TestCaseData Case(string name, Engine engine, int cycles, InstructionWord word) =>
            new TestCaseData(engine, cycles, word).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Intervals))]
    public void The_initiation_interval_of_independent_instructions_is_that_of_the_page_or_the_choice(Engine engine, int cycles, InstructionWord word)
    {
        var bench = new LaneBench(null, null, [.. Enumerable.Repeat((engine, word), 6)]);
        FillSources(bench, word);
        bench.Run();
        Assert.That(bench.Records, Has.Count.EqualTo(6));
        var interval = bench.Cycles(engine, bench.Records[5].FirstBeatAt - bench.Records[1].FirstBeatAt) / 4;
        Assert.That(interval, Is.EqualTo(cycles).Within(0.01));
    }

    [Test]
    public void A_dependent_chain_on_VectorE_costs_about_100_cycles_more_than_an_independent_one()
    {
        var cell = Sbuf(F32, 0, 64);
        var bench = new LaneBench(null, null, [.. Enumerable.Repeat((Engine.Vector, Word<TensorCopy>(cell, cell)), 5)]);
        bench.Fill(cell, (_, _) => 1);
        bench.Run();
        var interval = bench.Cycles(Engine.Vector, bench.Records[4].StartedAt - bench.Records[3].StartedAt);
        Assert.That(interval - 64, Is.InRange(90, 210));
    }

    /// <summary>Two numbers of the vendor disagree: a long instruction was measured at 380 to 400 cycles beyond its beats, while dependent
    /// short ones are said to cost about 100 more. The spec follows the latter; a deeper pipeline gives the former.</summary>
    [TestCase(70, 165, 185)]
    [TestCase(290, 380, 401)]
    public void A_long_tensor_tensor_lasts_its_beats_and_a_fixed_part(int pipeline, int least, int most)
    {
        const int N = 8192;
        var word = Word<TensorTensor>(Sbuf(F32, 0, N), Sbuf(F32, 32768, N), Sbuf(F32, 65536, N)).Codes((int)AluOperator.Add);
        var bench = new LaneBench(TestSpec.Create(("VectorPipelineCycles", pipeline)), null, (Engine.Vector, word));
        foreach (var offset in new[] { 32768, 65536 })
        {
            for (var p = 0; p < 128; p++)
                bench.Sbuf.Write(p, offset, new byte[4 * N]);
        }

        bench.Run();
        var cycles = bench.Cycles(Engine.Vector, bench.Records[0].CompletedAt - bench.Records[0].StartedAt);
        Assert.That(cycles - (2 * N), Is.InRange(least, most));
    }

    [Test]
    public void Without_the_interlock_a_dependent_instruction_reads_what_is_there()
    {
        var (a, b, c) = (Sbuf(F32, 0, 4), Sbuf(F32, 64, 4), Sbuf(F32, 128, 4));
        float Last(int interlock)
        {
            var bench = new LaneBench(
                TestSpec.Create(("EngineInterlock", interlock)), null,
                (Engine.Vector, Word<TensorCopy>(b, a)), (Engine.Vector, Word<TensorCopy>(c, b)));
            bench.Fill(a, (_, _) => 1);
            bench.Fill(b, (_, _) => 2);
            bench.Run();
            return bench.At(c, 5, 3);
        }

        Assert.That((Last(1), Last(0)), Is.EqualTo((1f, 2f)));
    }

    [Test]
    public void Updates_fire_when_inputs_are_read_and_when_results_are_visible()
    {
        var (a, b) = (Sbuf(F32, 0, 300), Sbuf(F32, 4096, 300));
        var bench = new LaneBench(
            null, null,
            (Engine.Vector, Word<TensorCopy>(b, a).Updating(3, UpdateTiming.Read)),
            (Engine.Vector, Word<TensorCopy>(b, a).Updating(4, UpdateTiming.Complete)));
        bench.Fill(a, (_, _) => 1);
        bench.Run();
        var updates = bench.Updates.ToArray();
        Assert.That(updates.Select(u => u.Semaphore), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(updates[0].Tick - bench.Records[0].LastBeatAt, Is.InRange(1, 20));
        Assert.That(updates[1].Tick - bench.Records[1].CompletedAt, Is.InRange(1, 20));
    }

    [Test]
    public void VectorE_and_GpSimdE_take_turns_at_SBUF()
    {
        var (a, b, c) = (Sbuf(F32, 0, 500), Sbuf(F32, 4096, 500), Sbuf(F32, 8192, 500));
        var (mine, theirs) = ((Engine.Vector, Word<TensorCopy>(b, a)), (Engine.GpSimd, Word<TensorCopy>(c, a)));
        var bench = new LaneBench(null, null, mine, theirs, mine, theirs, mine);
        bench.Fill(a, (_, _) => 1);
        bench.Run();
        Assert.That(bench.Records.Select(r => r.By.Engine), Is.EqualTo(new[] { Engine.Vector, Engine.GpSimd, Engine.Vector, Engine.GpSimd, Engine.Vector }));
        foreach (var (first, second) in bench.Records.Zip(bench.Records.Skip(1)))
            Assert.That(second.FirstBeatAt, Is.GreaterThan(first.CompletedAt));
    }

    internal static void FillSources(LaneBench bench, InstructionWord word)
    {
        var definition = (LaneInstruction)InstructionCatalog.Find(word.Opcode)!;
        for (var s = 1; s <= definition.Sources; s++)
        {
            var seed = s;
            bench.Fill(word.Patterns[s], (p, e) => Math.Abs(Sample(seed, p, e)));
        }

        for (var s = 0; s < 2; s++)
        {
            if (word.Scalars[s].Kind == ScalarKind.PerPartition)
                bench.Fill(OperandRules.VectorPattern(word.Scalars[s], 128), (p, _) => Sample(77, p, 0));
        }
    }
}
