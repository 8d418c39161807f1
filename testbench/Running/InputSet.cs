using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Image;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Running;

/// <summary>
/// Finds the content of each input of a program: from the command line by name, from a file given for all, from the program's own
/// default file, or from the seeded generator; in this order.
/// </summary>
public static class InputSet
{
    /// <param name="image">The program.</param>
    /// <param name="arguments">Values of <c>--input</c>: FILE or NAME=FILE.</param>
    /// <param name="seed">Seed of generated inputs.</param>
    /// <param name="formats">FP8 layouts of the chip that the inputs are for; null for the presets.</param>
    /// <exception cref="InputException">A name is unknown, a file cannot be read, or a tensor has another shape.</exception>
    public static IReadOnlyDictionary<string, Tensor> Resolve(ProgramImage image, IReadOnlyList<string> arguments, ulong seed, NumberFormats? formats = null)
    {
        // Files for all first, so that a tensor given by name wins wherever it stands.
        var given = new Dictionary<string, (Tensor Tensor, string File)>(StringComparer.Ordinal);
        foreach (var argument in arguments.OrderBy(IsNamed))
            Add(given, argument, image);
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var generator = new TensorGenerator(seed);
        foreach (var input in image.Tensors.Where(t => t.Kind == TensorKind.Input))
        {
            if (given.TryGetValue(input.Name, out var found))
                result[input.Name] = Reshape(found.Tensor, input, found.File).ConvertTo(input.Type, formats);
            else if (FromFile(image, input) is { } tensor)
                result[input.Name] = Reshape(tensor, input, input.File).ConvertTo(input.Type, formats);
            else
                result[input.Name] = generator.Generate(input.Name, input.Type, [.. input.Shape]).ConvertTo(input.Type, formats);
        }

        return result;
    }

    /// <summary>The tensor that the program names as default content or as expectation, or null if it names none.</summary>
    public static Tensor? FromFile(ProgramImage image, ProgramTensor tensor)
    {
        if (tensor.File.Length == 0)
            return null;
        var name = tensor.FileTensor.Length > 0 ? tensor.FileTensor : tensor.Name;
        return ReadFile(Path.Combine(image.Folder, tensor.File), name).WithName(tensor.Name);
    }

    /// <summary>One tensor of a file; the name does not matter in a .npy file, which has only one.</summary>
    public static Tensor ReadFile(string path, string name)
    {
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            return TensorFile.ReadAll(path)[0];
        using var file = SafetensorsFile.Open(path);
        return file.Read(name);
    }

    private static bool IsNamed(string argument) => argument.IndexOf('=', StringComparison.Ordinal) > 0;

    private static void Add(Dictionary<string, (Tensor Tensor, string File)> given, string argument, ProgramImage image)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (!IsNamed(argument))
        {
            foreach (var tensor in TensorFile.ReadAll(argument))
                given[tensor.Name] = (tensor, argument);
            return;
        }

        var (name, file) = (argument[..equals], argument[(equals + 1)..]);
        var inputs = image.Tensors.Where(t => t.Kind == TensorKind.Input).Select(t => t.Name).ToList();
        if (!inputs.Contains(name, StringComparer.Ordinal))
        {
            throw new InputException(
                OptionCode.InputUnknown, $"the program has no input '{name}'{Suggestion.DidYouMean(name, inputs)}; its inputs are {string.Join(", ", inputs)}");
        }

        given[name] = (ReadNamed(file, name), file);
    }

    /// <summary>The tensor of a name, or the only one, of a file.</summary>
    /// <exception cref="InputException">The file cannot be read, or has several tensors and none of that name.</exception>
    public static Tensor ReadNamed(string file, string name)
    {
        var tensors = TensorFile.ReadAll(file);
        var match = tensors.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal)) ?? (tensors.Count == 1 ? tensors[0] : null)
            ?? throw new InputException(
                OptionCode.InputNotInFile,
                $"the file has no tensor '{name}'{Suggestion.DidYouMean(name, tensors.Select(t => t.Name))}", new SourcePlace(file));
        return match.WithName(name);
    }

    /// <summary>The tensor in the shape that the program declares; a file's [40, 1, 120] serves as [40, 120], for the bytes are the same.</summary>
    /// <param name="tensor">What the user gave.</param>
    /// <param name="declared">What the program declares.</param>
    /// <param name="file">The file, for the message.</param>
    /// <exception cref="InputException"><see cref="TensorCode.TensorShapeMismatch"/>.</exception>
    public static Tensor Reshape(Tensor tensor, ProgramTensor declared, string file)
    {
        int[] shape = [.. declared.Shape];
        if (!tensor.Shape.SequenceEqual(shape) && tensor.Count == declared.Elements && Squeezed(tensor.Shape).SequenceEqual(Squeezed(shape)))
            tensor = new Tensor(tensor.Name, tensor.Type, shape, tensor.Data, tensor.Formats);
        tensor.RequireShape(shape, new SourcePlace(file));
        return tensor;
    }

    private static IEnumerable<int> Squeezed(ReadOnlySpan<int> shape) => shape.ToArray().Where(size => size != 1);
}
