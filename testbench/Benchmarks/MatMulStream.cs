using System.Runtime.InteropServices;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Inferentia2;
using Hardware.Testbench.Benches;

namespace Hardware.Testbench.Benchmarks;

/// <summary>MatMuls of 512 elements without a pause on one tensor engine of Inferentia2: a new stationary operand for every two.</summary>
internal sealed class MatMulStream
{
    private const int MovingElements = 512;
    private const int MovingOffset = 1024;

    private readonly TensorBench _board;
    private readonly int _matMuls;

    public MatMulStream(ArrayLevel level, int matMuls)
    {
        var spec = Inferentia2Spec.Create();
        _matMuls = matMuls;
        var load = TensorBench.Load(TensorBench.Pattern(0, DataType.BFloat16, spec.Partitions, spec.Partitions));
        var product = TensorBench.Multiply(
            TensorBench.Pattern(new CoreAddress(LocalMemory.Psum, 0, 0).Encode(spec), DataType.Float32, spec.Partitions, MovingElements),
            TensorBench.Pattern(MovingOffset, DataType.BFloat16, spec.Partitions, MovingElements));
        var program = new List<InstructionWord>();
        for (var m = 0; m < matMuls; m++)
            program.AddRange(m % 2 == 0 ? [load, product] : [product]);
        _board = new TensorBench(spec, level, program, watched: false);
    }

    /// <summary>Fills the operands, runs until nothing happens any more, and checks a result.</summary>
    /// <returns>Cycles in which a wave-front entered the array, and cycles in all.</returns>
    public (long WaveFronts, long Cycles) Run()
    {
        var simulator = _board.Simulate();
        FillOperands();
        while (simulator.Step())
        {
        }

        Check();
        return ((long)_matMuls * MovingElements, simulator.Now / _board.Clock.Period);
    }

    private void FillOperands()
    {
        Span<byte> bytes = stackalloc byte[MovingOffset + (MovingElements * 2)];
        var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (var partition = 0; partition < _board.Sbuf.Partitions; partition++)
        {
            for (var e = 0; e < halves.Length; e++)
                halves[e] = (ushort)(0x3F00 + (((partition * 7) + (e * 13)) % 256));
            _board.Sbuf.Write(partition, 0, bytes);
        }
    }

    /// <summary>Holds result [1, 3] against an FP64 product.</summary>
    private void Check()
    {
        var expected = 0.0;
        for (var p = 0; p < _board.Sbuf.Partitions; p++)
            expected += Operand(p, 2) * Operand(p, MovingOffset + 6);
        var got = BitConverter.UInt32BitsToSingle(_board.PsumWord(1, 12));
        if (Math.Abs(got - expected) > Math.Abs(expected) * 1e-4)
            throw new InvalidOperationException($"result [1, 3] is {got}, not about {expected}");
    }

    private double Operand(int partition, int offset)
    {
        Span<byte> element = stackalloc byte[2];
        _board.Sbuf.Read(partition, offset, element);
        return BitConverter.UInt32BitsToSingle((uint)BitConverter.ToUInt16(element) << 16);
    }
}
