using System.Globalization;
using System.Text.Json;
using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>What <c>run</c> writes about a run agrees with the program and with itself, and changes as the options say.</summary>
public class RunRecordingTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Statistics_have_the_public_names_and_agree_with_each_other()
    {
        Run(SamplePrograms.Product, "--stats", _folder.File("s.json"));
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.File("s.json")));
        var root = json.RootElement;
        var seconds = root.GetProperty("total_time").GetDouble();
        Assert.That(root.GetProperty("neuroncore_cycle_count").GetInt64(), Is.EqualTo(seconds * 1.4e9).Within(1));
        var cores = root.GetProperty("neuroncores").EnumerateArray().ToArray();
        Assert.That(cores.Select(c => c.GetProperty("neuroncore_idx").GetInt32()), Is.EqualTo([0, 1]));
        foreach (var engine in (string[])["tensor", "vector", "scalar", "gpsimd", "sync"])
        {
            var active = cores[0].GetProperty($"{engine}_engine_active_time").GetDouble();
            Assert.That(cores[0].GetProperty($"{engine}_engine_active_time_percent").GetDouble(), Is.EqualTo(active / seconds).Within(1e-9));
            Assert.That(cores[0].GetProperty($"{engine}_engine_semaphore_wait_time_percent").GetDouble(), Is.InRange(0, 1));
        }

        Assert.That(
            cores[0].GetProperty("mfu_estimated_percent").GetDouble(), Is.EqualTo(32 * 8 * 16 / (128 * 128 * 2.8e9 * seconds)).Within(1e-9), "products by peak");
        Assert.That(cores[0].GetProperty("tensor_engine_instruction_count").GetInt32(), Is.EqualTo(4), "with the notification and the Halt at the end of the stream");
        Assert.That(cores[1].GetProperty("tensor_engine_instruction_count").GetInt32(), Is.Zero);

        // x, w, and y twice; and a word of four bytes from each of two engines for each of three blocks.
        Assert.That(cores[0].GetProperty("dma_transfer_total_bytes").GetInt64(), Is.EqualTo((4 * ((32 * 16) + (32 * 8) + (2 * 8 * 16))) + (3 * 2 * 4)));
        Assert.That(cores[0].GetProperty("sbuf_high_water_mark_bytes").GetInt32(), Is.EqualTo(192), "three buffers of 64 bytes and less, each on a boundary of 64");
        Assert.That(cores[0].GetProperty("psum_high_water_mark_bytes").GetInt32(), Is.EqualTo(4 * 16));
    }

    [Test]
    public void The_log_and_the_timeline_have_a_line_and_a_bar_for_each_instruction_with_the_same_times()
    {
        Run(SamplePrograms.Add, "--log", _folder.File("l.txt"), "--timeline", _folder.File("t.json"), "--stats", _folder.File("s.json"));
        var lines = File.ReadAllLines(_folder.File("l.txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var instructions = lines.Where(l => !l[4].StartsWith("dma", StringComparison.Ordinal)).ToArray();
        foreach (var line in instructions)
            Assert.That((Number(line[0]) <= Number(line[1]), Number(line[1]) <= Number(line[2])), Is.EqualTo((true, true)));
        var add = instructions.Single(l => string.Equals(l[6], "TensorTensor", StringComparison.Ordinal));
        Assert.That((add[3], add[4], add[5], add[7]), Is.EqualTo(("0", "dve", "0", "$loaded>=2")));
        Assert.That(add[9], Does.EndWith($"program.nasm:{SamplePrograms.AddLine}"));
        Assert.That(Number(add[8]), Is.GreaterThan(1), "it waited for the loads");
        Assert.That(string.Join(' ', add[10..]), Does.Match("^<- core 0 DMA engine [01] descriptor [0-9]+ of block 'load'$"), "and they released it");

        using var statistics = JsonDocument.Parse(File.ReadAllText(_folder.File("s.json")));
        var core = statistics.RootElement.GetProperty("neuroncores")[0];
        Assert.That(
            instructions, Has.Length.EqualTo(core.GetProperty("vector_engine_instruction_count").GetInt32() + core.GetProperty("sync_engine_instruction_count").GetInt32()));
        Assert.That(lines.Length - instructions.Length, Is.EqualTo(core.GetProperty("dma_transfer_count").GetInt32()));

        using var timeline = JsonDocument.Parse(File.ReadAllText(_folder.File("t.json")));
        var bars = timeline.RootElement.GetProperty("traceEvents").EnumerateArray().Where(e => e.GetProperty("ph").ValueEquals("X")).ToArray();
        Assert.That(bars, Has.Length.EqualTo(lines.Length));
        var bar = bars.Single(b => b.GetProperty("name").ValueEquals("TensorTensor"));
        Assert.That(bar.GetProperty("ts").GetDouble(), Is.EqualTo(Number(add[1])).Within(1e-4));
        Assert.That(bar.GetProperty("dur").GetDouble(), Is.EqualTo(Number(add[2]) - Number(add[1])).Within(2e-4));
        Assert.That(bar.GetProperty("args").GetProperty("place").GetString(), Does.EndWith($":{SamplePrograms.AddLine}"));
    }

    /// <summary>The addition starts an access to read and one to write, in cycles of the base clock.</summary>
    [Test]
    public void A_chip_parameter_changes_cycles_by_what_it_says()
    {
        Run(SamplePrograms.Add, "--stats", _folder.File("s.json"));
        var usual = Report.Cycles(_folder.File("s.json"));
        Run(SamplePrograms.Add, "--stats", _folder.File("s.json"), "--set", "AccessStartCycles=172");
        Assert.That(Report.Cycles(_folder.File("s.json")) - usual, Is.EqualTo(2 * (172 - 60)).Within(2), "to the next edge of VectorE's clock");
        Run(SamplePrograms.Add, "--stats", _folder.File("s.json"), "--set", "accessstartcycles=0x3c");
        Assert.That(Report.Cycles(_folder.File("s.json")), Is.EqualTo(usual), "60 is the default");
    }

    [Test]
    public void The_level_of_the_array_changes_neither_outputs_nor_times()
    {
        var beat = Run(SamplePrograms.Product, "--level", "beat", "--log", _folder.File("beat.txt"));
        var element = Run(SamplePrograms.Product, "--level", "pe", "--log", _folder.File("pe.txt"));
        Assert.That(Report.WithoutWallTime(element), Is.EqualTo(Report.WithoutWallTime(beat)));
        Assert.That(File.ReadAllText(_folder.File("pe.txt")), Is.EqualTo(File.ReadAllText(_folder.File("beat.txt"))));
    }

    [Test]
    public void A_NaN_from_finite_operands_is_a_warning_with_its_place_and_the_run_goes_on()
    {
        var output = Run(SamplePrograms.Add.Replace("op=add", "op=subtract", StringComparison.Ordinal), "--input", Infinities());
        Assert.That(output, Does.Match($@"warning: NaN produced by 1 instruction, first at [\d.]+ us, cycle [\d,]+, by core 0 dve instruction 0 \(.*program\.nasm:{SamplePrograms.AddLine}\)"));
        Assert.That(Run(SamplePrograms.Add, "--input", Infinities()), Does.Not.Contain("warning"), "infinity plus infinity is none");
    }

    [Test]
    public void A_wrong_sum_is_blamed_on_its_MatMul_through_the_copies_out_of_PSUM()
    {
        var expected = Tensor.Zeros("y", DataType.Float32, 8, 16);
        NpyFile.Write(_folder.File("y.npy"), expected);
        var (status, output, error) = CommandRunner.Run(
            "run", SamplePrograms.In(_folder, SamplePrograms.Product), "--expect", _folder.File("y.npy"));
        Assert.That((status, error), Is.EqualTo((1, "")));
        Assert.That(output, Does.Match($@"last written by .*program\.nasm:{SamplePrograms.MatMulLine}, cycle [\d,]+\n").And.Contain("pe instruction 1 MatMul"));
        Assert.That(output, Does.Contain("of block 'move'").And.Contain("of block 'store'"));
    }

    /// <summary>A file in which both operands are infinite everywhere.</summary>
    private string Infinities()
    {
        double[] values = [.. Enumerable.Repeat(double.PositiveInfinity, 2048)];
        Tensor Infinite(string name) =>
            Tensor.FromDoubles(name, DataType.Float32, [128, 16], values);
        SafetensorsFile.Write(_folder.File("inf.safetensors"), [Infinite("a"), Infinite("b")]);
        return _folder.File("inf.safetensors");
    }

    private string Run(string program, params string[] options)
    {
        var (status, output, error) = CommandRunner.Run(["run", SamplePrograms.In(_folder, program), .. options]);
        Assert.That((status, error), Is.EqualTo((0, "")));
        return output;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
