using Hardware.Common.Diagnostics;
using Hardware.Common.Engines;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Testbench.Benches;

namespace Hardware.Common.Tests.Engines.Tensor;

/// <summary>Arrays with fewer columns than rows.</summary>
internal sealed class ArrayColumnsTests
{
    private const int Elements = 9;

    [Test]
    public void AllColumnsOfANarrowArrayMultiply([Values] ArrayLevel level, [Values(DataType.Int8, DataType.BFloat16)] DataType type, [Values(64, 36)] int columns)
    {
        var board = Board(level, type, columns, columns, columns);
        board.Run();
        for (var m = 0; m < columns; m++)
        {
            for (var n = 0; n < Elements; n++)
            {
                var expected = Enumerable.Range(0, 128).Sum(k => Value(k, m) * Value(k, n));
                var word = board.PsumWord(m, n * sizeof(int));
                Assert.That(type == DataType.Int8 ? (int)word : BitConverter.UInt32BitsToSingle(word), Is.EqualTo(expected), $"[{m}, {n}]");
            }
        }
    }

    [Test]
    public void LevelsOfANarrowArrayWriteTheSameAtTheSameCycles([Values(DataType.Int8, DataType.BFloat16, DataType.Float32)] DataType type)
    {
        var writes = Enum.GetValues<ArrayLevel>().Select(level =>
        {
            var board = Board(level, type, 64, 64, 64);
            board.Run();
            return board.PsumWrites;
        }).ToArray();
        Assert.That(writes[0], Has.Count.EqualTo(type == DataType.Float32 ? 4 * Elements : Elements));
        Assert.That(writes[1], Is.EqualTo(writes[0]));
    }

    [Test]
    public void FewerColumnsShortenTheLatency()
    {
        var (narrow, wide) = (ArrayGeometry.Of(TestSpec.Create(("ArrayColumns", 64))), ArrayGeometry.Of(TestSpec.Create()));
        Assert.That((wide.Rows, wide.Columns, narrow.Rows, narrow.Columns), Is.EqualTo((128, 128, 128, 64)));
        Assert.That(wide.Latency - narrow.Latency, Is.EqualTo(64));
    }

    [Test]
    public void ALoadOfMoreColumnsThanThereAreIsRefused()
    {
        var spec = TestSpec.Create(("ArrayColumns", 64));
        Assert.That(InstructionRules.CheckOperands(Engine.Tensor, Load(64), spec), Is.Null);
        Assert.That(InstructionRules.CheckOperands(Engine.Tensor, Load(65), spec)?.Code, Is.EqualTo(HardwareCode.OperandElementCount));

        static InstructionWord Load(int columns) => TensorBench.Load(TensorBench.Pattern(0, DataType.BFloat16, 128, columns));
    }

    [Test]
    public void AResultOfMorePartitionsThanColumnsIsRefused([Values] ArrayLevel level)
    {
        var board = Board(level, DataType.BFloat16, arrayColumns: 64, loaded: 64, results: 65);
        var fault = Assert.Throws<ProgramFaultException>(() => board.Run());
        Assert.That(fault!.Code, Is.EqualTo(HardwareCode.StationaryColumnsMissing));
    }

    private static int Value(int partition, int element) => ((partition * 7) + (element * 3)) % 5;

    private static TensorBench Board(ArrayLevel level, DataType type, int arrayColumns, int loaded, int results)
    {
        var spec = TestSpec.Create(("ArrayColumns", arrayColumns));
        var codes = new uint[128, 64];
        for (var i = 0; i < codes.Length; i++)
        {
            var value = Value(i / 64, i % 64);
            var bits = BitConverter.SingleToUInt32Bits(value);
            codes[i / 64, i % 64] = type == DataType.Int8 ? (uint)value : type == DataType.Float32 ? bits : bits >> 16;
        }

        var result = TensorBench.Pattern(0x2000000, type == DataType.Int8 ? DataType.Int32 : DataType.Float32, results, Elements);
        var board = new TensorBench(
            spec, level, [TensorBench.Load(TensorBench.Pattern(0, type, 128, loaded)), TensorBench.Multiply(result, TensorBench.Pattern(0, type, 128, Elements))]);
        board.Store(codes, type);
        return board;
    }
}
