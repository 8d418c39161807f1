using System.CommandLine;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;

namespace Hardware.Testbench.CommandLine;

/// <summary>What <c>run</c> and <c>step</c> take alike: a program, its chip and inputs, and how it is simulated. Texts fit 80 columns.</summary>
internal sealed class ProgramOptions
{
    public Argument<string> Program { get; } = new("PROGRAM") { Description = "assembly text (.nasm) or container (.neff)" };
    public Option<string?> Chip { get; } = ChipOptions.Chip();
    public Option<string[]> Set { get; } = ChipOptions.Set();
    public Option<string[]> Define { get; } = OptionText.Many("--define", "NAME=VALUE", "value of a .define of the program");
    public Option<string[]> Input { get; } = OptionText.Many("--input", "[NAME=]FILE", "input tensors: .safetensors or .npy");
    public Option<string> Seed { get; } = OptionText.Of("--seed", "NUMBER", "seed of inputs and random memory", "1");
    public Option<string> Initial { get; } = OptionText.Of("--initial", "zeros|ones|random", "memories at power-up", "random");
    public Option<string> Level { get; } = OptionText.Of("--level", "pe|beat", "array: each PE, or wave-fronts", "beat");

    /// <summary>The program and what is simulated, every option looked at.</summary>
    /// <exception cref="Common.Diagnostics.InputException">An option or the program holds a mistake.</exception>
    public ProgramChoice Read(ParseResult parsed)
    {
        var chip = ChipOptions.Choose(parsed.GetValue(Chip), parsed.GetValue(Set) ?? []);
        var seed = OptionValue.WholeNumber("--seed", parsed.GetValue(Seed)!);
        var initial = OptionValue.Choice(
            "--initial", parsed.GetValue(Initial)!, ("zeros", PowerUpPattern.Zeros), ("ones", PowerUpPattern.Ones), ("random", PowerUpPattern.Random));
        var level = OptionValue.Choice("--level", parsed.GetValue(Level)!, ("pe", ArrayLevel.ProcessingElement), ("beat", ArrayLevel.Beat));
        var path = parsed.GetValue(Program)!;
        var (image, spec) = ProgramFile.Load(path, parsed.GetValue(Define) ?? [], chip);
        return new ProgramChoice(
            path, spec, image, parsed.GetValue(Input) ?? [], seed, new PowerUpState(initial, seed), level);
    }
}

/// <summary>A program and what it is to be simulated on.</summary>
/// <param name="Path">The program's file.</param>
/// <param name="Spec">The chip.</param>
/// <param name="Image">The program.</param>
/// <param name="Inputs">Values of <c>--input</c>.</param>
/// <param name="Seed">Seed of generated inputs.</param>
/// <param name="PowerUp">Content of memories at power-up.</param>
/// <param name="Level">Level of the systolic arrays.</param>
internal sealed record ProgramChoice(
    string Path, ChipSpec Spec, ProgramImage Image, IReadOnlyList<string> Inputs, ulong Seed, PowerUpState PowerUp, ArrayLevel Level)
{
    /// <summary>Notes every file that the program is made of.</summary>
    public void NoteFiles(FileNames names)
    {
        names.Read("the program", Path);
        foreach (var source in Image.SourceFiles)
            names.Read("a source of the program", source);
        foreach (var tensor in Image.Tensors)
            names.Read("a file of the program's tensors", tensor.File.Length == 0 ? null : System.IO.Path.Combine(Image.Folder, tensor.File));
        foreach (var input in Inputs)
            names.Read("--input", input[(input.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }
}
