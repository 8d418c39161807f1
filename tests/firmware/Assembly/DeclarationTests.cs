using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Tests.Assembly;

public sealed class DeclarationTests
{
    [Test]
    public void BuffersTakeTheLowestFreePlace()
    {
        var image = Programs.Assemble("""
            .sbuf fixed fp32[128, 16] at=0x40
            .sbuf small int8[128, 10]
            .sbuf next bf16[64, 8]
            .sbuf beside bf16[64, 8] partition=64 at=0x80
            .sbuf shared fp32[128, 16] alias=fixed
            .psum first fp32[128, 513]
            .psum second fp32[128, 4]
            """);
        Assert.That(image.Buffers.Select(b => (b.Name, b.Memory, b.Address)), Is.EqualTo(new[]
        {
            ("fixed", LocalMemory.Sbuf, 0x40u), ("small", LocalMemory.Sbuf, 0u), ("next", LocalMemory.Sbuf, 0x80u),
            ("beside", LocalMemory.Sbuf, (64 * 0x40000) + 0x80u), ("shared", LocalMemory.Sbuf, 0x40u),
            ("first", LocalMemory.Psum, 0x2000000u), ("second", LocalMemory.Psum, 0x2000000u + 4096),
        }));
    }

    [Test]
    public void NumbersAndRingsAreGivenFromZeroUp()
    {
        var image = Programs.Assemble(".semaphore a b = 1\n.semaphore c\n.core 1\n.semaphore d\n.event e\n.queue p\n.queue q engines=8 first=8\n.queue r engines=8");
        Assert.That(image.Semaphores, Is.EqualTo(new[] { new NamedNumber("a", 0, 0), new NamedNumber("b", 0, 1), new NamedNumber("c", 0, 2), new NamedNumber("d", 1, 0) }));
        Assert.That(image.Queues.Select(q => (q.Core, q.Ring, q.FirstEngine, q.EngineCount)), Is.EqualTo(new[] { (1, 0, 0, 16), (1, 1, 8, 8), (1, 1, 0, 8) }));
    }

    [Test]
    public void TensorsKeepFilesAndTolerances()
    {
        var image = Programs.Assemble(".input expect.x fp32[2, 3] file=\"d.safetensors\"\n.output y bf16[4] max_error=2% file=\"d.safetensors\" tensor=\"z\"\n.core 1\n.output v fp32[1] rtol=1e-3 atol=1e-6");
        Assert.That((image.Tensors[0].Name, image.Tensors[0].File, image.Tensors[0].FileTensor, image.Tensors[0].ByteLength), Is.EqualTo(("expect.x", "d.safetensors", "expect.x", 24L)));
        Assert.That((image.Tensors[1].Tolerance, image.Tensors[1].FileTensor), Is.EqualTo((new OutputTolerance(0.02, 0, 0), "z")));
        Assert.That((image.Tensors[2].Tolerance, image.Tensors[2].Core), Is.EqualTo((new OutputTolerance(0, 1e-3, 1e-6), 1)));
    }

    [TestCase("fp32[2]", "fill(1.5)", "0000C03F0000C03F")]
    [TestCase("bf16[3]", "iota(1, -1)", "803F000080BF")]
    [TestCase("fp32[2, 2]", "identity", "0000803F00000000000000000000803F")]
    [TestCase("int16[2]", "[-1, 300]", "FFFF2C01")]
    [TestCase("uint32[1]", "fill(0xFFFFFFFF)", "FFFFFFFF")]
    [TestCase("fp8e4[2]", "[1, 240]", "3877")]
    [TestCase("int8[3]", "bytes(\"0180ff\")", "0180FF")]
    public void ConstantsAreEncoded(string type, string content, string bytes) =>
        Assert.That(Convert.ToHexString(Programs.Assemble($".constant c {type} = {content}").Tensors[0].Content.Span), Is.EqualTo(bytes));

    /// <summary>What was worked out for one chip would be wrong on another.</summary>
    [TestCase(".let n = chip(Cores)")]
    [TestCase(".core 1")]
    [TestCase(".scratch x fp32[1]")]
    [TestCase(".engine sp")]
    public void TheChipStandsBeforeWhatDependsOnIt(string before)
    {
        Assert.That(Programs.Errors($"{before}\n.chip inferentia1").Single().Code, Is.EqualTo(AssemblyCode.ChipAfterDeclarations));
        Assert.That(Programs.Errors($".chip inferentia1\n{before}"), Is.Empty);
    }

    [Test]
    public void ConstantsFromFilesAreReadByTheGivenReader()
    {
        var options = Programs.Options with { ReadTensor = (path, name, type, shape, _) => [(byte)path.Length, (byte)name.Length, (byte)type.Size(), (byte)shape[0]] };
        var image = Hardware.Firmware.Assembly.Assembler.Assemble(".constant c uint8[4] = file(\"d.npy\", \"abc\")", Programs.File, options);
        Assert.That(image.Tensors[0].Content.ToArray(), Is.EqualTo(new byte[] { 5, 3, 1, 4 }));
    }
}
