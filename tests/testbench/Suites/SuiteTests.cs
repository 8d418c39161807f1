using Hardware.Common.Diagnostics;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Parameters;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Suites;
using Hardware.Testbench.Suites.Lanes;
using Hardware.Testbench.Suites.Numerics;
using Hardware.Testbench.Suites.Programs;
using Hardware.Testbench.Tests.CommandLine;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.Suites;

/// <summary>Each suite of the command, with few cases, on the same code that the command runs.</summary>
public class SuiteTests
{
    private static readonly ChipSpec[] Chips = [.. ChipCatalog.Names.Select(ChipCatalog.Create)];

    private static IEnumerable<TestCaseData> Properties =>
        from chip in Chips
        from suite in SuiteCatalog.All
        where suite is not ProgramSuite
        from property in suite.PropertiesOf(chip)
        where !property.IsCampaign
        select new TestCaseData(suite.Name, chip, property).SetArgDisplayNames(suite.Name, chip.Name, property.Name);

    private static IEnumerable<TestCaseData> QuickPrograms =>
        from chip in Chips
        from property in new ProgramSuite("vector_add", "softmax", "attention").PropertiesOf(chip).Concat(
            new ProgramSuite("encoder").PropertiesOf(chip).Where(p => p.Name.EndsWith("repeat", StringComparison.Ordinal)))
        select new TestCaseData("programs", chip, property).SetArgDisplayNames(chip.Name, property.Name);

    [TestCaseSource(nameof(Properties))]
    public void Property_holds(string suite, ChipSpec chip, SuiteProperty property) => Check(suite, chip, property, suite is "array" or "assembler" ? 30 : 12);

    [TestCaseSource(nameof(QuickPrograms))]
    public void Program_keeps_its_invariants(string suite, ChipSpec chip, SuiteProperty property) => Check(suite, chip, property, 1);

    /// <summary>A case in which VectorE and GpSimdE complete in one instant, observed in either order.</summary>
    [Test]
    public void Completions_in_one_instant_may_be_observed_in_any_order()
    {
        var (status, output, _) = CommandRunner.Run("suite", "lanes", "--replay", "order:8ccbff49d3ed15b9:33");
        Assert.That((status, output.Contains("FAILED", StringComparison.Ordinal)), Is.EqualTo((0, false)), output);
    }

    [Test]
    public void Every_shipped_program_is_in_the_suite()
    {
        var shipped = Directory.GetFiles(ShippedPrograms.Folder, "*.nasm", SearchOption.AllDirectories)
            .Select(f => Path.ChangeExtension(Path.GetRelativePath(ShippedPrograms.Folder, f), null).Replace('\\', '/'))
            .Where(name => !name.StartsWith("peak/", StringComparison.Ordinal)); // the texts of a benchmark, which tests run whole
        Assert.That(ShippedPrograms.Names, Is.EquivalentTo(shipped));
    }

    [Test]
    public void Every_lane_instruction_has_a_model() =>
        Assert.That(LaneSuite.Instructions.Select(i => i.Mnemonic), Is.EquivalentTo(LaneDefinitions.All.Select(i => i.Mnemonic)));

    /// <summary>What is left out cannot run there; what is not left out loads.</summary>
    [Test]
    public void Programs_are_left_out_where_they_cannot_run([ValueSource(typeof(ChipCatalog), nameof(ChipCatalog.Names))] string name)
    {
        var chip = ChipCatalog.Create(name);
        foreach (var program in ShippedPrograms.Names)
        {
            if (ShippedPrograms.Unfit(program, chip) is null)
                Assert.That(() => RunDigest.Load(program, chip), Throws.Nothing, program);
            else if (!program.Contains('/', StringComparison.Ordinal))
                Assert.That(() => RunDigest.Load(program, chip), Throws.InstanceOf<AggregateInputException>(), program);
        }

        Assert.That(((ISuite)new ProgramSuite()).LeftOutOf(chip).Select(l => l.What), Is.EquivalentTo(ShippedPrograms.Names.Where(p => ShippedPrograms.Unfit(p, chip) is not null)));
    }

    [Test]
    public void Outside_a_checkout_there_are_no_shipped_programs()
    {
        using var folder = new TemporaryFolder();
        TemporaryFolder.Refused(OptionCode.ShippedProgramsNotFound, () => ShippedPrograms.FolderAbove(Path.GetDirectoryName(folder.File("x"))!));
    }

    [Test]
    public void The_command_prints_a_line_a_property_and_coverage()
    {
        var (status, output, error) = CommandRunner.Run("suite", "kernel", "--count", "3", "--seed", "9");
        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("passed  kernel order").And.Contain("kernel: stalls").And.Contain("PASSED: 5 properties on inferentia2"));
    }

    [Test]
    public void On_another_chip_the_report_names_it_and_says_what_is_left_out()
    {
        var (status, output, error) = CommandRunner.Run("suite", "lanes/order", "--chip", "inferentia1", "--count", "1");
        Assert.That((status, error), Is.EqualTo((0, "")));
        var text = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(text, Does.Contain("left out lanes stochastic rounding: NeuronCore-v1 rounds to the nearest value only")
            .And.Contain("left out lanes instructions TensorTensorScan, Max8,").And.Contain("PASSED: 1 properties on inferentia1"));
    }

    [Test]
    public void The_list_is_that_of_the_chip()
    {
        var (first, second) = (CommandRunner.Run("suite", "--list", "--chip", "inferentia1").Output, CommandRunner.Run("suite", "--list").Output);
        Assert.That(first, Does.Not.Contain("dropout/order").And.Contain("left out  programs dropout: NeuronCore-v1 has no random numbers").And.Contain("inferentia1/encoder/order"));
        Assert.That(second, Does.Contain("dropout/order").And.Contain("left out  programs inferentia1/encoder: written for inferentia1").And.Not.Contain("left out  lanes"));
    }

    /// <summary>A part of each campaign: what a value must do alone, at the ends of the range and around 1.</summary>
    [Test]
    public void Campaigns_hold_on_single_values()
    {
        foreach (var campaign in new NumericsSuite().PropertiesOf(Chips[0]).Where(p => p.IsCampaign))
        {
            foreach (var bits in (ulong[])[0, 1, 0x3F800001, 0x477FEFFF, 0x7F7FFFFF, 0x7F800000, 0xFFC12345])
            {
                var result = campaign.Run("numerics", new SuiteOptions { Replay = new Replay(campaign.Name, bits, 1) });
                Assert.That((result.Cases, result.Failure), Is.EqualTo((1, (PropertyFailure?)null)));
            }
        }
    }

    [Test]
    public void Campaigns_run_only_when_asked_for()
    {
        var properties = new NumericsSuite().PropertiesOf(Chips[0]);
        var campaign = properties.First(p => p.IsCampaign);
        Assert.That(new SuiteOptions().Chooses(campaign), Is.False);
        Assert.That(new SuiteOptions { Exhaustive = true }.Chooses(campaign), Is.True);
        Assert.That(properties.Where(new SuiteOptions { Property = campaign.Name }.Chooses), Is.EqualTo((SuiteProperty[])[campaign]));
    }

    [TestCase("NR0530", "suite", "kernle")]
    [TestCase("NR0530", "suite", "numerics/all-fp32-to-bf17")]
    [TestCase("NR0530", "suite", "programs/dropout/order", "--chip", "inferentia1")]
    [TestCase("NR0532", "suite", "numerics", "--chip", "inferentia1", "--replay", "layout-exact:1:1")]
    [TestCase("NR0507", "suite", "kernel", "--chip", "inferentia3")]
    [TestCase("NR0531", "suite", "kernel", "--replay", "order")]
    [TestCase("NR0532", "suite", "kernel", "--replay", "ordre:1:1")]
    public void Bad_usage_is_one_line_and_status_2(string code, params string[] arguments)
    {
        var (status, output, error) = CommandRunner.Run(arguments);
        Assert.That((status, output, error.Count('\n')), Is.EqualTo((2, "", 1)));
        Assert.That(error, Does.Contain(code));
    }

    private static void Check(string suite, ChipSpec chip, SuiteProperty property, int count)
    {
        var result = property.Run(suite, new SuiteOptions { Chip = chip, Count = count, FailureFolder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "suite-failures") });
        if (result.Failure is { } failure)
            Assert.Fail($"{failure.Message}\nshrunk: {failure.Shrunk}\nreplay: {SuiteReport.ReplayCommand(suite, chip, failure.Replay)}\n{string.Join('\n', failure.Waves)}");
        Assert.That((result.Cases > 0, result.Coverage.Points > 0), Is.EqualTo((true, true)));
    }
}
