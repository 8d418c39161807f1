using System.Globalization;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;

namespace Hardware.Common.Tests.Engines.Tensor;

/// <summary>The published times of TensorE, against what falls out of the stages.</summary>
internal sealed class TensorTimingTests
{
    [TestCase(128, 188.0, ArrayLevel.Beat)]
    [TestCase(128, 188.0, ArrayLevel.ProcessingElement)]
    public void MatMulDurationIsThatOfPublishedProfiles(int elements, double nanoseconds, ArrayLevel level)
    {
        var board = Board(level, (1, elements));
        board.Run();
        Assert.That(Nanoseconds(board, 1), Is.EqualTo(nanoseconds).Within(2).Percent);
    }

    // 67 ns published; the model gives 55 because its access start of 60 cycles is published as "about 60" and nothing else is known.
    [Test]
    public void LoadOfOneColumnIsWithinAFifthOfPublishedProfiles()
    {
        var board = Board(ArrayLevel.Beat, (1, 128));
        board.Run();
        Assert.That(Nanoseconds(board, 0), Is.EqualTo(67).Within(20).Percent);
    }

    [TestCase(512, 512)]
    [TestCase(128, 128)]
    [TestCase(64, 64)]
    [TestCase(1, 64)]
    public void BackToBackMatMulsStartEachMaximumOfElementsAndSixtyFourCycles(int elements, int interval)
    {
        var board = Board(ArrayLevel.Beat, (128, elements), matMuls: 6);
        board.Run();
        for (var i = 2; i <= 6; i++)
            Assert.That(First(board, i) - First(board, i - 1), Is.EqualTo(interval));
    }

    /// <summary>INT8 at twice the rate of BF16: 380 TOPS of Inferentia2 against 190 TFLOPS, 128 of Inferentia1 against 64.</summary>
    [TestCase(512, 256)]
    [TestCase(511, 256)]
    [TestCase(200, 100)]
    [TestCase(128, 64)]
    [TestCase(64, 64)]
    [TestCase(1, 64)]
    public void IntegerMatMulsTakeTwoElementsACycle(int elements, int interval)
    {
        foreach (var level in Enum.GetValues<ArrayLevel>())
        {
            var board = Board(level, (128, elements), matMuls: 4, type: DataType.Int8);
            board.Run();
            for (var i = 2; i <= 4; i++)
                Assert.That(First(board, i) - First(board, i - 1), Is.EqualTo(interval), level.ToString());
        }
    }

    [Test]
    public void IntegerResultsAreWrittenAtTheRateOfTheReads([Values] ArrayLevel level, [Values(1, 2)] int elementsPerCycle)
    {
        var board = Board(level, (128, 15), type: DataType.Int8, elementsPerCycle: elementsPerCycle);
        board.Run();
        var cycles = board.PsumWrites.Select(w => long.Parse(w.Split(':')[0], CultureInfo.InvariantCulture)).ToArray();
        Assert.That(cycles, Is.EqualTo(Enumerable.Range(0, 15).Select(e => cycles[0] + (e / elementsPerCycle))));
        Assert.That(cycles[0] - First(board, 1), Is.EqualTo(board.Engine.ResultCycles));
    }

    [Test]
    public void WideStridesHalveTheRateOfIntegersToo()
    {
        var board = Board(ArrayLevel.Beat, (128, 201), matMuls: 3, type: DataType.Int8, step: 17);
        board.Run();
        Assert.That(First(board, 2) - First(board, 1), Is.EqualTo(2 * 101));
    }

    [TestCase(512, 512)]
    [TestCase(128, 128)]
    [TestCase(16, 64)]
    public void WeightLoadsHideBehindMatMuls(int elements, int interval)
    {
        var board = Board(ArrayLevel.Beat, (128, elements), matMuls: 6, loadEach: true);
        board.Run();
        var firsts = board.Records.Where(r => r.Opcode == Opcodes.MatMul).Select(r => r.FirstBeatAt / board.Clock.Period).ToArray();
        Assert.That(firsts, Has.Length.EqualTo(6));
        for (var i = 1; i < 6; i++)
            Assert.That(firsts[i] - firsts[i - 1], Is.EqualTo(interval));
    }

    [Test]
    public void AFourByteMatMulTakesFourPasses()
    {
        var board = Board(ArrayLevel.Beat, (128, 256), matMuls: 3, type: DataType.Float32);
        board.Run();
        Assert.That(First(board, 2) - First(board, 1), Is.EqualTo(4 * 256));
        Assert.That(First(board, 3) - First(board, 2), Is.EqualTo(4 * 256));
    }

    [Test]
    public void WideStridesReadAtHalfRate()
    {
        var board = Board(ArrayLevel.Beat, (128, 256), matMuls: 3, step: 16);
        board.Run();
        Assert.That(First(board, 2) - First(board, 1), Is.EqualTo(2 * 256));
    }

    [Test]
    public void UpdatesFireAtReadAndAtComplete()
    {
        var board = Board(ArrayLevel.Beat, (128, 512), matMuls: 2, timings: true);
        board.Run();
        var matMul = board.Records.Single(r => r.By.Instruction == 1);
        var period = board.Clock.Period;
        Assert.That(board.Sink.Received, Does.Contain((matMul.LastBeatAt / period + 1, 1)));
        var second = board.Records.Single(r => r.By.Instruction == 2);
        Assert.That(board.Sink.Received, Does.Contain((second.CompletedAt / period + 1, 2)));
        Assert.That(board.Engine.Idle.Q, Is.True);
    }

    private static double Nanoseconds(TensorBench board, int index)
    {
        var record = board.Records.Single(r => r.By.Instruction == index);
        return (record.CompletedAt - record.StartedAt) * 1e9 / board.Grid.TicksPerSecond;
    }

    private static long First(TensorBench board, int index) => board.Records.Single(r => r.By.Instruction == index).FirstBeatAt / board.Clock.Period;

    private static TensorBench Board(
        ArrayLevel level, (int Columns, int Elements) shape, int matMuls = 1, bool loadEach = false, DataType type = DataType.BFloat16, int step = 1, bool timings = false,
        int elementsPerCycle = 2)
    {
        var spec = TestSpec.Create(("IntegerElementsPerCycle", elementsPerCycle));
        var program = new List<InstructionWord>();
        var board = new TensorBench(spec, level, program);
        var values = new uint[128, Math.Max(shape.Elements, shape.Columns) * step];
        board.Store(values, type);
        var stationary = TensorBench.Load(TensorBench.Pattern(0, type, 128, shape.Columns));
        for (var i = 0; i < matMuls; i++)
        {
            if (i == 0 || loadEach)
                program.Add(stationary);
            var update = timings
                ? new SemaphoreUpdate { Operation = UpdateOperation.Increment, Index = (byte)(i + 1), Timing = i == 0 ? UpdateTiming.Read : UpdateTiming.Complete }
                : default;
            program.Add(TensorBench.Multiply(
                TensorBench.Pattern(board.PsumAddress(0, 2048 * (i % 8)), type == DataType.Int8 ? DataType.Int32 : DataType.Float32, shape.Columns, shape.Elements),
                TensorBench.Pattern(0, type, 128, shape.Elements, step),
                update: update));
        }

        return board;
    }
}
