using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hardware.Mutation.Operators;

/// <summary>True becomes false, and back.</summary>
internal sealed class BooleanFlip : IMutationOperator
{
    public string Name => "boolean";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        if (node.IsKind(SyntaxKind.TrueLiteralExpression))
            yield return new(node.Span, "false");
        else if (node.IsKind(SyntaxKind.FalseLiteralExpression))
            yield return new(node.Span, "true");
    }
}
