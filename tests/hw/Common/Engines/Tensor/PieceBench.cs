using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;

namespace Hardware.Common.Tests.Engines.Tensor;

/// <summary>One product of random operands, cut into MatMuls of consecutive elements that add to what PSUM holds.</summary>
internal sealed class PieceBench
{
    public const int Elements = 11;

    private const int Columns = 40;
    private const int Rows = 128;
    private const uint Psum = 0x2000000;

    private readonly TensorBench _board;

    public PieceBench(ArrayLevel level, DataType type, int[] pieces)
    {
        var size = type.Size();
        var result = type == DataType.Int8 ? DataType.Int32 : DataType.Float32;
        var program = new List<InstructionWord> { TensorBench.Load(TensorBench.Pattern(0, type, Rows, Columns)) };
        var first = 0;
        foreach (var count in pieces)
        {
            var destination = TensorBench.Pattern(Psum + (uint)(first * sizeof(float)), result, Columns, count);
            var moving = TensorBench.Pattern((uint)((Columns + first) * size), type, Rows, count);
            program.Add(TensorBench.Multiply(destination, moving, Accumulation.Last));
            first += count;
        }

        _board = new TensorBench(TestSpec.Create(), level, program);
        _board.Store(Codes(type), type);
    }

    /// <summary>The words of PSUM after the run.</summary>
    public uint[] Run()
    {
        var simulator = _board.Simulate();
        for (var p = 0; p < Columns; p++)
        {
            for (var e = 0; e < Elements; e++)
                _board.Psum.Write(p, e * sizeof(float), BitConverter.GetBytes(p * 1.5f));
        }

        simulator.RunUntil(100_000 * _board.Clock.Period);
        return [.. Enumerable.Range(0, Columns * Elements).Select(i => _board.PsumWord(i / Elements, i % Elements * sizeof(float)))];
    }

    // All codes, NaN and infinities among them; FP32 and TF32 of moderate exponents, so that sums are not all infinite.
    private static uint[,] Codes(DataType type)
    {
        var random = new Random((int)type);
        var codes = new uint[Rows, Columns + Elements];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i / (Columns + Elements), i % (Columns + Elements)] = type.Size() == 4 && random.Next(300) != 0
                ? BitConverter.SingleToUInt32Bits((float)random.NextDouble() - 0.5f)
                : (uint)random.NextInt64(1L << 32);
        }

        return codes;
    }
}
