using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;
using static Hardware.Common.Tests.Engines.Lanes.LaneWords;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>ScalarE: functions behind scale and bias, the reduce register, and the published times.</summary>
public class ActivateTests
{
    private const DataType F32 = DataType.Float32;

    [TestCase(ActivationFunction.Exp)]
    [TestCase(ActivationFunction.Tanh)]
    [TestCase(ActivationFunction.Sigmoid)]
    [TestCase(ActivationFunction.Square)]
    [TestCase(ActivationFunction.Relu)]
    public void A_function_is_applied_to_scaled_and_biased_data(ActivationFunction function)
    {
        var (a, bias, dst) = (Sbuf(DataType.BFloat16, 0, 40), Sbuf(DataType.BFloat16, 512, 1), Psum(F32, 0, 40));
        var word = Word<Activate>(dst, a).Codes((int)function).Scalars(Constant(0.5f), Vector(bias));
        var bench = LaneBench.Run(Engine.Scalar, word, b =>
        {
            b.Fill(a, (p, e) => Sample(1, p, e));
            b.Fill(bias, (p, _) => Sample(2, p, 0));
        });
        for (var p = 0; p < 128; p += 3)
        {
            for (var e = 0; e < 40; e++)
            {
                var x = (bench.At(a, p, e) * 0.5) + bench.At(bias, p, 0);
                var expected = function switch
                {
                    ActivationFunction.Exp => Math.Exp(x),
                    ActivationFunction.Tanh => Math.Tanh(x),
                    ActivationFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
                    ActivationFunction.Square => x * x,
                    _ => Math.Max(x, 0),
                };
                Assert.That(bench.At(dst, p, e), Is.EqualTo(expected).Within(1e-4 * Math.Max(1, Math.Abs(expected))));
            }
        }
    }

    [Test]
    public void Scale_may_be_a_vector_and_is_fused_with_the_bias_in_one_rounding()
    {
        var (a, scale, bias, dst) = (Sbuf(F32, 0, 1), Sbuf(F32, 64, 1), Sbuf(F32, 128, 1), Sbuf(F32, 192, 1));
        var word = Word<Activate>(dst, a).Codes((int)ActivationFunction.Copy).Scalars(Vector(scale), Vector(bias));
        var x = 1 + MathF.ScaleB(1, -12);
        var bench = LaneBench.Run(Engine.Scalar, word, b =>
        {
            b.Fill(a, (_, _) => x);
            b.Fill(scale, (_, _) => x);
            b.Fill(bias, (_, _) => -1);
        });
        Assert.That(bench.At(dst, 8, 0), Is.EqualTo((float)(((double)x * x) - 1)));
    }

    [Test]
    public void The_reduce_register_sums_over_instructions_until_it_is_reset()
    {
        var (a, sum1, sum2) = (Sbuf(F32, 0, 50), Sbuf(F32, 1024, 1), Sbuf(F32, 1088, 1));
        InstructionWord Sum(ReduceCommand command) => Word<Activate>(Sbuf(F32, 512, 50), a).Codes((int)ActivationFunction.Square, (int)command);
        var bench = new LaneBench(
            null, null,
            (Engine.Scalar, Sum(ReduceCommand.ResetReduce)),
            (Engine.Scalar, Sum(ReduceCommand.Reduce)),
            (Engine.Scalar, Sum(ReduceCommand.Idle)),
            (Engine.Scalar, Word<ActReadAccumulator>(sum1)),
            (Engine.Scalar, Sum(ReduceCommand.ResetReduce)),
            (Engine.Scalar, Word<ActReadAccumulator>(sum2)));
        bench.Fill(a, (p, e) => Sample(3, p, e));
        bench.Run();
        for (var p = 0; p < 128; p++)
        {
            var expected = Enumerable.Range(0, 50).Sum(e => Sample(3, p, e) * Sample(3, p, e));
            Assert.That((bench.At(sum1, p, 0), bench.At(sum2, p, 0)), Is.EqualTo((2 * expected, expected)));
        }
    }

    [Test]
    public void A_NaN_made_by_a_function_is_reported()
    {
        var (a, dst) = (Sbuf(F32, 0, 2), Sbuf(F32, 64, 2));
        var word = Word<Activate>(dst, a).Codes((int)ActivationFunction.Sqrt);
        Assert.That(LaneBench.Run(Engine.Scalar, word, b => b.Fill(a, (_, _) => -1)).Nans, Has.Count.EqualTo(1));
        Assert.That(LaneBench.Run(Engine.Scalar, word, b => b.Fill(a, (_, _) => 1)).Nans, Is.Empty);
    }

    [Test]
    public void A_copy_of_large_integers_loses_what_FP32_cannot_hold()
    {
        var (a, dst) = (Sbuf(DataType.Int32, 0, 1), Sbuf(DataType.Int32, 64, 1));
        var bench = new LaneBench(null, null, (Engine.Scalar, Word<Activate>(dst, a).Codes((int)ActivationFunction.Copy)));
        for (var p = 0; p < 128; p++)
            bench.Sbuf.Write(p, 0, BitConverter.GetBytes(16_777_217));
        bench.Run();
        Assert.That(BitConverter.ToInt32(bench.BytesAt(dst, 1, 0)), Is.EqualTo(16_777_216));
    }

    [Test]
    public void A_constant_bias_is_refused()
    {
        var word = Word<Activate>(Sbuf(F32, 0, 2), Sbuf(F32, 64, 2)).Scalars(Constant(1), Constant(1));
        Assert.That(InstructionCatalog.Find("Activate")!.Validate(Engine.Scalar, word, TestSpec.Create()), Does.Contain("a vector"));
    }

    /// <summary>max(MIN_II, N), whatever scale and bias are; about 64 cycles to read the accumulator (nki.isa reference 2.26).</summary>
    [TestCase(400, 400)]
    [TestCase(1, 64)]
    public void The_initiation_interval_is_the_published_one(int elements, int cycles)
    {
        var (a, dst) = (Sbuf(F32, 0, elements), Sbuf(F32, 8192, elements));
        var plain = Word<Activate>(dst, a).Codes((int)ActivationFunction.Exp);
        var full = plain.Scalars(Constant(2), Vector(Sbuf(F32, 0, 1)));
        var read = Word<ActReadAccumulator>(Sbuf(F32, 16384, 1));
        var bench = new LaneBench(null, null, [.. new[] { plain, plain, plain, full, full, full, read, read, read }.Select(w => (Engine.Scalar, w))]);
        bench.Fill(a, (p, e) => Sample(1, p, e));
        bench.Run();
        var intervals = bench.Records.Zip(bench.Records.Skip(1), (x, y) => bench.Cycles(Engine.Scalar, y.FirstBeatAt - x.FirstBeatAt)).ToArray();

        // The first interval follows a table load; the first short one after a long one overlaps its start-up with the latter's beats.
        Assert.That(intervals[2..6], Is.All.EqualTo(cycles));
        Assert.That(intervals[7], Is.EqualTo(64));
    }

    [Test]
    public void A_dependent_chain_on_ScalarE_takes_the_measured_189_ns_an_instruction_and_each_lasts_159_ns()
    {
        var cell = Sbuf(F32, 0, 1);
        var bench = new LaneBench(null, null, [.. Enumerable.Repeat((Engine.Scalar, Word<Activate>(cell, cell).Codes((int)ActivationFunction.Copy)), 5)]);
        bench.Fill(cell, (_, _) => 1);
        bench.Run();
        var interval = bench.Cycles(Engine.Scalar, bench.Records[4].StartedAt - bench.Records[3].StartedAt) / 1.4;
        var duration = bench.Cycles(Engine.Scalar, bench.Records[4].CompletedAt - bench.Records[4].StartedAt) / 1.4;
        Assert.That(interval, Is.EqualTo(189).Within(3), "ns from start to start");
        Assert.That(duration, Is.EqualTo(159).Within(2), "ns from start to completion");
    }

    [Test]
    public void A_switch_of_the_function_set_costs_a_table_load_and_the_same_set_does_not()
    {
        var word = Word<Activate>(Sbuf(F32, 0, 100), Sbuf(F32, 8192, 100));
        var exp = word.Codes((int)ActivationFunction.Exp);
        var gelu = word.Codes((int)ActivationFunction.Gelu);
        var bench = new LaneBench(null, null, [.. new[] { exp, exp, gelu, gelu, exp }.Select(w => (Engine.Scalar, w))]);
        bench.Fill(word.Patterns[1], (p, e) => Sample(1, p, e));
        bench.Run();
        var intervals = bench.Records.Zip(bench.Records.Skip(1), (a, b) => bench.Cycles(Engine.Scalar, b.FirstBeatAt - a.FirstBeatAt));
        Assert.That(intervals, Is.EqualTo(new double[] { 100, 615, 100, 615 }));
    }

    [Test]
    public void ScalarE_works_beside_VectorE_in_SBUF_but_takes_turns_with_it_in_PSUM([Values] bool psum)
    {
        var (a, b, c) = (Sbuf(F32, 0, 500), Sbuf(F32, 4096, 500), psum ? Psum(F32, 2048, 500) : Sbuf(F32, 8192, 500));
        var mine = (Engine.Vector, Word<TensorCopy>(psum ? Psum(F32, 0, 500) : b, a));
        var theirs = (Engine.Scalar, Word<Activate>(c, a).Codes((int)ActivationFunction.Copy));
        var bench = new LaneBench(null, null, mine, theirs, mine, theirs, mine);
        bench.Fill(a, (_, _) => 1);
        bench.Run();
        Assert.That(
            bench.Records.Any(x => bench.Records.Any(y => x.By.Engine != y.By.Engine && x.FirstBeatAt < y.CompletedAt && y.FirstBeatAt < x.CompletedAt)),
            Is.EqualTo(!psum));
    }
}
