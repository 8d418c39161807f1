using System.IO.Hashing;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;
using Hardware.Testbench.CommandLine;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;
using Hardware.Testbench.Waves;

namespace Hardware.Testbench.Suites.Programs;

/// <summary>What a run of a program left: how it ended, at which ticks, and a digest of each output.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Tick">Tick of the end, the outputs read back.</param>
/// <param name="ProgramTick">Tick at which the chip was done.</param>
/// <param name="Outputs">Name and digest of each output, on a line each.</param>
/// <param name="Wave">Digest of the wave; empty if none was asked for.</param>
public sealed record RunDigest(RunEnd End, long Tick, long ProgramTick, string Outputs, string Wave)
{
    /// <summary>A shipped program for a chip.</summary>
    public static ProgramImage Load(string name, ChipSpec chip) => ProgramFile.Load(ShippedPrograms.PathOf(name), [], chip);

    /// <summary>Runs a program on the whole chip.</summary>
    /// <param name="image">The program.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="seed">Seed of the inputs that have no default.</param>
    /// <param name="options">Conditions that must not matter.</param>
    /// <param name="run">Records waves if it is the run of a shrunk failure; null for none.</param>
    /// <param name="label">Name of that wave.</param>
    /// <param name="digestWave">Records the whole wave for its digest.</param>
    public static RunDigest Of(
        ProgramImage image, ChipSpec chip, int seed, SimulatorOptions options, CaseRun? run, string label, bool digestWave = false)
    {
        var session = new RunSession(image, chip, InputSet.Resolve(image, [], (ulong)seed), new SessionOptions(Simulator: options));
        run?.Watch(session.Simulator, label);
        if (!digestWave)
            return Run(session, "");
        var folder = Directory.CreateTempSubdirectory("neuron-rtl-wave");
        try
        {
            var path = Path.Combine(folder.FullName, "wave.vcd");
            RunDigest result;
            using (var recorder = new WaveRecorder(session.Simulator, path, []))
            {
                result = Run(session, "");
                recorder.Close(result.Tick);
            }

            return result with { Wave = DigestOf(path) };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RunDigest Run(RunSession session, string wave)
    {
        while (!(session.IsRunning && session.Board.Chip.IsDone) && session.Step())
        {
        }

        var programTick = session.Simulator.Now;
        var outcome = session.Run();
        return new RunDigest(
            outcome.End, outcome.Tick, programTick, string.Join('\n', outcome.Outputs.Select(o => $"{o.Name} {TensorDigest.Of(o)}")), wave);
    }

    private static string DigestOf(string path)
    {
        var hash = new XxHash128();
        using var file = File.OpenRead(path);
        hash.Append(file);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
