using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Inferentia2;

namespace Hardware.Inferentia1.Tests;

public class Inferentia1SpecTests
{
    private static readonly ChipSpec Spec = Inferentia1Spec.Create();

    private static readonly ChipSpec Later = Inferentia2Spec.Create();

    [Test]
    public void The_published_numbers_are_those_of_the_pages()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Spec.Name, Is.EqualTo("inferentia1"));
            Assert.That((Spec.Cores.Value, Spec.CoreVersion.Value), Is.EqualTo((4L, 1L)));
            Assert.That((Spec.Semaphores.Value, Spec.Events.Value), Is.EqualTo((32L, 256L)));
            Assert.That((Spec.NotificationQueues.Value, Spec.NotificationTypes.Value), Is.EqualTo((4L, 4L)));
            Assert.That((Spec.DmaEnginesPerCore.Value, Spec.DmaEnginesPerQueue.Value, Spec.DmaRings.Value), Is.EqualTo((3L, 1L, 16L)));
            Assert.That((Spec.DeviceMemoryRegions.Value, Spec.DeviceMemoryRegionBytes.Value), Is.EqualTo((2L, 4L << 30)), "8 GiB");
            Assert.That(Spec.DeviceMemoryBytesPerSecond.Value, Is.EqualTo(50L << 30), "50 GiB/s");
        }
    }

    [Test]
    public void The_address_map_is_that_of_the_public_driver()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Spec.CoreApertureBase.Value, Is.EqualTo(0xfffc0000000));
            Assert.That(Spec.CoreApertureStride.Value, Is.EqualTo(0x4000000));
            Assert.That(Spec.SemaphoreReadOffset.Value, Is.EqualTo(0x2701000));
            Assert.That(Spec.SemaphoreSetOffset.Value, Is.EqualTo(0x2701100));
            Assert.That(Spec.SemaphoreIncrementOffset.Value, Is.EqualTo(0x2701200));
            Assert.That(Spec.SemaphoreDecrementOffset.Value, Is.EqualTo(0x2701300));
            Assert.That(Spec.DmaRegisterBase.Value, Is.EqualTo(0xffff0040000));
            Assert.That(Spec.DeviceMemoryRegionStride.Value, Is.EqualTo(0x1000000000));
            Assert.That(Spec.DeviceMemoryReservedBytes.Value, Is.Zero);
            Assert.That(Spec.HostAddressBase.Value, Is.EqualTo(0x40000000000000));
        }
    }

    [Test]
    public void Every_number_has_a_unit_and_a_source_and_lies_in_its_range()
    {
        foreach (var (name, parameter) in Spec.All)
        {
            Assert.That(parameter.Unit, Is.Not.Empty, name);
            Assert.That(parameter.Source, Is.Not.Empty, name);
            Assert.That(parameter.Value, Is.InRange(parameter.Minimum, parameter.Maximum), name);
        }
    }

    /// <summary>A source of the later chip says nothing of this one.</summary>
    [Test]
    public void What_is_taken_over_is_marked_as_a_choice()
    {
        foreach (var ((name, parameter), (_, later)) in Spec.All.Zip(Later.All))
        {
            if (parameter.Confidence == Confidence.Chosen && parameter.Value != later.Value)
                Assert.That(parameter.Source, Is.Not.EqualTo("unpublished: as in NeuronCore-v2"), name);
            if (parameter.Source.Equals("unpublished: as in NeuronCore-v2", StringComparison.Ordinal))
                Assert.That((parameter.Value, parameter.Confidence), Is.EqualTo((later.Value, Confidence.Chosen)), name);
        }
    }

    /// <summary>64 TFLOPS in BF16 over four cores, within the roundings of the page.</summary>
    [Test]
    public void The_peak_rate_follows_from_the_numbers() =>
        Assert.That((double)Spec.Partitions * Spec.ArrayColumns * 2 * Spec.TensorClock * Spec.Cores / 1e12, Is.EqualTo(64).Within(3).Percent);

    [TestCase(".engine pool", "NeuronCore-v1 has no pool; a stream of pe, act, dve or sp would be right")]
    [TestCase(".engine sp\nRegisterMove dst=R1 value=2", "NeuronCore-v1 has no RegisterMove; Nop, Halt, ")]
    [TestCase(".sbuf a fp32[128, 8]\n.engine pe\nLoadStationary src=a", "the array of NeuronCore-v1 has no fp32, the type of src; bf16, fp16 or int8 would be right")]
    [TestCase(".sbuf a fp8e4[128, 8]\n.engine dve\nMemset dst=a value=1", "NeuronCore-v1 has no fp8e4, the type of dst; fp32, bf16, fp16, ")]
    [TestCase(".sbuf a fp32[128, 8]\n.sbuf h bf16[128, 8]\n.engine dve\nTensorCopy dst=h in=a rounding=stochastic", "no stochastic rounding; rounding=nearest_even would be right")]
    public void What_came_with_the_later_core_is_refused_with_what_would_be_right(string text, string message)
    {
        var error = Assert.Catch(() => Assembler.Assemble(text, "x.nasm", new AssemblerOptions { Spec = Spec }))!;
        var mistake = error as InputException ?? ((AggregateInputException)error).Errors[0];
        Assert.That(mistake.Code, Is.EqualTo(HardwareCode.NotOfCoreVersion));
        Assert.That(mistake.Message, Does.Contain(message));
        Assert.That(() => Assembler.Assemble(text, "x.nasm", new AssemblerOptions { Spec = Later }), Throws.Nothing);
    }

    [Test]
    public void All_that_the_core_has_the_later_one_has_too()
    {
        var (first, second) = (CoreFeatures.Of(Spec), CoreFeatures.Of(Later));
        Assert.That(first.Engines, Is.SubsetOf(second.Engines).And.Not.Contains(Engine.GpSimd));
        Assert.That(first.Types, Is.SubsetOf(second.Types));
        Assert.That(first.ArrayTypes, Is.SubsetOf(second.ArrayTypes).And.SubsetOf(first.Types));
        Assert.That((first.HasRegisters, first.HasStochasticRounding), Is.EqualTo((false, false)));
    }
}
