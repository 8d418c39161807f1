using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa.Control;
using Hardware.Firmware.Container;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Tests.Assembly;

namespace Hardware.Firmware.Tests.Container;

public sealed class ContainerTests
{
    private const string Program = """
        .program "container test"
        .constant c fp32[4] = iota(1, 2)
        .input x fp32[128, 16]
        .sbuf a fp32[128, 16]
        .queue q engines=16
        .semaphore s
        .dma load queue=q update=s++
        copy x -> a
        .end
        .engine sp
        start: DmaTrigger load
        $s>=16 Jump start
        """;

    private static readonly byte[] Whole = ContainerWriter.Write(Programs.Assemble(Program));

    [Test]
    public void TheHeaderHasThePublicFields()
    {
        var header = NeffHeader.Decode(Whole);
        Assert.That((header.HeaderSize, header.DataSize, header.Cores, header.Name), Is.EqualTo((1024UL, (ulong)Whole.Length - 1024, 1u, "container test")));
        Assert.That(Whole.AsSpan(556, 468).ToArray(), Is.All.Zero);
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(Whole.AsSpan(476)), Is.EqualTo(1));
        Assert.That(Whole[480], Is.EqualTo(1));
    }

    [Test]
    public void TheArchiveHasThePublicMembers() => Assert.That(
        Members().Select(m => m.Name),
        Is.EqualTo(new[] { "info.json", "sg00/def.json", "sg00/sp.bin", "sg00/sp.json", "sg00/constant0.bin", "kernel_debug_info.json" }));

    [Test]
    public void TheSameProgramGivesTheSameBytes() => Assert.That(ContainerWriter.Write(Programs.Assemble(Program)), Is.EqualTo(Whole));

    [Test]
    public void AContainerCutShortAnywhereIsRefused()
    {
        for (var length = 0; length < Whole.Length; length += length < 1024 ? 31 : 97)
        {
            var error = Fails(Whole[..length]);
            Assert.That(error.Code, Is.EqualTo(length < 1024 ? ContainerCode.ContainerHeaderShort : ContainerCode.ContainerDataSize), $"{length}");
            Assert.That(error.Place!.Value.Offset, Is.EqualTo(length));
        }
    }

    [Test]
    public void AnyChangedByteIsNoticed()
    {
        for (var at = 0; at < Whole.Length; at += 41)
        {
            var changed = (byte[])Whole.Clone();
            changed[at] ^= 4;
            Assert.That(Fails(changed).Code, Is.AnyOf(
                ContainerCode.ContainerHash, ContainerCode.ContainerDataSize, ContainerCode.ContainerFeatureBits, ContainerCode.ContainerVersion, ContainerCode.ContainerHeaderSize));
        }
    }

    [TestCase(0, ContainerCode.ContainerVersion)]
    [TestCase(8, ContainerCode.ContainerHeaderSize)]
    [TestCase(24, ContainerCode.ContainerVersion)]
    [TestCase(40, ContainerCode.ContainerHash)]
    [TestCase(172, ContainerCode.ContainerHash)]
    [TestCase(544, ContainerCode.ContainerFeatureBits)]
    [TestCase(1030, ContainerCode.ContainerHash)]
    public void EachPartOfTheHeaderHasItsMessage(int at, ContainerCode code)
    {
        var changed = (byte[])Whole.Clone();
        changed[at] ^= 0x40;
        Assert.That(Fails(changed).Code, Is.EqualTo(code));
    }

    [TestCase(0u, ContainerCode.ContainerCores)]
    [TestCase(65u, ContainerCode.ContainerCores)]
    [TestCase(2u, ContainerCode.ContainerMemberMissing)]
    public void ACoreCountThatIsNotThatOfTheMembersIsRefused(uint cores, ContainerCode code)
    {
        var changed = (byte[])Whole.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(168), cores);
        Assert.That(Fails(Seal(changed)).Code, Is.EqualTo(code));
    }

    [Test]
    public void ACoreThatOnlyTheHeaderNamesIsRefused()
    {
        var changed = Build([.. Members(), ("sg01/def.json", "{\"dma_queue\":{},\"var\":{}}"u8.ToArray())]);
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(NeffHeader.CoresOffset), 2);
        Assert.That(Fails(Seal(changed)).Code, Is.EqualTo(ContainerCode.ContainerCoreCount));
    }

    [Test]
    public void ADamagedArchiveIsNamedWithItsPlace()
    {
        var cut = Whole[..(1024 + 100)];
        BinaryPrimitives.WriteUInt64LittleEndian(cut.AsSpan(16), 100);
        var error = Fails(Seal(cut));
        Assert.That(error.Code, Is.EqualTo(ContainerCode.ContainerTar), "cut inside the header of the first member");
        Assert.That(error.OneLine, Does.Contain("error NR0308: the archive behind the header is damaged"));
        var size = (byte[])Whole.Clone();
        size[1024 + 124] = (byte)'x';
        Assert.That(Fails(Seal(size)).Code, Is.EqualTo(ContainerCode.ContainerTar), "the size of the first member is no number");
    }

    /// <summary>With the right hash and size, so that only the reader of the members can notice.</summary>
    [Test]
    public void AnArchiveCutShortAnywhereIsRefused()
    {
        var end = Whole.Length - 1024;
        for (var length = 1024; length < end; length += 113)
        {
            var cut = Whole[..length];
            BinaryPrimitives.WriteUInt64LittleEndian(cut.AsSpan(16), (ulong)(length - 1024));
            Assert.That(Convert.ToInt32(Fails(Seal(cut)).Code, provider: null), Is.InRange(301, 349), $"{length}");
        }
    }

    [TestCase("info.json", "{", "[", ContainerCode.ContainerJson)]
    [TestCase("info.json", "\"title\"", "\"titel\"", ContainerCode.ContainerFieldMissing)]
    [TestCase("info.json", "\"container test\"", "123456789012345\u0020", ContainerCode.ContainerFieldKind)]
    [TestCase("sg00/def.json", "\"fp32\"", "\"fp33\"", ContainerCode.ContainerFieldValue)]
    [TestCase("sg00/def.json", "[128,16]", "[129,16]", ContainerCode.ContainerFieldValue)]
    [TestCase("sg00/def.json", "\"tmp-buf\"", "\"tmp-buf\"", null)]
    [TestCase("sg00/def.json", "\"input\"", "\"tnput\"", ContainerCode.ContainerFieldValue)]
    [TestCase("sg00/def.json", "\"var_id\":0", "\"var_id\":7", ContainerCode.ContainerNumbering)]
    [TestCase("sg00/def.json", "\"ring_blocks\":[0]", "\"ring_blocks\":[1]", ContainerCode.ContainerRing)]
    [TestCase("sg00/def.json", "\"shape\":[4]", "\"shape\":[5]", ContainerCode.ContainerFieldValue)]
    [TestCase("sg00/sp.json", "\"from_off\":0", "\"from_off\":8", null)]
    [TestCase("sg00/sp.json", "\"copy\"", "\"cast\"", ContainerCode.ContainerFieldValue)]
    [TestCase("sg00/sp.json", "[64,8]", "[64,9]", ContainerCode.ContainerFieldValue)]
    [TestCase("sg00/sp.json", "\"queue_id\":0", "\"queue_id\":1", ContainerCode.ContainerFieldValue)]
    [TestCase("kernel_debug_info.json", "\"index\":0", "\"index\":9", ContainerCode.ContainerFieldValue)]
    [TestCase("kernel_debug_info.json", "\"engine\":\"sp\"", "\"engine\":\"pe\"", ContainerCode.ContainerFieldValue)]
    [TestCase("kernel_debug_info.json", "\"sbuf\"", "\"sbux\"", ContainerCode.ContainerFieldValue)]
    public void AWrongFieldIsNamed(string member, string text, string replacement, ContainerCode? code)
    {
        var members = Members();
        var index = members.FindIndex(m => string.Equals(m.Name, member, StringComparison.Ordinal));
        var changed = Encoding.UTF8.GetString(members[index].Content).Replace(text, replacement, StringComparison.Ordinal);
        members[index] = (member, Encoding.UTF8.GetBytes(changed));
        if (code is null)
            Assert.That(() => ContainerReader.Read(Build(members), "c.neff"), Throws.Nothing);
        else
            Assert.That(Fails(Build(members)).Code, Is.EqualTo(code));
    }

    [Test]
    public void MembersAreThereOnceAndAllOfThemAreUsed()
    {
        var members = Members();
        Assert.That(Fails(Build([.. members, ("sg00/sp.bin", members[2].Content)])).Code, Is.EqualTo(ContainerCode.ContainerMemberTwice));
        Assert.That(Fails(Build([.. members, ("sg00/more.bin", [1])])).Code, Is.EqualTo(ContainerCode.ContainerMemberUnknown));
        Assert.That(Fails(Build([.. members.Where(m => !m.Name.EndsWith("def.json", StringComparison.Ordinal))])).Code, Is.EqualTo(ContainerCode.ContainerMemberMissing));
    }

    [Test]
    public void CodeAndConstantsAreChecked()
    {
        Assert.That(FailsWith("sg00/sp.bin", c => c[..^1]).Code, Is.EqualTo(ContainerCode.ContainerCodeLength));
        Assert.That(FailsWith("sg00/constant0.bin", c => c[..^1]).Code, Is.EqualTo(ContainerCode.ContainerConstantLength));
        Assert.That(FailsWith("sg00/sp.bin", c => Changed(c, 129, 0x77)).Code, Is.EqualTo(ContainerCode.ContainerInstructionUnknown));
        var misplaced = FailsWith("sg00/sp.bin", c => Changed(c, 128, 0x40));
        Assert.That((misplaced.Code, misplaced.Message), Is.EqualTo((ContainerCode.ContainerInstructionOfOtherEngine, "sp has no TensorTensor; a stream of dve, pool would be right")));
        var branch = (byte)new CompareBranch().Opcode;
        var unknown = FailsWith("sg00/sp.bin", c => Changed(Changed(c, 128, branch), 128 + 113, 99));
        Assert.That(unknown.Code, Is.EqualTo(ContainerCode.ContainerChoiceUnknown));
        Assert.That(unknown.Message, Does.StartWith("CompareBranch: cmp has no member 99; always, "));
        Assert.That(FailsWith("sg00/sp.bin", c => Changed(c, 120, 5)).Code, Is.EqualTo(ContainerCode.ContainerTargetOutside));
    }

    [Test]
    public void AMissingFileIsNamed() => Assert.That(
        Assert.Throws<InputException>(() => ContainerReader.ReadFile("no/such.neff"))!.OneLine, Does.StartWith("no/such.neff: error NR0301: cannot read"));

    private static byte[] Changed(byte[] bytes, int at, byte value)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] = value;
        return changed;
    }

    private static InputException FailsWith(string member, Func<byte[], byte[]> change) =>
        Fails(Build([.. Members().Select(m => (m.Name, string.Equals(m.Name, member, StringComparison.Ordinal) ? change(m.Content) : m.Content))]));

    private static InputException Fails(byte[] bytes) => Assert.Throws<InputException>(() => ContainerReader.Read(bytes, "c.neff"))!;

    private static byte[] Seal(byte[] file)
    {
        ContainerHash.Of(file).CopyTo(file, NeffHeader.HashOffset);
        return file;
    }

    private static List<(string Name, byte[] Content)> Members()
    {
        var members = new List<(string, byte[])>();
        using var tar = new TarReader(new MemoryStream(Whole[1024..]));
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream!.CopyTo(content);
            members.Add((entry.Name, content.ToArray()));
        }

        return members;
    }

    private static byte[] Build(IReadOnlyList<(string Name, byte[] Content)> members)
    {
        using var stream = new MemoryStream();
        stream.Write(Whole.AsSpan(0, 1024));
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in members)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        var file = stream.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(16), (ulong)file.Length - 1024);
        return Seal(file);
    }
}
