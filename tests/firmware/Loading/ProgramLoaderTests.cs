using Hardware.Common.Diagnostics;
using Hardware.Common.Dma;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Loading;
using Hardware.Firmware.Tests.Assembly;

namespace Hardware.Firmware.Tests.Loading;

public sealed class ProgramLoaderTests
{
    private const string Program = """
        .constant c fp32[4] = fill(2)
        .input x fp32[64, 16]
        .core 1
        .output y fp32[64, 16]
        .core 0
        .sbuf a fp32[64, 16]
        .queue q engines=16 ring=5
        .semaphore s = 7
        .dma load queue=q update=s++
        copy x -> a
        .end
        .engine sp
        top: $s>=0 DmaTrigger load S[9]++
        Jump bottom
        Nop
        bottom: Jump top
        """;

    private static readonly LoadPlan Plan = ProgramLoader.Plan(Programs.Assemble(Program), Programs.Options.Spec);

    [Test]
    public void TensorsLieInTheStackOfTheirCoreBehindTheReservedBytes()
    {
        Assert.That(Plan.TensorAddresses[0], Is.InRange(16L << 20, 16L << 30));
        Assert.That(Plan.TensorAddresses[2], Is.InRange(0x10_0000_0000 + (16L << 20), 0x10_0000_0000 + (16L << 30)));
        Assert.That(Plan.TensorAddresses, Is.All.Matches<long>(a => a % 256 == 0));
    }

    [Test]
    public void NothingOverlaps()
    {
        var ranges = Plan.MemoryWrites.Select(w => (w.Address, Length: (long)w.Bytes.Length))
            .Concat(Plan.Image.Tensors.Select((t, i) => (Address: Plan.TensorAddresses[i], Length: t.ByteLength)).Skip(1)).OrderBy(r => r.Address).ToArray();
        for (var r = 1; r < ranges.Length; r++)
            Assert.That(ranges[r].Address, Is.GreaterThanOrEqualTo(ranges[r - 1].Address + ranges[r - 1].Length));
    }

    [Test]
    public void ATriggerBecomesDoorbellsForEachGroupOfEqualCounts()
    {
        // Partitions 0 to 63 are served by the first eight engines; the others only increment.
        var words = Plan.FindStream(0, Engine.Sync)!.Words;
        Assert.That(words.Take(2).Select(w => (InstructionCatalog.Find(w.Opcode)!.Mnemonic, Descriptors: w.Integers[0], Engines: w.Integers[1])),
            Is.EqualTo(new[] { ("Write", 9, 8), ("Write", 1, 8) }));
        var first = new DmaRegisters(0, 0, DmaSide.Write, 5, DmaRegister.TailIncrement).AddressIn(Programs.Options.Spec);
        Assert.That((words[0].Patterns.LongAt(0), words[0].Patterns.LongAt(1), words[0].Patterns.LongAt(2)), Is.EqualTo((first, 0x40000L, -0x20000L)));
        Assert.That(words[1].Patterns.LongAt(0), Is.EqualTo(first + (8 * 0x40000)));
        Assert.That((words[0].Wait.Kind, words[0].Update.Operation, words[1].Wait.Kind, words[1].Update.Index),
            Is.EqualTo((WaitKind.Semaphore, UpdateOperation.None, WaitKind.None, (byte)9)));
    }

    [Test]
    public void BranchTargetsAndLinesFollowTheirInstructions()
    {
        var stream = Plan.FindStream(0, Engine.Sync)!;
        Assert.That(stream.ImageIndices, Is.EqualTo(new[] { 0, 0, 1, 2, 3 }));
        Assert.That(stream.Words[2].Integers[0], Is.EqualTo(4));
        Assert.That(stream.Words[4].Integers[0], Is.Zero);
        Assert.That(Enumerable.Range(0, 5).Select(i => stream.LineOf(i).Line), Is.EqualTo(new[] { 13, 13, 14, 15, 16 }));
        Assert.That(stream.LoadedIndexOf(3), Is.EqualTo(4));
    }

    [Test]
    public void RingsHoldTheTransfersAndTheIncrement()
    {
        var ring = Plan.Rings.Single(r => r.Engine == 3);
        Assert.That((ring.Core, ring.Ring, ring.Transfers.Count), Is.EqualTo((0, 5, 9)));
        Assert.That(ring.Transfers[2], Is.EqualTo(new LoadedTransfer(Plan.TensorAddresses[1] + (26 * 64), 0xfffc0000000 + (26 * 0x40000), 64, 0, false)));
        Assert.That((ring.Transfers[8].Destination, ring.Transfers[8].IsIncrement), Is.EqualTo((0xfffc0000000 + 0x2701800 + (7 * 4), true)));
    }

    /// <summary>The word is in the write descriptor that it belongs to, in the stack of the ring's core: no memory beside the ring is read.</summary>
    [Test]
    public void AnIncrementReadsItsWordFromItsOwnRing()
    {
        foreach (var ring in Plan.Rings)
        {
            var writes = Plan.MemoryWrites.Single(w => w.Address == BaseOf(ring, DmaSide.Write));
            var reads = Plan.MemoryWrites.Single(w => w.Address == BaseOf(ring, DmaSide.Read));
            for (var p = 0; p < ring.Transfers.Count; p++)
            {
                var read = Descriptor.Decode(reads.Bytes.Span[(p * Descriptor.Bytes)..]);
                var write = Descriptor.Decode(writes.Bytes.Span[(p * Descriptor.Bytes)..]);
                Assert.That((read.Address, write.Address), Is.EqualTo(((ulong)ring.Transfers[p].Source, (ulong)ring.Transfers[p].Destination)));
                Assert.That((read.HasWriteBarrier, write.Meta), Is.EqualTo((ring.Transfers[p].IsIncrement, ring.Transfers[p].IsIncrement ? 1u : 0u)));
                if (ring.Transfers[p].IsIncrement)
                    Assert.That((ring.Transfers[p].Source - writes.Address, write.Length), Is.EqualTo(((p * Descriptor.Bytes) + 4, 4)));
            }
        }
    }

    private static long BaseOf(LoadedRing ring, DmaSide side)
    {
        var low = new DmaRegisters(ring.Core, ring.Engine, side, ring.Ring, DmaRegister.BaseLow).AddressIn(Programs.Options.Spec);
        return Plan.RegisterStores.Single(s => s.Address == low).Data;
    }

    [Test]
    public void RegistersPointAtRingsAndCode()
    {
        var spec = Programs.Options.Spec;
        var stream = Plan.FindStream(0, Engine.Sync)!;
        var code = Plan.MemoryWrites.Single(w => w.Address == stream.CodeAddress);
        Assert.That(code.Bytes.Length, Is.EqualTo(stream.Words.Count * InstructionWord.Bytes));
        var low = new DmaRegisters(0, 3, DmaSide.Read, 5, DmaRegister.BaseLow).AddressIn(spec);
        var address = Plan.RegisterStores.Single(s => s.Address == low).Data;
        var ring = Plan.MemoryWrites.Single(w => (uint)w.Address == address);
        Assert.That(Descriptor.Decode(ring.Bytes.Span).Address, Is.EqualTo((ulong)Plan.Rings.Single(r => r.Engine == 3).Transfers[0].Source));
        Assert.That(Plan.StartStores, Has.Count.EqualTo(1));
    }

    [TestCase(ContainerCode.ProgramNeedsMoreCores, "Cores", 1)]
    [TestCase(ContainerCode.DeviceMemoryFull, "DeviceMemoryRegionBytes", 64 << 20)]
    public void AProgramThatTheChipIsTooSmallForIsRefused(ContainerCode code, string parameter, long value)
    {
        var image = Programs.Assemble(".core 1\n.input x fp32[4096, 4096]");
        var small = Programs.Options.Spec.With(new Dictionary<string, long>(StringComparer.Ordinal) { [parameter] = value });
        Assert.That(Assert.Throws<InputException>(() => ProgramLoader.Plan(image, small))!.Code, Is.EqualTo(code));
    }

    [Test]
    public void AProgramForAnotherChipIsRefused()
    {
        var image = Programs.Assemble(".chip inferentia2");
        image.Chip = "inferentia1";
        Assert.That(Assert.Throws<InputException>(() => ProgramLoader.Plan(image, Programs.Options.Spec))!.Code, Is.EqualTo(ContainerCode.ProgramForAnotherChip));
    }
}
