using Hardware.Waveforms.Signals;

namespace Hardware.Waveforms.Tests.Signals;

public class WaveLabelsTests
{
    private enum Opcode : ushort
    {
        Nop = 0,
        MatMul = 0x101,
        Last = ushort.MaxValue,
    }

    private enum Balance : sbyte
    {
        Under = -1,
        Even = 0,
        Over = 1,
    }

    private enum Wide : ulong
    {
        Top = ulong.MaxValue,
    }

    [Test]
    public void TheNamesOfAnEnumeration()
    {
        var labels = WaveLabels.Of(typeof(Opcode));
        Assert.That(labels.Name, Is.EqualTo("Opcode"));
        Assert.That(labels.Labels, Is.EqualTo(new[] { new WaveLabel(0, "Nop"), new WaveLabel(0x101, "MatMul"), new WaveLabel(0xFFFF, "Last") }));
    }

    [Test]
    public void NegativeAndLargeValuesKeepTheirBits()
    {
        Assert.That(WaveLabels.Of(typeof(Balance)).Labels, Does.Contain(new WaveLabel(ulong.MaxValue, "Under")));
        Assert.That(WaveLabels.Of(typeof(Wide)).Labels, Does.Contain(new WaveLabel(ulong.MaxValue, "Top")));
    }
}
