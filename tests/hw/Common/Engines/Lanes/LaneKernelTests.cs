using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Testbench.Benches;
using static Hardware.Common.Tests.Engines.Lanes.LaneWords;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>What must not matter does not: evaluation order, sleeping, stalls, snapshots. And what is illegal stops.</summary>
public class LaneKernelTests
{
    private const long End = 60_000;

    [Test]
    public void Evaluation_order_and_sleeping_change_nothing()
    {
        var expected = Outcome(new SimulatorOptions());
        Assert.That(Outcome(new SimulatorOptions { EvaluationShuffle = 3, CheckOwnership = true }), Is.EqualTo(expected));
        Assert.That(Outcome(new SimulatorOptions { NeverSleep = true }), Is.EqualTo(expected));
    }

    [Property(MaxTest = 10)]
    public bool Stalls_change_times_but_no_results(ulong seed, byte percent) =>
        Results(Ready(new SimulatorOptions { Stalls = new RandomStalls(seed, percent % 70) })).SequenceEqual(Results(Ready(new SimulatorOptions())));

    [Property(MaxTest = 10)]
    public void A_snapshot_in_the_middle_of_instructions_goes_on_as_if_nothing_had_happened(ushort at)
    {
        var bench = Ready(new SimulatorOptions());
        bench.Simulator.RunUntil(at % 20_000);
        var snapshot = bench.Simulator.Save();
        bench.Simulator.RunUntil(End);
        var expected = bench.Simulator.Digest();
        bench.Simulator.Restore(snapshot);
        bench.Simulator.RunUntil(End);
        Assert.That(bench.Simulator.Digest(), Is.EqualTo(expected));
    }

    [Test]
    public void Reading_what_nothing_has_written_stops_with_partition_and_offset()
    {
        var bench = new LaneBench(null, null, (Engine.Vector, Word<TensorCopy>(Sbuf(DataType.Float32, 0, 4), Sbuf(DataType.Float32, 64, 4))));
        bench.Fill(Sbuf(DataType.Float32, 64, 4, 40), (_, _) => 1);
        var fault = Assert.Throws<ProgramFaultException>(() => bench.Run())!;
        Assert.That(fault.Code, Is.EqualTo(HardwareCode.LaneReadOfUnwritten));
        Assert.That(fault.Message, Does.Contain("offset 64").And.Contain("partition 40"));
    }

    [Test]
    public void GpSimdE_cannot_reach_PSUM()
    {
        var word = Word<Memset>(Psum(DataType.Float32, 0, 4)).Scalars(Constant(0));
        Assert.That(new Memset().Validate(Engine.Vector, word, TestSpec.Create()), Is.Null);
        Assert.That(new Memset().Validate(Engine.GpSimd, word, TestSpec.Create()), Does.Contain("cannot reach; a tensor in SBUF would be right"));
    }

    [Test]
    public void Operators_of_one_operand_need_no_scalar_and_constants_of_bits_may_have_either_sign()
    {
        var (f32, u8) = (DataType.Float32, DataType.UInt8);
        InstructionWord[] legal =
        [
            Word<TensorScalar>(Sbuf(f32, 0, 8), Sbuf(f32, 64, 8)).Codes((int)AluOperator.Abs, (int)AluOperator.LogicalNot),
            Word<TensorScalar>(Sbuf(u8, 0, 8), Sbuf(u8, 64, 8)).Codes((int)AluOperator.BitwiseOr, (int)AluOperator.BitwiseNot).Scalars(Constant(-128)),
            Word<TensorScalar>(Sbuf(u8, 0, 8), Sbuf(u8, 64, 8)).Codes((int)AluOperator.BitwiseOr).Scalars(Constant(255)),
        ];
        foreach (var word in legal)
            Assert.That(new TensorScalar().Validate(Engine.Vector, word, TestSpec.Create()), Is.Null);
    }

    [TestCase(AluOperator.Power)]
    [TestCase(AluOperator.Rsqrt)]
    public void Kernels_of_GpSimdE_run_nowhere_else(AluOperator op)
    {
        var (dst, a, b) = (Sbuf(DataType.Float32, 0, 4), Sbuf(DataType.Float32, 64, 4), Sbuf(DataType.Float32, 128, 4));
        (InstructionDefinition, InstructionWord)[] both =
        [
            (new TensorTensor(), Word<TensorTensor>(dst, a, b).Codes((int)op)),
            (new TensorScalar(), Word<TensorScalar>(dst, a).Codes((int)op).Scalars(Constant(2))),
            (new TensorScalar(), Word<TensorScalar>(dst, a).Codes((int)AluOperator.Add, (int)op).Scalars(Constant(2), Constant(2))),
        ];
        foreach (var (definition, word) in both)
        {
            Assert.That(definition.Validate(Engine.GpSimd, word, TestSpec.Create()), Is.Null);
            Assert.That(definition.Validate(Engine.Vector, word, TestSpec.Create()), Does.Contain("a stream of pool would be right"));
        }
    }

    private static IEnumerable<TestCaseData> Illegal()
    {
        var f32 = DataType.Float32;
        var ok = Sbuf(f32, 0, 8);
        yield return Case("starts at 0x30000", Word<TensorCopy>(ok, LaneWords.Tensor(f32, 0x30000, 128, (1, 8))), "which is in no memory");
        yield return Case("partition start 32 for 64", Word<TensorCopy>(Sbuf(f32, 0, 8, 64), Sbuf(f32, 0, 8, 64, 32)), "0 or 64");
        yield return Case("partition start 5", Word<TensorCopy>(Sbuf(f32, 0, 8, 4), Sbuf(f32, 0, 8, 4, 5)), "0, 32, 64 or 96");
        yield return Case("partition start 64 for 100", Word<TensorCopy>(Sbuf(f32, 0, 8, 100), Sbuf(f32, 0, 8, 100, 64)), "a start at 0");
        yield return Case("past the end", Word<TensorCopy>(ok, Sbuf(f32, 196_600, 8)), "0 to 196607");
        yield return Case("before the start", Word<TensorCopy>(ok, LaneWords.Tensor(f32, 8, 128, (-1, 8))), "bytes -20");
        yield return Case("misaligned", Word<TensorCopy>(ok, Sbuf(f32, 2, 8)), "a multiple of 4");
        yield return Case("PSUM end", Word<TensorCopy>(ok, Psum(f32, 16_368, 8)), "0 to 16383");
        yield return Case("shapes differ", Word<TensorCopy>(ok, Sbuf(f32, 64, 9)), "equal counts");
        yield return Case("partitions differ", Word<TensorCopy>(ok, Sbuf(f32, 64, 8, 64)), "equal counts");
        yield return Case("both inputs in PSUM", Word<TensorTensor>(ok, Psum(f32, 0, 8), Psum(f32, 64, 8)), "at most one input");
        yield return Case("too many elements", Word<TensorCopy>(ok, LaneWords.Tensor(DataType.Int8, 0, 128, (0, 60000), (0, 2))), "at most 65536");
        yield return Case("too many PSUM elements", Word<TensorCopy>(ok, LaneWords.Tensor(f32, PsumBase, 128, (0, 5000))), "at most 4096");
        yield return Case("bitwise on floats", Word<TensorTensor>(ok, Sbuf(f32, 64, 8), Sbuf(f32, 128, 8)).Codes((int)AluOperator.BitwiseAnd), "one integer type");
        yield return Case("comparison reduces", Word<TensorReduce>(Sbuf(f32, 0, 1), ok).Codes((int)AluOperator.IsEqual), "op has no member 6; add, subtract, multiply, max, min, logical_and");
        yield return Case("an operator of the future", Word<TensorTensor>(ok, Sbuf(f32, 64, 8), Sbuf(f32, 128, 8)).Codes(200), "op has no member 200; bypass, add");
        yield return Case("bitwise scan", Word<TensorTensorScan>(ok, ok, ok).Codes((int)AluOperator.BitwiseAnd).Scalars(Constant(0)), "op0 has no member 17; bypass, add");
        yield return Case("reduction of bits of floats", Word<TensorReduce>(Sbuf(f32, 0, 1), ok).Codes((int)AluOperator.BitwiseOr), "one integer type");
        yield return Case(
            "negated bits", Word<TensorReduce>(Sbuf(DataType.Int32, 0, 1), Sbuf(DataType.Int32, 64, 8)).Codes((int)AluOperator.BitwiseOr, 0, 1), "negate is on for bitwise_or");
        yield return Case("reduced size", Word<TensorReduce>(Sbuf(f32, 0, 2), ok).Codes((int)AluOperator.Add), "1 would be right");
        yield return Case("long statistics", Word<BatchNormStats>(Sbuf(f32, 0, 6), Sbuf(f32, 64, 513)), "at most 512");
        yield return Case("no type", Word<TensorCopy>(ok, LaneWords.Tensor(DataType.Invalid, 0, 128, (1, 8))), "no element type");
        yield return Case("size 0", Word<TensorCopy>(ok, Sbuf(f32, 0, 0)), "size 0");
        yield return Case("predicate type", Word<CopyPredicated>(ok, Sbuf(f32, 64, 8), Sbuf(f32, 128, 8)), "uint8, uint16 or uint32");
        int add = (int)AluOperator.Add, abs = (int)AluOperator.Abs, or = (int)AluOperator.BitwiseOr;
        yield return Case("scalar missing", Word<TensorScalar>(ok, Sbuf(f32, 64, 8)).Codes(add), "scalar0 is missing, which add takes");
        yield return Case("second scalar missing", Word<TensorScalar>(ok, Sbuf(f32, 64, 8)).Codes(abs, add), "scalar1 is missing, which add takes");
        yield return Case("scalar missing of a reversed operator", Word<TensorScalar>(ok, Sbuf(f32, 64, 8)).Codes(abs, 0, 1), "scalar0 is missing, which abs reversed takes");
        foreach (var (type, constant) in ((DataType, float)[])
            [(DataType.UInt8, 1.5f), (DataType.Int8, float.NaN), (DataType.Int8, 256), (DataType.UInt16, -32769), (DataType.UInt32, 4294967296), (DataType.Int32, float.NegativeInfinity)])
        {
            yield return Case($"bits of {type} and {constant}", Word<TensorScalar>(Sbuf(type, 0, 8), Sbuf(type, 64, 8)).Codes(or).Scalars(Constant(constant)), "a whole number from -");
        }

        yield return Case("scalar place", Word<TensorScalar>(ok, Sbuf(f32, 64, 8)).Scalars(Vector(Sbuf(f32, 0, 1, 32, 32))), "a start at 0");

        static TestCaseData Case(string name, InstructionWord word, string message) => new TestCaseData(word, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Illegal))]
    public void Illegal_operands_are_refused_with_what_would_be_right(InstructionWord word, string message)
    {
        var definition = InstructionCatalog.Find(word.Opcode)!;
        Assert.That(definition.UnknownChoice(word) ?? definition.Validate(Engine.Vector, word, TestSpec.Create()), Does.Contain(message));
    }

    [Test]
    public void Every_lane_instruction_has_its_own_number_and_name()
    {
        Assert.That(LaneInstructions.All.Select(i => i.Opcode), Is.Unique.And.All.InRange(0x40, 0x6F));
        Assert.That(LaneInstructions.All.Select(i => i.Mnemonic), Is.Unique);
    }

    private static string Outcome(SimulatorOptions options)
    {
        var bench = Ready(options);
        bench.Simulator.RunUntil(End);
        return bench.Simulator.Digest() + string.Join(';', bench.Records.OrderBy(r => (r.By.Engine, r.By.Sequence)));
    }

    private static float[] Results(LaneBench bench)
    {
        bench.Simulator.RunUntil(1_000_000);
        return [.. Enumerable.Range(0, 40).SelectMany(e => new[] { Copied, Reduced, Masked }.Select(t => bench.At(t, e * 3, e % t.ElementsPerPartition)))];
    }

    private static AccessPattern Source { get; } = Sbuf(DataType.Float32, 0, 200);

    private static AccessPattern Copied { get; } = Sbuf(DataType.BFloat16, 4096, 200);

    private static AccessPattern Reduced { get; } = Psum(DataType.Float32, 0, 1);

    private static AccessPattern Masked { get; } = Sbuf(DataType.Float32, 8192, 200);

    /// <summary>Independent, dependent and port-sharing instructions on VectorE and GpSimdE.</summary>
    private static LaneBench Ready(SimulatorOptions options)
    {
        var bench = new LaneBench(
            null, options,
            (Engine.Vector, Word<TensorCopy>(Copied, Source).Updating(1, UpdateTiming.Read)),
            (Engine.Vector, Word<TensorReduce>(Reduced, Source).Codes((int)AluOperator.Add).Updating(2, UpdateTiming.Complete)),
            (Engine.Vector, Word<TensorTensor>(Copied, Copied, Copied).Codes((int)AluOperator.Multiply)),
            (Engine.GpSimd, Word<AffineSelect>(Masked, Source, LaneWords.Tensor(DataType.Int32, 0, 1, (-1, 200))).Integers(0, 1).Scalars(Constant(-1))),
            (Engine.GpSimd, Word<TensorCopy>(Masked, Masked).Updating(3, UpdateTiming.Complete)));
        bench.Fill(Source, (p, e) => Sample(1, p, e));
        return bench;
    }
}
