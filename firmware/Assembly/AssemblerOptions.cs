using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Firmware.Assembly;

/// <summary>What an assembly depends on besides the text.</summary>
public sealed record AssemblerOptions
{
    /// <summary>The chip to assemble for, if the program names no other.</summary>
    public required ChipSpec Spec { get; init; }

    /// <summary>Gives the chip that a <c>.chip</c> line names; null if the chip is chosen already.</summary>
    public Func<string, ChipSpec>? OtherChip { get; init; }

    /// <summary>Values that replace those of <c>.define</c> lines, as text.</summary>
    public IReadOnlyDictionary<string, string> Defines { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The instructions that programs may use.</summary>
    public IReadOnlyList<InstructionDefinition> Instructions { get; init; } = InstructionCatalog.All;

    /// <summary>Reads the content of <c>.constant ... = file(...)</c>; null if constants from files are not offered.</summary>
    public TensorFileReader? ReadTensor { get; init; }

    /// <summary>Mistakes after which assembly stops.</summary>
    public int MaximumErrors { get; init; } = 20;
}

/// <summary>Reads a tensor's bytes from a file, converted to a type.</summary>
/// <param name="path">The file.</param>
/// <param name="tensor">Name inside the file; empty for a file with one tensor.</param>
/// <param name="type">Element type of the result.</param>
/// <param name="shape">Shape that it must have.</param>
/// <param name="formats">FP8 layouts of the chip.</param>
/// <exception cref="Hardware.Common.Diagnostics.InputException">The file does not hold it.</exception>
public delegate byte[] TensorFileReader(string path, string tensor, Hardware.Common.Numerics.DataType type, IReadOnlyList<int> shape, Hardware.Common.Numerics.NumberFormats formats);
