using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Testbench.Boards;
using Hardware.Testbench.CommandLine;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.Boards;

public class ChipChoiceTests
{
    private static readonly Dictionary<string, long> Nothing = new(StringComparer.Ordinal);

    [TestCase(null, "", "inferentia2", TestName = "{m}(nobody says)")]
    [TestCase(null, "inferentia1", "inferentia1", TestName = "{m}(the program says)")]
    [TestCase("inferentia1", "", "inferentia1", TestName = "{m}(the user says)")]
    [TestCase("Inferentia1", "inferentia1", "inferentia1", TestName = "{m}(both say the same)")]
    public void TheUserComesBeforeTheProgramAndTheProgramBeforeTheDefault(string? user, string program, string chip)
    {
        using var folder = new TemporaryFolder();
        var (image, spec) = ProgramFile.Load(Program(folder, program), [], new ChipChoice(user, Nothing));
        Assert.That((image.Chip, spec.Name), Is.EqualTo((chip, chip)));
    }

    [Test]
    public void AProgramForAnotherChipThanTheUsersIsRefused()
    {
        using var folder = new TemporaryFolder();
        var choice = new ChipChoice("inferentia2", Nothing);
        var error = Assert.Catch(() => ProgramFile.Load(Program(folder, "inferentia1"), [], choice))!;
        var mistake = error as InputException ?? ((AggregateInputException)error).Errors[0];
        Assert.That(mistake.Code, Is.EqualTo(AssemblyCode.ChipMismatch));
        Assert.That(mistake.Message, Does.Contain("select inferentia1"));
    }

    [Test]
    public void ChangedNumbersAreThoseOfTheChosenChip()
    {
        var choice = ChipChoice.Free with { Overrides = new Dictionary<string, long>(StringComparer.Ordinal) { ["DmaEnginesPerCore"] = 3 } };
        Assert.That(choice.Default.DmaEnginesPerCore.Value, Is.EqualTo(3));
        Assert.That(choice.Spec("inferentia1").DmaEnginesPerCore.Value, Is.EqualTo(3));
        var tooMany = choice with { Overrides = new Dictionary<string, long>(StringComparer.Ordinal) { ["DmaEnginesPerCore"] = 16 } };
        Assert.That(tooMany.Default.DmaEnginesPerCore.Value, Is.EqualTo(16));
        Assert.That(Assert.Throws<InputException>(() => tooMany.Spec("inferentia1"))!.Code, Is.EqualTo(HardwareCode.ChipParameterOutOfRange));
    }

    [Test]
    public void TheCatalogKnowsItsChipsInAnyCase()
    {
        foreach (var name in ChipCatalog.Names)
            Assert.That(ChipCatalog.Create(name.ToUpperInvariant()).Name, Is.EqualTo(name));
        var error = Assert.Throws<InputException>(() => ChipCatalog.Create("inferentia3"))!;
        Assert.That(error.Code, Is.EqualTo(OptionCode.ChipUnknown));
        Assert.That(error.Message, Does.Contain("inferentia2, inferentia1"));
    }

    private static string Program(TemporaryFolder folder, string chip)
    {
        File.WriteAllText(folder.File("p.nasm"), (chip.Length > 0 ? $".chip {chip}\n" : "") + ".engine sp\nNop\n");
        return folder.File("p.nasm");
    }
}
