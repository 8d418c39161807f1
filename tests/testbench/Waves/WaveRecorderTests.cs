using Hardware.Testbench.Tests.CommandLine;
using Hardware.Waveforms.Vcd;

namespace Hardware.Testbench.Tests.Waves;

public class WaveRecorderTests
{
    private static readonly string Program = Path.Combine(CommandRunner.Root, "firmware", "programs", "vector_add.nasm");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("wave").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private (VcdWave Wave, string SaveFile) Record(params string[] options)
    {
        var path = Path.Combine(_folder, "w.vcd");
        var (status, _, error) = CommandRunner.Run(["run", Program, "--vcd", path, .. options]);
        Assert.That((status, error), Is.EqualTo((0, "")));
        return (VcdReader.Read(path, VcdDialect.Portable), File.ReadAllText(Path.Combine(_folder, "w.gtkw")));
    }

    [Test]
    public void A_wave_has_a_scope_for_each_component_and_opens_on_an_overview_of_the_streams_in_use()
    {
        var (wave, save) = Record();
        Assert.That(wave["board.chip.core0.dve_sequencer.state"].History.Count, Is.GreaterThan(5));
        Assert.That(save.IndexOf("core0 dve state", StringComparison.Ordinal), Is.Positive.And.LessThan(save.IndexOf("-board", StringComparison.Ordinal)));
        Assert.That(save, Does.Contain("Opcode.txt").And.Not.Contain("core1 dve state"));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "w.labels", "Opcode.txt")), Does.Contain("TensorTensor"));
    }

    [Test]
    public void A_trace_holds_only_the_scope_and_window_asked_for()
    {
        var (wave, _) = Record("--trace", "board.chip.core0.vector", "--from", "60us", "--to", "70us");
        Assert.That(wave.Variables.Select(v => v.Path), Has.All.StartsWith("board.chip.core0.vector."));
        var history = wave["board.chip.core0.vector.beats_done"].History;
        Assert.That(Enumerable.Range(0, history.Count).Select(history.Time), Is.Not.Empty.And.All.InRange(60_000_000_000, 70_000_000_000));
    }

    [Test]
    public void Repeated_runs_write_the_same_bytes()
    {
        Record();
        var first = File.ReadAllBytes(Path.Combine(_folder, "w.vcd"));
        Record();
        Assert.That(File.ReadAllBytes(Path.Combine(_folder, "w.vcd")), Is.EqualTo(first));
    }
}
