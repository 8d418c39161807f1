using Hardware.Common.Numerics;

namespace Hardware.Firmware.Image;

/// <summary>What a tensor in device memory is to the program.</summary>
public enum TensorKind
{
    Input,
    Output,
    Constant,
    Scratch,
}

/// <summary>When an output counts as right. All zero: it must be equal.</summary>
/// <param name="MaximumError">Largest error, relative to the largest expected magnitude of the tensor; 0 if not used.</param>
/// <param name="Relative">rtol: share of each expected magnitude.</param>
/// <param name="Absolute">atol: added to the relative part.</param>
public readonly record struct OutputTolerance(double MaximumError, double Relative, double Absolute);

/// <summary>A tensor in device memory: row-major, without gaps.</summary>
public sealed record ProgramTensor
{
    public required string Name { get; init; }

    public required TensorKind Kind { get; init; }

    public required DataType Type { get; init; }

    /// <summary>Elements of each dimension, outermost first; every one at least 1.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>Core whose memory stack holds it.</summary>
    public int Core { get; init; }

    /// <summary>File with the default content (input) or the expected content (output), as the program names it; empty if none.</summary>
    public string File { get; init; } = "";

    /// <summary>Name inside <see cref="File"/>.</summary>
    public string FileTensor { get; init; } = "";

    /// <summary>For outputs.</summary>
    public OutputTolerance Tolerance { get; init; }

    /// <summary>Content of a constant; empty for the other kinds.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Elements in all.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Bytes in device memory.</summary>
    public long ByteLength => Elements * Type.Size();
}
