using Hardware.Common.Isa;
using Hardware.Firmware.Loading;
using Hardware.Firmware.Tests.Assembly;
using Hardware.Inferentia1;

namespace Hardware.Firmware.Tests;

/// <summary>The program of <c>docs/first-program.md</c> is one that works.</summary>
public sealed class FirstProgramTests
{
    [TestCase("", 32)]
    [TestCase(".chip inferentia1\n", 2)]
    public void TheFirstProgramAssemblesAndLoads(string chip, int rings)
    {
        var page = File.ReadAllText(Path.Combine(Programs.Checkout, "docs", "first-program.md")).ReplaceLineEndings("\n");
        var start = page.IndexOf("```nasm\n", StringComparison.Ordinal) + "```nasm\n".Length;
        var text = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.That(text.Trim().Split('\n'), Has.Length.EqualTo(20));
        var image = Programs.Assemble(chip + text);
        Assert.That(image.Streams.Select(s => (s.Engine, s.Words.Count)), Is.EqualTo(new[] { (Engine.Vector, 2), (Engine.Sync, 3) }));
        Assert.That(ProgramLoader.Plan(image, chip.Length > 0 ? Inferentia1Spec.Create() : Programs.Options.Spec).Rings, Has.Count.EqualTo(rings));
    }
}
