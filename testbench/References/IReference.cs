using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.References;

/// <summary>
/// The closed formula of what a program should compute, in FP64. It sees the input tensors only, never the instruction stream, so it
/// cannot repeat a mistake of the program or of the hardware.
/// </summary>
public interface IReference
{
    /// <summary>The name by which a program asks for it, for example <c>softmax</c>.</summary>
    string Name { get; }

    /// <summary>The formula with the names and shapes of its inputs and outputs, for a person.</summary>
    string Summary { get; }

    /// <summary>Every output that the formula defines, by tensor name, in row-major order.</summary>
    /// <param name="inputs">The program's input tensors; those that the formula does not name are ignored.</param>
    /// <exception cref="InputException">
    /// <see cref="TensorCode.ReferenceInputMissing"/> or <see cref="TensorCode.ReferenceInputShapeWrong"/>.
    /// </exception>
    IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs);
}
