using Hardware.Common.Isa;

namespace Hardware.Common.Tests.Isa;

internal sealed class InstructionDefinitionTests
{
    private static readonly Dictionary<string, int> Places = new(StringComparer.Ordinal) { ["pattern"] = 3, ["scalar"] = 2, ["code"] = 8, ["integer"] = 2 };

    [Test]
    public void OperandsHaveNamesAndFieldsOfTheirOwn()
    {
        foreach (var definition in InstructionCatalog.All)
        {
            Assert.That(definition.Operands.Select(o => o.Name), Is.Unique, definition.Mnemonic);
            Assert.That(definition.Operands.Select(o => (FieldOf(o), o.Index)), Is.Unique, definition.Mnemonic);
            Assert.That(definition.Operands.Where(o => o.Index < 0 || o.Index >= Places[FieldOf(o)]), Is.Empty, definition.Mnemonic);
            Assert.That(definition.Summary, Is.Not.Empty);
        }
    }

    [Test]
    public void AChoiceOutsideItsEnumerationIsNamedWithTheRightOnes()
    {
        foreach (var definition in InstructionCatalog.All)
        {
            foreach (var slot in definition.Operands.Where(o => o.Choices is not null))
            {
                var word = new InstructionWord { Opcode = definition.Opcode };
                foreach (var other in definition.Operands.Where(o => o.Choices is not null))
                    word.Codes[other.Index] = (byte)other.Choices!.Index().First(c => c.Item is not null).Index;
                Assert.That(definition.UnknownChoice(word), Is.Null, definition.Mnemonic);
                word.Codes[slot.Index] = byte.MaxValue;
                Assert.That(
                    definition.UnknownChoice(word),
                    Does.StartWith($"{definition.Mnemonic}: {slot.Name} has no member 255; ").And.Contains(slot.Choices!.First(c => c is not null)!));
            }
        }
    }

    [Test]
    public void AStreamThatMayNotHoldAnInstructionIsToldWhichMay()
    {
        var multiply = InstructionCatalog.Find("MatMul")!;
        Assert.That(multiply.UnfitEngine(Engine.Tensor), Is.Null);
        Assert.That(multiply.UnfitEngine(Engine.Sync), Is.EqualTo("sp has no MatMul; a stream of pe would be right"));
        var add = InstructionCatalog.Find("TensorTensor")!;
        Assert.That(add.UnfitEngine(Engine.Scalar), Is.EqualTo("act has no TensorTensor; a stream of dve, pool would be right"));
        Assert.That(add.UnfitEngine(Engine.Scalar, CoreFeatures.Of(CoreVersions.V1).Engines), Does.EndWith("a stream of dve would be right"));
    }

    private static string FieldOf(OperandSlot slot) => slot.Kind switch
    {
        OperandKind.Pattern or OperandKind.Long => "pattern",
        OperandKind.Scalar => "scalar",
        OperandKind.Choice or OperandKind.Register or OperandKind.Number => "code",
        _ => "integer",
    };
}
