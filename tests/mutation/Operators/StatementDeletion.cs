using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>A statement that is an assignment, a call or a step is left out; so is the body of a method that is nothing else.</summary>
internal sealed class StatementDeletion : IMutationOperator
{
    public string Name => "statement";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case ExpressionStatementSyntax statement:
                yield return new(statement.Span, ";", "(nothing)");
                break;
            case ArrowExpressionClauseSyntax { Expression: not ThrowExpressionSyntax } body when ReturnedDefault.ReturnType(body, model) is null:
                yield return new(body.Expression.Span, "_ = 0", "(nothing)");
                break;
        }
    }
}
