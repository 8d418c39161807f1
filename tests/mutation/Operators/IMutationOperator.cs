using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hardware.Mutation.Operators;

/// <summary>One kind of small change to a program.</summary>
internal interface IMutationOperator
{
    /// <summary>The word that site names carry.</summary>
    string Name { get; }

    /// <summary>The changes that this operator makes at <paramref name="node"/> itself, not below it; always the same, in the same order.</summary>
    /// <param name="node">Any node of the tree.</param>
    /// <param name="model">Types and symbols of the unchanged tree.</param>
    IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model);
}

/// <summary>A piece of text to replace.</summary>
/// <param name="Span">Where, in the unchanged source.</param>
/// <param name="Replacement">Text that means the same wherever an expression, pattern, token or statement of its kind may stand.</param>
/// <param name="Shown">The replacement as a reader would write it.</param>
/// <param name="Anchor">Position that the change is named by; it tells apart changes of nested nodes that begin together.</param>
internal readonly record struct Change(TextSpan Span, string Replacement, string Shown, int Anchor)
{
    public Change(TextSpan span, string replacement, string shown)
        : this(span, replacement, shown, span.Start)
    {
    }

    public Change(TextSpan span, string replacement)
        : this(span, replacement, replacement)
    {
    }
}
