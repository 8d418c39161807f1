using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>The operand of <c>-</c>, <c>~</c> and <c>!</c> without its operator.</summary>
internal sealed class UnaryRemoval : IMutationOperator
{
    public string Name => "unary";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        if (node is PrefixUnaryExpressionSyntax unary
            && unary.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.BitwiseNotExpression or SyntaxKind.LogicalNotExpression)
        {
            yield return new(unary.Span, $"({unary.Operand})", unary.Operand.ToString());
        }
    }
}
