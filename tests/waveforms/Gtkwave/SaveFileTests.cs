using Hardware.Waveforms.Gtkwave;
using Hardware.Waveforms.Signals;

namespace Hardware.Waveforms.Tests.Gtkwave;

public class SaveFileTests
{
    [Test]
    public void TheFormatIsThatOfTheCommittedFile()
    {
        var save = new SaveFile();
        save.View(0, 1_000_000);
        save.OpenTree("top");
        save.OpenTree("top.core");
        save.BeginGroup("core");
        save.AddTrace("top.core.busy", TraceFormat.Binary, colour: TraceColour.Orange);
        save.AddTrace("top.core.state[1:0]", TraceFormat.Labels, "sample.labels/State.txt", alias: "state");
        save.AddTrace("top.core.load", TraceFormat.AnalogReal);
        save.BeginGroup("inside", closed: true);
        save.AddTrace("top.core.count[31:0]", TraceFormat.Unsigned);
        save.AddTrace("top.core.next[1:0]", TraceFormat.Labels, "sample.labels/State.txt");
        save.EndGroup();
        save.EndGroup();
        save.AddLabel("the end");
        Golden.Check("sample.gtkw", save.Text("sample.vcd", "sample.gtkw"));
    }

    [Test]
    public void AnOpenGroupIsRefused()
    {
        var save = new SaveFile();
        save.BeginGroup("core");
        Assert.That(() => save.Text("a.vcd", "a.gtkw"), Throws.InvalidOperationException.With.Message.Contains("'core' is still open"));
    }

    [Test]
    public void PastTheLastFilterATraceIsHexadecimal()
    {
        var save = new SaveFile();
        for (var i = 0; i < SaveFile.MaximumFilters; i++)
            Assert.That(save.AddTrace("a", TraceFormat.Labels, $"{i}.txt"), Is.True);
        Assert.That(save.AddTrace("a", TraceFormat.Labels, "more.txt"), Is.False);
        Assert.That(save.AddTrace("a", TraceFormat.Labels, "0.txt"), Is.True);
        Assert.That(save.Text("a.vcd", "a.gtkw"), Does.EndWith("@22\na\n@2022\n^1 0.txt\na\n"));
    }

    [Test]
    public void AFilterHasTheDigitsThatTheTraceShows()
    {
        var labels = new WaveLabels("Opcode", [new(0, "NOP"), new(0x1F, "MATMUL", "DarkGreen"), new(ulong.MaxValue, "BAD")]);
        Assert.That(TranslateFilter.Text(labels, 9), Is.EqualTo("# Opcode\n000 NOP\n01f ?DarkGreen?MATMUL\n1ff BAD\n"));
    }

    [Test]
    public void CompanionsLieBesideTheWave()
    {
        using var folder = new TemporaryFolder();
        var buffer = new ArrayWaveBuffer(new byte[64]);
        var labels = new WaveLabels("State", [new(0, "Idle"), new(1, "Run")]);
        var scope = new WaveScope("top")
        {
            Signals = [new("state", buffer, 0, 2) { Labels = labels }, new("mode", buffer, 1, 5) { Labels = labels }],
            Scopes = [new("bank") { Signals = [.. Enumerable.Range(0, WaveCompanions.UnfoldedTraces).Select(i => new WaveSignal($"r{i}", buffer, i, 8))] }],
        };
        Assert.That(WaveCompanions.Write(folder["run.vcd"], [scope], 0, 1000), Is.EqualTo(folder["run.gtkw"]));
        Assert.That(folder.Names, Is.EqualTo(new[] { "run.gtkw", "run.labels" }));
        Assert.That(File.ReadAllText(folder["run.labels/State.txt"]), Is.EqualTo("# State\n0 ?gray24?Idle\n1 ?DarkGreen?Run\n"));
        Assert.That(File.ReadAllText(folder["run.labels/State_2.txt"]), Is.EqualTo("# State\n00 ?gray24?Idle\n01 ?DarkGreen?Run\n"));
        var save = File.ReadAllText(folder["run.gtkw"]);
        Assert.That(save, Does.Contain("[dumpfile] \"run.vcd\"\n[savefile] \"run.gtkw\"\n"));
        Assert.That(save, Does.Contain("^1 run.labels/State.txt\n+{state} top.state[1:0]\n"));
        Assert.That(save, Does.Contain("@800200\n-top\n").And.Contain("@c00200\n-bank\n"));
    }
}
