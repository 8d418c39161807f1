using Hardware.Common.Isa;

namespace Hardware.Common.Tests.Isa;

internal sealed class InstructionCatalogTests
{
    [Test]
    public void NumbersAndNamesAreDistinct()
    {
        Assert.That(InstructionCatalog.All.Select(d => d.Opcode), Is.Unique);
        Assert.That(InstructionCatalog.All.Select(d => d.Mnemonic), Is.Unique);
    }

    [Test]
    public void AnInstructionIsFoundByNumberAndByNameInAnyCase()
    {
        foreach (var definition in InstructionCatalog.All)
        {
            Assert.That(InstructionCatalog.Find(definition.Opcode), Is.SameAs(definition));
            Assert.That(InstructionCatalog.Find(definition.Mnemonic.ToUpperInvariant()), Is.SameAs(definition));
        }

        Assert.That(InstructionCatalog.Find((ushort)0x7777), Is.Null);
        Assert.That(InstructionCatalog.Find("Nopp"), Is.Null);
    }

    [Test]
    public void TheFirstCoreHasASubset()
    {
        string[] first =
        [
            "Nop", "Halt", "EventSemaphore", "SemaphoreRangeClear", "Drain", "Write", "Notify", "DmaTrigger", "LoadStationary", "MatMul", "Activate",
            "ActReadAccumulator", "TensorTensor", "TensorScalar", "ScalarTensorTensor", "TensorReduce", "TensorCopy", "Memset", "Reciprocal",
            "BatchNormStats", "BatchNormAggregate",
        ];
        Assert.That(InstructionCatalog.All.Where(d => d.Cores.HasFlag(CoreVersions.V1)).Select(d => d.Mnemonic), Is.EquivalentTo(first));
        Assert.That(InstructionCatalog.All.Select(d => d.Cores.HasFlag(CoreVersions.V2)), Is.All.True);
    }
}
