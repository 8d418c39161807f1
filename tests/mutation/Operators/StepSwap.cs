using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>Counting up becomes counting down, and back.</summary>
internal sealed class StepSwap : IMutationOperator
{
    public string Name => "step";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        var token = node switch
        {
            PrefixUnaryExpressionSyntax prefix => prefix.OperatorToken,
            PostfixUnaryExpressionSyntax postfix => postfix.OperatorToken,
            _ => default,
        };
        if (token.IsKind(SyntaxKind.PlusPlusToken))
            yield return new(token.Span, "--");
        else if (token.IsKind(SyntaxKind.MinusMinusToken))
            yield return new(token.Span, "++");
    }
}
