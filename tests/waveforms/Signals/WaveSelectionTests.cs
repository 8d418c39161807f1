using Hardware.Common.Diagnostics;
using Hardware.Waveforms.Signals;

namespace Hardware.Waveforms.Tests.Signals;

public class WaveSelectionTests
{
    private static readonly ArrayWaveBuffer Buffer = new(new byte[8]);

    private static readonly WaveScope Chip = new("chip")
    {
        Signals = [Signal("cycle")],
        Scopes =
        [
            new("core0") { Signals = [Signal("pc")], Scopes = [new("tensor") { Signals = [Signal("state"), Signal("row")] }] },
            new("core1") { Signals = [Signal("pc")], Scopes = [new("tensor") { Signals = [Signal("state"), Signal("row")] }] },
        ],
    };

    [TestCase("chip", "chip.cycle chip.core0.pc chip.core0.tensor.state chip.core0.tensor.row chip.core1.pc chip.core1.tensor.state chip.core1.tensor.row")]
    [TestCase("chip.core1", "chip.core1.pc chip.core1.tensor.state chip.core1.tensor.row")]
    [TestCase("chip.core*.tensor.state", "chip.core0.tensor.state chip.core1.tensor.state")]
    [TestCase("chip.*.pc chip.cycle", "chip.cycle chip.core0.pc chip.core1.pc")]
    public void PicksByPath(string paths, string expected) =>
        Assert.That(Names(WaveSelection.Select([Chip], paths.Split(' '))), Is.EqualTo(expected.Split(' ')));

    [Test]
    public void NoPathsMeanEverything() => Assert.That(Names(WaveSelection.Select([Chip], [])), Has.Count.EqualTo(7));

    [Test]
    public void AnUnknownPathIsOneClearLine()
    {
        var fault = Assert.Throws<InputException>(() => WaveSelection.Select([Chip], ["chip.core0", "chip.core1.tensr"]));
        Assert.That(fault.OneLine, Is.EqualTo("error NR0805: no scope or signal is called 'chip.core1.tensr'; did you mean 'chip.core1.tensor'?"));
    }

    private static WaveSignal Signal(string name) => new(name, Buffer, 0, 8);

    private static List<string> Names(IEnumerable<WaveScope> scopes)
    {
        var names = new List<string>();
        foreach (var scope in scopes)
            Walk(scope, scope.Name);
        return names;

        void Walk(WaveScope scope, string path)
        {
            names.AddRange(scope.Signals.Select(signal => $"{path}.{signal.Name}"));
            foreach (var inner in scope.Scopes)
                Walk(inner, $"{path}.{inner.Name}");
        }
    }
}
