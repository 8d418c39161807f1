using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;

namespace Hardware.Common.Tests.Engines.Tensor;

internal sealed class AccumulationTests
{
    private const uint Psum = 0x2000000;

    [Test]
    public void IntegerSumsWrap([Values] ArrayLevel level)
    {
        var board = Board(level, DataType.Int8, 0x80, Product(DataType.Int8, DataType.Int32, Accumulation.Last, elements: 1));
        var simulator = board.Simulate();
        for (var column = 0; column < 2; column++)
            board.Psum.Write(column, 0, BitConverter.GetBytes(int.MaxValue));
        simulator.RunUntil(100_000);
        Assert.That((int)board.PsumWord(0, 0), Is.EqualTo(unchecked(int.MaxValue + (4 * 128 * 128))));
        Assert.That(board.Wraps, Is.EqualTo(new[] { 1 }));
    }

    /// <summary>Seven rows of sums wrap or do not: one report, or none.</summary>
    [Test]
    public void AWrapIsReportedOncePerInstruction([Values] ArrayLevel level, [Values] bool wraps)
    {
        var board = Board(level, DataType.Int8, 0x80, Product(DataType.Int8, DataType.Int32, Accumulation.Last, elements: 7));
        var simulator = board.Simulate();
        var start = int.MaxValue - (4 * 128 * 128) + (wraps ? 1 : 0);
        for (var place = 0; place < 2 * 7; place++)
            board.Psum.Write(place % 2, place / 2 * sizeof(int), BitConverter.GetBytes(start));
        simulator.RunUntil(100_000);
        Assert.That((int)board.PsumWord(1, 6 * sizeof(int)), Is.EqualTo(wraps ? int.MinValue : int.MaxValue));
        Assert.That(board.Wraps, Is.EqualTo(wraps ? [1] : Array.Empty<int>()));
    }

    [Test]
    public void AGroupAddsUpOverBackToBackMatMuls([Values] ArrayLevel level)
    {
        var board = Board(
            level, DataType.BFloat16, 0x3F80,
            Product(DataType.BFloat16, DataType.Float32, Accumulation.First),
            Product(DataType.BFloat16, DataType.Float32, Accumulation.Middle),
            Product(DataType.BFloat16, DataType.Float32, Accumulation.Last));
        board.Run();
        Assert.That(BitConverter.UInt32BitsToSingle(board.PsumWord(1, 0)), Is.EqualTo(3 * 4f));
    }

    /// <summary>Each row of sums is added before the next one reads the same place: successive cycles on one bank need no interlock.</summary>
    [Test]
    public void OverlappingResultsOfOneMatMulAddUp([Values] ArrayLevel level)
    {
        var first = Product(DataType.BFloat16, DataType.Float32, Accumulation.First, elements: 1);
        var overlapping = Product(DataType.BFloat16, DataType.Float32, Accumulation.Last, elements: 7, step: 0);
        var board = Board(level, DataType.BFloat16, 0x3F80, first, overlapping);
        board.Run();
        Assert.That(BitConverter.UInt32BitsToSingle(board.PsumWord(0, 0)), Is.EqualTo(8 * 4f));
    }

    /// <summary>Two rows of INT8 sums that one cycle adds to the same place.</summary>
    [Test]
    public void OverlappingIntegerResultsOfOneCycleAddUp([Values] ArrayLevel level)
    {
        var first = Product(DataType.Int8, DataType.Int32, Accumulation.First, elements: 1);
        var overlapping = Product(DataType.Int8, DataType.Int32, Accumulation.Last, elements: 7, step: 0);
        var board = Board(level, DataType.Int8, 0x03, first, overlapping);
        board.Run();
        Assert.That(board.PsumWord(1, 0), Is.EqualTo(8 * 4 * 9));
    }

    /// <summary>The smallest BF16 number is subnormal in FP32 too: as an operand it is there or it is not.</summary>
    [Test]
    public void FlushToZeroIsAParameterOfTheChip([Values] ArrayLevel level, [Values] bool flush)
    {
        var spec = TestSpec.Create().With(new Dictionary<string, long>(StringComparer.Ordinal) { ["FlushToZero"] = flush ? 1 : 0 });
        var product = Product(DataType.BFloat16, DataType.Float32, Accumulation.Whole, elements: 1);
        var board = new TensorBench(spec, level, [TensorBench.Load(TensorBench.Pattern(0, DataType.BFloat16, 4, 2)), product]);
        board.Store(new uint[4, 8], DataType.BFloat16);
        board.Store(new uint[,] { { 0x4000, 0x0001 } }, DataType.BFloat16);
        board.Run();
        Assert.That(board.PsumWord(0, 0), Is.EqualTo(0x40800000));
        Assert.That(board.PsumWord(1, 0), Is.EqualTo(flush ? 0u : 0x00020000u));
    }

    private static InstructionWord Product(DataType type, DataType result, Accumulation accumulation, int elements = 3, int step = 1) => TensorBench.Multiply(
        TensorBench.Pattern(Psum, result, 2, elements, step), TensorBench.Pattern(0, type, 4, elements), accumulation);

    /// <summary>Four partitions in which every element is the same code, both as weights [4, 2] and as moving operand.</summary>
    private static TensorBench Board(ArrayLevel level, DataType type, uint code, params InstructionWord[] products)
    {
        var board = new TensorBench(TestSpec.Create(), level, [TensorBench.Load(TensorBench.Pattern(0, type, 4, 2)), .. products]);
        var codes = new uint[4, 8];
        for (var i = 0; i < codes.Length; i++)
            codes[i / 8, i % 8] = code;
        board.Store(codes, type);
        return board;
    }
}
