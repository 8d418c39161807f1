using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Tests.Engines;

internal sealed class EngineInstructionsTests
{
    [Test]
    public void EveryInstructionButThePseudoOneHasOneBehaviour()
    {
        Assert.That(
            EngineInstructions.All.Select(b => b.Definition).Append(ControlDefinitions.DmaTrigger), Is.EquivalentTo(InstructionCatalog.All));
        foreach (var behaviour in EngineInstructions.All)
            Assert.That(EngineInstructions.Find(behaviour.Definition.Opcode), Is.SameAs(behaviour));
        Assert.That(EngineInstructions.Find(Opcodes.DmaTrigger), Is.Null);
        Assert.That(EngineInstructions.Find(0x7777), Is.Null);
    }

    [Test]
    public void EachEngineFindsItsOwnInstructionsOnly()
    {
        foreach (var definition in InstructionCatalog.All)
        {
            var isControl = EngineInstructions.FindControl(definition.Opcode) is not null;
            Assert.That(isControl, Is.EqualTo(definition.IsControl && definition != ControlDefinitions.DmaTrigger), definition.Mnemonic);
            Assert.That(
                () => EngineInstructions.OfLanes(definition.Opcode),
                LaneDefinitions.All.Contains(definition) ? Throws.Nothing : Throws.InvalidOperationException, definition.Mnemonic);
        }

        Assert.That(() => EngineInstructions.OfLanes(0x7777), Throws.InvalidOperationException.With.Message.Contain("0x7777"));
    }
}
