using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>
/// The opposite condition of a branch or loop. Comparisons and negations are left to the operators that turn these around, so that no
/// change is made twice.
/// </summary>
internal sealed class ConditionNegation : IMutationOperator
{
    public string Name => "condition";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        var condition = node switch
        {
            IfStatementSyntax branch => branch.Condition,
            WhileStatementSyntax loop => loop.Condition,
            DoStatementSyntax loop => loop.Condition,
            ForStatementSyntax loop => loop.Condition,
            WhenClauseSyntax guard => guard.Condition,
            _ => null,
        };
        if (condition is not null && !TurnsAround(condition))
            yield return new(condition.Span, $"!({condition})");
    }

    /// <summary>Whether another operator already gives the opposite.</summary>
    internal static bool TurnsAround(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => TurnsAround(inner.Expression),
        BinaryExpressionSyntax binary => Swaps.Relation.ContainsKey(binary.OperatorToken.Kind()),
        _ => condition.Kind() is SyntaxKind.LogicalNotExpression or SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression,
    };
}
