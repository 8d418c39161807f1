using Hardware.Common.Kernel;
using Hardware.Testbench.Boards;

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

    private static readonly (string Program, string Defines)[] s_otherShapes =
    [
        ("matmul_tiled", "M=128 K=128 N=512"),
        ("matmul_tiled", "M=128 K=4096 N=512 TYPE=int8"), // sums beyond 2^24
        ("matmul_tiled", "M=256 K=384 N=1536 SLOTS=2 TYPE=int8"),
        ("matmul_tiled", "M=256 K=128 N=512 TYPE=fp16"),
        ("conv2d", "IMAGES=1 CIN=1 COUT=1 HEIGHT=1 WIDTH=2 KERNEL=5"),
        ("conv2d", "IMAGES=2 CIN=256 COUT=256 HEIGHT=3 WIDTH=10 KERNEL=1"),
        ("conv2d", "IMAGES=1 CIN=256 COUT=4 HEIGHT=7 WIDTH=200 KERNEL=3"),
        ("pool", "IMAGES=1 CHANNELS=1 HEIGHT=2 WIDTH=2 WINDOW=2"),
        ("pool", "IMAGES=1 CHANNELS=128 HEIGHT=20 WIDTH=30 WINDOW=3 STRIDE=1 TYPE=bf16"),
        ("softmax", "ROWS=1 COLUMNS=1"),
        ("dropout", "ROWS=1 COLUMNS=1"),
        ("layernorm", "ROWS=129 COLUMNS=1025"),
        ("mlp_gelu", "TOKENS=1 WIDTH=128 HIDDEN=128"),
        ("attention_512", "QUERIES=128"),
        ("residual_mlp", "CORES=1 BATCHES=4 TOKENS=7 HIDDEN=384"),
        ("residual_mlp", "LAYERS=2 BATCHES=2 TOKENS=33 HIDDEN=256"),
    ];

    // What each small shape gives under usual conditions.
    private static readonly Dictionary<(string Program, string Chip), Lazy<ProgramRun>> s_usual =
        (from small in s_small
         from chip in ChipsOf(small.Program)
         select (small, chip)).ToDictionary(s => (s.small.Program, s.chip), s => new Lazy<ProgramRun>(() => ProgramRun.Of(s.small.Program, s.small.Defines, chip: s.chip)));

    private static readonly (string Chip, string Parameter, long Value)[] s_slowUnits =
    [
        ("inferentia2", "TensorClock", 28_000_000),
        ("inferentia2", "VectorClock", 11_200_000),
        ("inferentia2", "ScalarClock", 14_000_000),
        ("inferentia2", "GpSimdClock", 14_000_000),
        ("inferentia2", "DmaBytesPerSecond", 170_000_000),
        ("inferentia1", "TensorClock", 5_000_000),
        ("inferentia1", "VectorClock", 10_000_000),
        ("inferentia1", "ScalarClock", 10_000_000),
        ("inferentia1", "DmaBytesPerSecond", 41_000_000),
    ];

    private static IEnumerable<TestCaseData> SmallWithSlowUnits =>
        from program in s_small
        from unit in s_slowUnits
        where ChipsOf(program.Program).Contains(unit.Chip, StringComparer.Ordinal)
        select new TestCaseData(program.Program, program.Defines, unit.Chip, unit.Parameter, unit.Value);

    private static IEnumerable<TestCaseData> Small => OnEachChip(s_small);

    private static IEnumerable<TestCaseData> Shapes => OnEachChip([.. s_small, .. s_otherShapes]);

    private static IEnumerable<TestCaseData> Usual => OnEachChip([.. Names.Select(n => (n, ""))]);

    [TestCaseSource(nameof(Usual))]
    [TestCase("inferentia1/encoder", "", "inferentia1")]
    public void MatchesItsReference(string program, string defines, string chip) => ProgramRun.Of(program, defines, chip: chip).AssertPassed();

    [TestCaseSource(nameof(Shapes))]
    [TestCase("inferentia1/encoder", "TOKENS=33 MATMUL=fp16", "inferentia1")]
    [TestCase("inferentia1/pipeline_mlp", "BATCHES=6 TOKENS=20 HIDDEN=256", "inferentia1")]
    [TestCase("inferentia1/single_core_mlp", "BATCHES=4 TOKENS=20 HIDDEN=256", "inferentia1")]
    public void MatchesItsReferenceInOtherShapes(string program, string defines, string chip) => ProgramRun.Of(program, defines, chip: chip).AssertPassed();

    [Test]
    public void EveryProgramHasASmallShape() => Assert.That(s_small.Select(s => s.Program), Is.EquivalentTo(Names));

    /// <summary>Power-up content must not reach a result, nor its time.</summary>
    [TestCaseSource(nameof(Small))]
    public void PowerUpContentChangesNothing(string program, string defines, string chip)
    {
        var expected = ProgramRun.Of(program, defines, simulator: With(PowerUpPattern.Zeros), chip: chip);
        foreach (var pattern in new[] { PowerUpPattern.Ones, PowerUpPattern.Random })
            AssertSame(ProgramRun.Of(program, defines, simulator: With(pattern), chip: chip), expected, sameTime: true);
    }

    /// <summary>A missing wait works by luck of timing; withheld channels take the luck away, and the bits must stay.</summary>
    [TestCaseSource(nameof(Small))]
    public void StalledChannelsChangeOnlyTimes(string program, string defines, string chip)
    {
        foreach (var (seed, percent) in new[] { (1UL, 20), (2UL, 60) })
        {
            var stalled = ProgramRun.Of(program, defines, simulator: new SimulatorOptions { Stalls = new RandomStalls(seed, percent) }, chip: chip);
            AssertSame(stalled, s_usual[(program, chip)].Value, sameTime: false);
        }
    }

    /// <summary>A unit that is a hundred times slower than its neighbours uncovers waits that are missing on their side.</summary>
    [TestCaseSource(nameof(SmallWithSlowUnits))]
    public void SlowUnitsChangeOnlyTimes(string program, string defines, string chip, string parameter, long value)
    {
        var slow = new Dictionary<string, long>(StringComparer.Ordinal) { [parameter] = value };
        AssertSame(ProgramRun.Of(program, defines, parameters: slow, chip: chip), s_usual[(program, chip)].Value, sameTime: false);
    }

    // Inferentia1 has no random numbers.
    private static IReadOnlyList<string> ChipsOf(string program) => program is "dropout" ? ["inferentia2"] : ChipCatalog.Names;

    private static IEnumerable<TestCaseData> OnEachChip(IEnumerable<(string Program, string Defines)> shapes) =>
        from shape in shapes
        from chip in ChipsOf(shape.Program)
        select new TestCaseData(shape.Program, shape.Defines, chip);

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
