using Hardware.Common.Kernel;

namespace Hardware.Testbench.Tests.Programs;

public class ProgramTests
{
    private static IEnumerable<string> Names => Directory.EnumerateFiles(ProgramRun.Folder, "*.nasm").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    // Small, but with every path of each program: several tiles, incomplete ones, places that are used again.
    private static readonly (string Program, string Defines)[] s_small =
    [
        ("vector_add", "ROWS=512 COLUMNS=64"),
        ("matmul_tiled", "M=256 K=384 N=1536 SLOTS=2"),
        ("softmax", "ROWS=450 COLUMNS=33"),
        ("dropout", "ROWS=450 COLUMNS=33"),
        ("layernorm", "ROWS=450 COLUMNS=513"),
        ("mlp_gelu", "TOKENS=300 WIDTH=128 HIDDEN=384"),
        ("attention", "QUERIES=50 KEYS=70 WIDTH=20"),
        ("attention_512", "QUERIES=640 WIDTH=16"),
        ("conv2d", "IMAGES=3 CIN=20 COUT=70 HEIGHT=11 WIDTH=49 KERNEL=3"),
        ("pool", "IMAGES=5 CHANNELS=60 HEIGHT=11 WIDTH=8"),
        ("two_core", "ROWS=64 COLUMNS=100"),
        ("residual_mlp", "BATCHES=6 TOKENS=40 WIDTH=256 HIDDEN=256"),
        ("encoder", "TOKENS=12"),
    ];

    // What each small shape gives under usual conditions.
    private static readonly Dictionary<string, Lazy<ProgramRun>> s_usual =
        s_small.ToDictionary(s => s.Program, s => new Lazy<ProgramRun>(() => ProgramRun.Of(s.Program, s.Defines)), StringComparer.Ordinal);

    private static readonly (string Parameter, long Value)[] s_slowUnits =
    [
        ("TensorClock", 28_000_000),
        ("VectorClock", 11_200_000),
        ("ScalarClock", 14_000_000),
        ("GpSimdClock", 14_000_000),
        ("DmaBytesPerSecond", 170_000_000),
    ];

    private static IEnumerable<TestCaseData> SmallWithSlowUnits =>
        from program in s_small
        from unit in s_slowUnits
        select new TestCaseData(program.Program, program.Defines, unit.Parameter, unit.Value);

    private static IEnumerable<TestCaseData> Small => s_small.Select(s => new TestCaseData(s.Program, s.Defines));

    [TestCaseSource(nameof(Names))]
    public void MatchesItsReference(string program) => ProgramRun.Of(program).AssertPassed();

    [TestCaseSource(nameof(Small))]
    [TestCase("matmul_tiled", "M=128 K=128 N=512")]
    [TestCase("matmul_tiled", "M=128 K=4096 N=512 TYPE=int8", Description = "sums beyond 2^24 stay exact")]
    [TestCase("matmul_tiled", "M=256 K=384 N=1536 SLOTS=2 TYPE=int8")]
    [TestCase("matmul_tiled", "M=256 K=128 N=512 TYPE=fp16")]
    [TestCase("conv2d", "IMAGES=1 CIN=1 COUT=1 HEIGHT=1 WIDTH=2 KERNEL=5")]
    [TestCase("conv2d", "IMAGES=2 CIN=256 COUT=256 HEIGHT=3 WIDTH=10 KERNEL=1")]
    [TestCase("conv2d", "IMAGES=1 CIN=256 COUT=4 HEIGHT=7 WIDTH=200 KERNEL=3")]
    [TestCase("pool", "IMAGES=1 CHANNELS=1 HEIGHT=2 WIDTH=2 WINDOW=2")]
    [TestCase("pool", "IMAGES=1 CHANNELS=128 HEIGHT=20 WIDTH=30 WINDOW=3 STRIDE=1 TYPE=bf16")]
    [TestCase("softmax", "ROWS=1 COLUMNS=1")]
    [TestCase("dropout", "ROWS=1 COLUMNS=1")]
    [TestCase("layernorm", "ROWS=129 COLUMNS=1025")]
    [TestCase("mlp_gelu", "TOKENS=1 WIDTH=128 HIDDEN=128")]
    [TestCase("attention_512", "QUERIES=128")]
    [TestCase("residual_mlp", "CORES=1 BATCHES=4 TOKENS=7 HIDDEN=384")]
    [TestCase("residual_mlp", "LAYERS=2 BATCHES=2 TOKENS=33 HIDDEN=256")]
    public void MatchesItsReferenceInOtherShapes(string program, string defines) => ProgramRun.Of(program, defines).AssertPassed();

    [Test]
    public void EveryProgramHasASmallShape() => Assert.That(s_small.Select(s => s.Program), Is.EquivalentTo(Names));

    /// <summary>Power-up content must not reach a result, nor its time.</summary>
    [TestCaseSource(nameof(Small))]
    public void PowerUpContentChangesNothing(string program, string defines)
    {
        var expected = ProgramRun.Of(program, defines, simulator: With(PowerUpPattern.Zeros));
        foreach (var pattern in new[] { PowerUpPattern.Ones, PowerUpPattern.Random })
            AssertSame(ProgramRun.Of(program, defines, simulator: With(pattern)), expected, sameTime: true);
    }

    /// <summary>A missing wait works by luck of timing; withheld channels take the luck away, and the bits must stay.</summary>
    [TestCaseSource(nameof(Small))]
    public void StalledChannelsChangeOnlyTimes(string program, string defines)
    {
        foreach (var (seed, percent) in new[] { (1UL, 20), (2UL, 60) })
            AssertSame(ProgramRun.Of(program, defines, simulator: new SimulatorOptions { Stalls = new RandomStalls(seed, percent) }), s_usual[program].Value, sameTime: false);
    }

    /// <summary>A unit that is a hundred times slower than its neighbours uncovers waits that are missing on their side.</summary>
    [TestCaseSource(nameof(SmallWithSlowUnits))]
    public void SlowUnitsChangeOnlyTimes(string program, string defines, string parameter, long value)
    {
        var slow = new Dictionary<string, long>(StringComparer.Ordinal) { [parameter] = value };
        AssertSame(ProgramRun.Of(program, defines, parameters: slow), s_usual[program].Value, sameTime: false);
    }

    private static SimulatorOptions With(PowerUpPattern pattern) => new() { PowerUp = new PowerUpState(pattern, 7) };

    private static void AssertSame(ProgramRun run, ProgramRun expected, bool sameTime)
    {
        run.AssertPassed();
        foreach (var output in expected.Outcome.Outputs)
            Assert.That(run.Output(output.Name).Data.AsSpan().SequenceEqual(output.Data), Is.True, $"{output.Name} differs");
        if (sameTime)
            Assert.That(run.Outcome.Tick, Is.EqualTo(expected.Outcome.Tick));
    }
}
