using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.References;

/// <summary>The inputs of a reference, by name; a formula asks for them in the shape that it needs.</summary>
public sealed class ReferenceInputs
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    /// <param name="tensors">The program's inputs; of two with one name the later counts.</param>
    public ReferenceInputs(IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            _tensors[tensor.Name] = tensor;
    }

    /// <summary>True when there is a tensor of that name.</summary>
    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>A tensor as it is.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.ReferenceInputMissing"/>.</exception>
    public Tensor Tensor(string name)
    {
        if (_tensors.TryGetValue(name, out Tensor? tensor))
            return tensor;
        string given = _tensors.Count > 0 ? string.Join(", ", _tensors.Keys) : "none";
        throw new InputException(
            TensorCode.ReferenceInputMissing,
            $"the reference needs an input tensor '{name}'{Suggestion.DidYouMean(name, _tensors.Keys)} (inputs: {given})");
    }

    /// <summary>A tensor of any shape as one run of values.</summary>
    public double[] Values(string name, int count)
    {
        Tensor tensor = Tensor(name);
        Require(tensor, tensor.Count == count, $"{count} elements");
        return tensor.ToDoubles();
    }

    /// <summary>A tensor of so many dimensions, of any sizes.</summary>
    public Tensor TensorOfRank(string name, int rank)
    {
        Tensor tensor = Tensor(name);
        Require(tensor, tensor.Shape.Length == rank, $"{rank} dimensions");
        return tensor;
    }

    /// <summary>A two-dimensional tensor; a size of -1 is free.</summary>
    public Matrix Matrix(string name, int rows = -1, int columns = -1)
    {
        Tensor tensor = Tensor(name);
        bool fits = tensor.Shape.Length == 2
            && (rows < 0 || tensor.Shape[0] == rows)
            && (columns < 0 || tensor.Shape[1] == columns);
        Require(tensor, fits, $"[{Size(rows)}, {Size(columns)}]");
        return new Matrix(tensor.Shape[0], tensor.Shape[1], tensor.ToDoubles());
    }

    /// <summary>
    /// The matrix <paramref name="name"/>, or, when only <c>name + "t"</c> is given, that one transposed: the systolic array wants its
    /// stationary operand with the summed dimension first, so programs often keep it that way.
    /// </summary>
    public Matrix MatrixOrTransposed(string name, int rows = -1, int columns = -1) =>
        !Contains(name) && Contains(name + "t") ? Matrix(name + "t", columns, rows).Transposed() : Matrix(name, rows, columns);

    /// <summary>A tensor as rows of its last dimension.</summary>
    public Matrix Rows(string name)
    {
        Tensor tensor = Tensor(name);
        Require(tensor, tensor.Shape.Length > 0 && tensor.Shape[^1] > 0, "at least one dimension that is not empty");
        return new Matrix(tensor.Count / tensor.Shape[^1], tensor.Shape[^1], tensor.ToDoubles());
    }

    private static void Require(Tensor tensor, bool fits, string needed)
    {
        if (!fits)
        {
            throw new InputException(
                TensorCode.ReferenceInputShapeWrong,
                $"tensor '{tensor.Name}' has shape {TensorShape.Text(tensor.Shape)}, but the reference needs {needed}");
        }
    }

    private static string Size(int size) => size < 0 ? "any" : size.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
