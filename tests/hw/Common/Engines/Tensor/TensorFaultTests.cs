using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Testbench.Benches;

namespace Hardware.Common.Tests.Engines.Tensor;

internal sealed class TensorFaultTests
{
    private const uint Psum = 0x2000000;
    private const uint Partition = 0x40000;

    [TestCase(65, 64u, false)]
    [TestCase(64, 64u, true)]
    [TestCase(64, 32u, false)]
    [TestCase(33, 64u, true)]
    [TestCase(32, 96u, true)]
    [TestCase(32, 16u, false)]
    [TestCase(1, 32u, true)]
    public void PartitionsStartWhereTheirNumberAllows(int partitions, uint start, bool legal)
    {
        var word = TensorBench.Load(TensorBench.Pattern(start * Partition, DataType.BFloat16, partitions, 4));
        var fault = MatrixOperandRules.CheckLoadStationary(word, TestSpec.Create());
        Assert.That(fault?.Code, Is.EqualTo(legal ? null : (Enum?)HardwareCode.MatrixPartitionStart));
    }

    [Test]
    public void EachStaticMistakeHasItsOwnCode()
    {
        var good = Source();
        (Enum Code, InstructionWord Word)[] cases =
        [
            (HardwareCode.MatrixOperandType, TensorBench.Load(Source(type: DataType.Int32))),
            (HardwareCode.MatrixElementCount, TensorBench.Load(Source(elements: 129))),
            (HardwareCode.MatrixElementCount, TensorBench.Multiply(Result(elements: 513), Source(elements: 513))),
            (HardwareCode.MatrixOperandMemory, TensorBench.Load(Source(Psum))),
            (HardwareCode.MatrixOperandMemory, TensorBench.Multiply(Result(0), good)),
            (HardwareCode.MatrixPartitionCount, TensorBench.Load(Source(partitions: 200))),
            (HardwareCode.MatrixAlignment, TensorBench.Load(Source(1))),
            (HardwareCode.MatrixOutOfBounds, TensorBench.Load(Source(196608 - 4))),
            (HardwareCode.MatrixDestinationType, TensorBench.Multiply(Result(type: DataType.Int32), good)),
            (HardwareCode.MatrixShapesDiffer, TensorBench.Multiply(Result(elements: 3), good)),
            (HardwareCode.PsumBankOverflow, TensorBench.Multiply(Result(Psum + 2040), good)),
            (HardwareCode.MatrixOpcode, new InstructionWord { Opcode = 0x70 }),
        ];
        foreach (var (code, word) in cases)
            Assert.That(Fault([word]).Code, Is.EqualTo(code), code.ToString());
    }

    [Test]
    public void EachMistakeOfARunningProgramHasItsOwnCode()
    {
        var load = TensorBench.Load(Source());
        (Enum Code, InstructionWord[] Program)[] cases =
        [
            (HardwareCode.StationaryMissing, [TensorBench.Multiply(Result(), Source())]),
            (HardwareCode.StationaryRowsDiffer, [load, TensorBench.Multiply(Result(), Source(partitions: 8))]),
            (HardwareCode.StationaryRowsDiffer, [load, TensorBench.Multiply(Result(), Source(32 * Partition))]),
            (HardwareCode.StationaryColumnsMissing, [load, TensorBench.Multiply(Result(partitions: 9), Source())]),
            (HardwareCode.MatrixTypesDoNotPair, [load, TensorBench.Multiply(Result(), Source(type: DataType.Float32))]),
            (HardwareCode.MatrixReadUnwritten, [TensorBench.Load(Source(1024))]),
            (HardwareCode.AccumulationUnwritten, [load, TensorBench.Multiply(Result(), Source(), Accumulation.Middle)]),
        ];
        foreach (var (code, program) in cases)
        {
            var fault = Fault(program);
            Assert.That(fault.Code, Is.EqualTo(code));
            Assert.That(fault.By.Instruction, Is.EqualTo(program.Length - 1));
        }
    }

    [Test]
    public void ANanIsReportedOnceByTheInstructionThatMadeIt()
    {
        var product = TensorBench.Multiply(Result(), Source());
        foreach (var level in Enum.GetValues<ArrayLevel>())
        {
            // Infinity times zero in the first program; a NaN operand in the second.
            foreach (var (x, w, made) in new[] { (0x7F80u, 0u, true), (0x7FC0u, 0u, false), (0u, 0x7FC0u, false) })
            {
                var board = new TensorBench(TestSpec.Create(), level, [TensorBench.Load(Source(64)), product]);
                board.Store(Same(x), DataType.BFloat16);
                board.Store(Same(w), DataType.BFloat16, offset: 64);
                board.Run();
                Assert.That(board.PsumWord(0, 0), Is.EqualTo(0x7FC00000));
                Assert.That(board.NanProducers, Is.EqualTo(made ? [1] : Array.Empty<int>()));
            }
        }
    }

    private static uint[,] Same(uint code)
    {
        var codes = new uint[16, 8];
        for (var i = 0; i < codes.Length; i++)
            codes[i / 8, i % 8] = code;
        return codes;
    }

    private static ProgramFaultException Fault(InstructionWord[] program)
    {
        var board = new TensorBench(TestSpec.Create(), ArrayLevel.Beat, program);
        board.Store(new uint[128, 16], DataType.BFloat16);
        return Assert.Throws<ProgramFaultException>(() => board.Run())!;
    }

    private static AccessPattern Source(uint address = 0, DataType type = DataType.BFloat16, int partitions = 16, int elements = 8) =>
        TensorBench.Pattern(address, type, partitions, elements);

    private static AccessPattern Result(uint address = Psum, DataType type = DataType.Float32, int partitions = 8, int elements = 8) =>
        TensorBench.Pattern(address, type, partitions, elements);
}
