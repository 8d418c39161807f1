using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Testbench.Benches;

namespace Hardware.Common.Tests.Engines.Tensor;

/// <summary>Schedules, which know no data, against the reads and writes of an engine.</summary>
internal sealed class ScheduleTests
{
    private static readonly DataType[] Types = [DataType.BFloat16, DataType.Float8E4, DataType.Float32, DataType.TensorFloat32, DataType.Int8, DataType.Int8];

    /// <summary>A random load and product on a random chip: the cycle of every access, and of both completions.</summary>
    [Test]
    public void TheEngineKeepsTheScheduleOfEveryInstruction([Values] ArrayLevel level, [Range(1, 24)] int seed)
    {
        var random = new Random(seed);
        var spec = TestSpec.Create(
            ("IntegerElementsPerCycle", 1 + random.Next(2)), ("ArrayColumns", random.Next(2) == 0 ? 128 : 64), ("AccessStartCycles", random.Next(80)),
            ("LoadStationaryColumnsPerCycle", 1 << random.Next(4)), ("TensorMinimumInitiationInterval", random.Next(2) == 0 ? 64 : 5));
        var type = Types[random.Next(Types.Length)];
        var stationaryType = type switch
        {
            DataType.TensorFloat32 or DataType.Float32 => random.Next(2) == 0 ? DataType.Float32 : DataType.TensorFloat32,
            _ => type,
        };
        var (columns, elements) = (1 + random.Next(spec.ArrayColumns), 1 + random.Next(80));
        var load = TensorBench.Load(TensorBench.Pattern(0, stationaryType, 32, columns, Step(random)));
        var result = TensorBench.Pattern(0x2000000, type == DataType.Int8 ? DataType.Int32 : DataType.Float32, columns, elements, 1 + (random.Next(2) * 4));
        var product = TensorBench.Multiply(result, TensorBench.Pattern(0, type, 32, elements, Step(random)), Accumulation.Whole);
        var board = new TensorBench(spec, level, [load, product]);
        board.Store(new uint[32, 4200], DataType.Float32);
        var reads = new AccessLog(board);
        board.Run();
        CheckLoad(LoadStationarySchedule.Of(load, spec), board, reads, load);
        CheckProduct(MatMulSchedule.Of(product, spec, stationaryType), board, reads, product);
    }

    /// <summary>Back to back, each instruction begins when the schedules of those before it let it.</summary>
    [Test]
    public void TheNextMatMulBeginsWhenTheScheduleSays([Values(DataType.BFloat16, DataType.Float32, DataType.Int8)] DataType type, [Values(3, 129, 300)] int elements)
    {
        var spec = TestSpec.Create();
        var result = TensorBench.Pattern(0x2000000, type == DataType.Int8 ? DataType.Int32 : DataType.Float32, 8, elements);
        var product = TensorBench.Multiply(result, TensorBench.Pattern(0, type, 32, elements), Accumulation.Whole);
        var board = new TensorBench(spec, ArrayLevel.Beat, [TensorBench.Load(TensorBench.Pattern(0, type, 32, 8)), product, product, product]);
        board.Store(new uint[32, 512], DataType.Float32);
        board.Run();
        var begins = Enumerable.Range(2, 2).Select(i => Begin(board, i) - Begin(board, i - 1));
        Assert.That(begins, Is.All.EqualTo(MatMulSchedule.Of(product, spec, type).Next));
    }

    [Test]
    public void WhatIsReadInACycleIsTheOtherWayRoundOfWhenItIsRead()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var stream = new OperandStream(1 + random.Next(40), 1 + random.Next(4), 1 + random.Next(2), 1 + random.Next(4), random.Next(60));
            var seen = new HashSet<(int, int)>();
            for (var cycle = -2L; cycle < stream.Cycles + 3; cycle++)
            {
                var (pass, first, count) = stream.ReadIn(cycle);
                for (var element = first; element < first + count; element++)
                {
                    Assert.That(seen.Add((pass, element)), Is.True);
                    Assert.That(stream.ReadCycle(pass, element), Is.EqualTo(cycle));
                }
            }

            Assert.That(seen, Has.Count.EqualTo(stream.Elements * stream.Passes));
        }
    }

    private static void CheckLoad(LoadStationarySchedule schedule, TensorBench board, AccessLog log, in InstructionWord word)
    {
        var begin = Begin(board, 0);
        Assert.That(log.Reads(0), Has.Count.EqualTo(schedule.Columns.Elements));
        for (var column = 0; column < schedule.Columns.Elements; column++)
        {
            var offset = word.Patterns[MatrixFields.Stationary].OffsetOf(column) * word.Patterns[MatrixFields.Stationary].Type.Size();
            Assert.That(log.Reads(0)[column], Is.EqualTo((begin + schedule.ReadCycle(column), (long)offset)), $"column {column}");
        }

        var record = board.Records.Single(r => r.Opcode == Opcodes.LoadStationary);
        Assert.That(record.LastBeatAt / board.Clock.Period, Is.EqualTo(begin + schedule.LastRead));
        Assert.That(record.CompletedAt / board.Clock.Period, Is.EqualTo(begin + schedule.Complete));
    }

    private static void CheckProduct(MatMulSchedule schedule, TensorBench board, AccessLog log, in InstructionWord word)
    {
        var begin = Begin(board, 1);
        var (moving, result) = (word.Patterns[MatrixFields.Moving], word.Patterns[MatrixFields.Destination]);
        var accesses = Enumerable.Range(0, schedule.Moving.Passes).SelectMany(p => Enumerable.Range(0, schedule.Moving.Elements).Select(e => (Pass: p, Element: e))).ToArray();
        var size = moving.Type.Size();
        Assert.That(log.Reads(1), Is.EqualTo(accesses.Select(a => (begin + schedule.ReadCycle(a.Pass, a.Element), (long)moving.OffsetOf(a.Element) * size))));
        Assert.That(log.Writes, Is.EqualTo(accesses.Select(a => (begin + schedule.ResultCycle(a.Pass, a.Element), (long)result.OffsetOf(a.Element) * sizeof(float)))));
        foreach (var (cycle, _) in log.Writes)
        {
            var written = schedule.WrittenIn(cycle - begin);
            Assert.That(log.Writes.Count(w => w.Cycle == cycle), Is.EqualTo(written.Count));
        }

        var record = board.Records.Single(r => r.Opcode == Opcodes.MatMul);
        Assert.That(record.LastBeatAt / board.Clock.Period, Is.EqualTo(begin + schedule.LastRead));
        Assert.That(record.CompletedAt / board.Clock.Period, Is.EqualTo(begin + schedule.Complete));
    }

    private static int Step(Random random) => random.Next(3) switch { 0 => 17, 1 => 2, _ => 1 };

    private static long Begin(TensorBench board, int index) => board.Records.Single(r => r.By.Instruction == index).FirstBeatAt / board.Clock.Period;

    /// <summary>The cycle and the byte of every read of SBUF, by instruction, and of every write of PSUM.</summary>
    private sealed class AccessLog : IMemoryObserver
    {
        private readonly TensorBench _board;
        private readonly Dictionary<int, List<(long Cycle, long Offset)>> _reads = [];

        public AccessLog(TensorBench board)
        {
            _board = board;
            board.Sbuf.Observers.Add(this);
            board.Psum.Observers.Add(this);
        }

        public List<(long Cycle, long Offset)> Writes { get; } = [];

        public List<(long Cycle, long Offset)> Reads(int instruction) => _reads[instruction];

        public void OnRead(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
        {
            if (memory != _board.Sbuf)
                return;
            if (!_reads.TryGetValue(by.Instruction, out var list))
                _reads[by.Instruction] = list = [];
            list.Add((Cycle, offset));
        }

        public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
        {
            if (memory == _board.Psum)
                Writes.Add((Cycle, offset));
        }

        private long Cycle => _board.Engine.Simulator.Now / _board.Clock.Period;
    }
}
