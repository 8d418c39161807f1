using System.Diagnostics;
using System.Text.Json;
using Hardware.Testbench.Tests.Tensors;
using Hardware.Waveforms.Vcd;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Signals to the built program as a process of its own.</summary>
[Platform("Linux")]
public class SignalTests
{
    private const int Interrupted = 130;

    // A wave of so many bytes has seen the loop some hundred times.
    private const int WaveBytes = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase("INT")]
    [TestCase("TERM")]
    public void A_signal_ends_a_run_with_whole_files_and_status_130(string signal)
    {
        using var folder = new TemporaryFolder();
        using var process = Start(
            "run", SamplePrograms.In(folder, SamplePrograms.Livelock), "--max-time", "100s", "--verbose",
            "--vcd", folder.File("w.vcd"), "--timeline", folder.File("t.json"), "--log", folder.File("l.txt"), "--stats", folder.File("s.json"));
        try
        {
            Assert.That(process.StandardError.ReadLine(), Does.Contain("program and inputs loaded"));
            var wave = () => new DirectoryInfo(Path.GetDirectoryName(folder.File("x"))!).GetFiles("w.vcd*").Sum(f => f.Length);
            Assert.That(() => wave(), Is.GreaterThan(WaveBytes).After(30_000, 20), "bytes of the wave so far");
            using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            var output = process.StandardOutput.ReadToEndAsync();
            Assert.That(process.WaitForExit(Patience), Is.True, "the process did not end");
            Assert.That(process.ExitCode, Is.EqualTo(Interrupted));
            Assert.That(output.Result, Does.Contain("INTERRUPTED: every output file is closed and valid up to here"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }

        Assert.That(VcdReader.Read(folder.File("w.vcd")).ValueCount, Is.GreaterThan(100));
        using var timeline = JsonDocument.Parse(File.ReadAllText(folder.File("t.json")));
        Assert.That(timeline.RootElement.GetProperty("traceEvents").GetArrayLength(), Is.GreaterThan(100));
        Assert.That(File.ReadAllText(folder.File("l.txt")), Does.Contain(" Jump ").And.EndWith("\n"));
        Assert.That(Report.Cycles(folder.File("s.json")), Is.GreaterThan(1000));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(folder.File("x"))!, "*.tmp"), Is.Empty);
    }

    /// <summary>A shell that ran the tests in the background may have made this process ignore SIGINT, which a child inherits: env undoes that.</summary>
    private static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "neuron-rtl");
        return Process.Start(new ProcessStartInfo("env", ["--default-signal=INT,TERM", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
