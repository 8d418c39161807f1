using System.Diagnostics;
using Hardware.Waveforms.Tests.Vcd;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Gtkwave;

/// <summary>
/// GTKWave's own converters read what we write. They are not needed for a plain <c>dotnet test</c>, so the fixture runs only when
/// asked for: <c>dotnet test tests/waveforms --filter TestCategory=gtkwave</c>. Without the tools it fails.
/// </summary>
[Explicit("needs vcd2fst and fst2vcd; run with --filter TestCategory=gtkwave")]
[Category("gtkwave")]
public class GtkwaveToolTests
{
    [Property(MaxTest = 25, Replay = "20261123,7919")]
    public void NothingIsLostThroughTheirFormat(byte[] shapes, WaveStep[] steps)
    {
        using var folder = new TemporaryFolder();
        var plan = new WavePlan(shapes, steps);
        using (var writer = VcdWriter.Create(folder["ours.vcd"])) plan.Write(writer);
        // fst2vcd prints reals with sixteen digits, one short of exact.
        plan.Check(ThereAndBack(folder), realDigits: 16);
    }

    [Test]
    public void EveryConstructPasses()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["ours.vcd"], VcdWriterTests.Sample(new VcdWriterOptions { EnumTables = true }));
        var ours = VcdReader.Read(folder["ours.vcd"]);
        var theirs = ThereAndBack(folder);
        Assert.That(theirs.Timescale.Exponent, Is.EqualTo(ours.Timescale.Exponent));
        foreach (var variable in ours.Variables)
            for (var time = 0L; time <= ours.End; time += 500_000)
                Assert.That(theirs[variable.Path].History.At(time), Is.EqualTo(variable.History.At(time)), $"{variable.Path} at {time}");
        Assert.That(theirs.Variables.ConvertAll(v => v.Path), Is.EqualTo(ours.Variables.ConvertAll(v => v.Path)));
    }

    private static VcdWave ThereAndBack(TemporaryFolder folder)
    {
        Run("vcd2fst", "-v", folder["ours.vcd"], "-f", folder["theirs.fst"]);
        Run("fst2vcd", "-f", folder["theirs.fst"], "-o", folder["theirs.vcd"]);
        return VcdReader.Read(folder["theirs.vcd"], VcdDialect.Standard);
    }

    private static void Run(string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, $"{tool}: {errors}{output.Result}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail($"{tool} was not found; it is part of the package gtkwave (apt-get install gtkwave)");
        }
    }
}
