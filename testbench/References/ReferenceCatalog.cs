using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.References;

/// <summary>The references by name.</summary>
public static class ReferenceCatalog
{
    private static readonly IReference[] s_all =
    [
        new VectorAddReference("vector_add"),
        new VectorAddReference("two_core"),
        new MatMulReference(),
        new SoftmaxReference(),
        new DropoutReference(),
        new LayerNormReference(),
        new Conv2dReference(),
        new PoolReference(window: 2, stride: 2),
        new PoolReference(window: 3, stride: 1),
        new PoolReference(window: 3, stride: 2),
        new PoolReference(window: 3, stride: 3),
        new MlpGeluReference(),
        new ResidualMlpReference(),
        new AttentionReference(),
        new EncoderBlockReference(),
    ];

    /// <summary>Every reference, in a fixed order.</summary>
    public static IReadOnlyList<IReference> All => s_all;

    /// <summary>The reference of a name.</summary>
    /// <param name="name">Exact name.</param>
    /// <param name="place">Where the user asked for it, when known.</param>
    /// <exception cref="InputException"><see cref="TensorCode.ReferenceUnknown"/>.</exception>
    public static IReference Find(string name, SourcePlace? place = null)
    {
        foreach (IReference reference in s_all)
        {
            if (string.Equals(reference.Name, name, StringComparison.Ordinal))
                return reference;
        }

        string[] names = Array.ConvertAll(s_all, reference => reference.Name);
        throw new InputException(
            TensorCode.ReferenceUnknown,
            $"there is no reference '{name}'{Suggestion.DidYouMean(name, names)} (references: {string.Join(", ", names)})",
            place);
    }
}
