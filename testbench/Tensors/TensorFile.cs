using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>Tensor files of either kind, told apart by their extension.</summary>
public static class TensorFile
{
    /// <summary>Every tensor of a .npy (one, named after the file) or .safetensors file.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorFileKindUnknown"/>, or what the reader of that kind finds.</exception>
    public static IReadOnlyList<Tensor> ReadAll(string path)
    {
        string extension = Path.GetExtension(path);
        if (extension.Equals(".npy", StringComparison.OrdinalIgnoreCase))
            return [NpyFile.Read(path)];
        if (extension.Equals(".safetensors", StringComparison.OrdinalIgnoreCase))
            return SafetensorsFile.ReadAll(path);
        throw new InputException(
            TensorCode.TensorFileKindUnknown,
            $"a tensor file ends in .npy or .safetensors, not '{extension}'; save it as one of the two",
            new SourcePlace(path));
    }
}
