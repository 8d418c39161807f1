using Hardware.Common.Isa;
using Hardware.Firmware.Disassembly;
using Hardware.Firmware.Tests.Assembly;

namespace Hardware.Firmware.Tests.Disassembly;

public sealed class InstructionPageTests
{
    [Test]
    public void ThePageListsTheInstructionsThatExist() => Assert.That(
        File.ReadAllText(Path.Combine(Programs.Checkout, "docs", "instructions.md")),
        Is.EqualTo(InstructionPage.Print(InstructionCatalog.All)),
        "print it again: neuron-rtl inspect --instructions > docs/instructions.md");
}
