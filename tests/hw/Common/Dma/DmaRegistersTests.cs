using Hardware.Common.Dma;

namespace Hardware.Common.Tests.Dma;

public sealed class DmaRegistersTests
{
    [Test]
    public void ADoorbellHasThePublicAddress() =>
        Assert.That(new DmaRegisters(1, 3, DmaSide.Write, 2, DmaRegister.TailIncrement).AddressIn(TestSpec.Create()),
            Is.EqualTo(0xffff0000000 + 0x700000 + (3 * 0x40000) + 0x20000 + 0x3000 + 0x38));

    [Property]
    public bool EveryRegisterIsFoundAgain(bool core, byte engine, bool side, byte ring, byte which)
    {
        var spec = TestSpec.Create();
        var names = Enum.GetValues<DmaRegister>();
        var register = new DmaRegisters(core ? 1 : 0, engine % 16, side ? DmaSide.Write : DmaSide.Read, ring % 16, names[which % names.Length]);
        return DmaRegisters.TryDecode(register.AddressIn(spec), spec, out var found) && found == register;
    }

    [TestCase(0xffff0000000 - 4)]
    [TestCase(0xffff0000000 + 0x28, Description = "before queue 0")]
    [TestCase(0xffff0000000 + 0x11028, Description = "queue 16")]
    [TestCase(0xffff0000000 + 0x400000 + 0x1028, Description = "engine 16")]
    [TestCase(0xffff0000000 + 0xe01028, Description = "core 2")]
    public void OtherAddressesAreNone(long address) =>
        Assert.That(DmaRegisters.TryDecode(address, TestSpec.Create(), out _), Is.False);
}
