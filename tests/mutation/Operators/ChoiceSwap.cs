using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>
/// The two results of a choice change places: of <c>?:</c>, unless its condition is turned around elsewhere, and of its vector form,
/// the last two arguments of a call of <c>Select</c> or <c>ConditionalSelect</c>.
/// </summary>
internal sealed class ChoiceSwap : IMutationOperator
{
    public string Name => "choice";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case ConditionalExpressionSyntax choice when !ConditionNegation.TurnsAround(choice.Condition):
                yield return new(
                    choice.Span,
                    $"({choice.Condition} ? ({choice.WhenFalse}) : ({choice.WhenTrue}))",
                    $"{choice.Condition} ? {choice.WhenFalse} : {choice.WhenTrue}");
                break;
            case InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 3 } arguments } call
                when Callee.Name(call) is "Select" or "ConditionalSelect":
                yield return new(call.ArgumentList.Span, $"({arguments[0]}, {arguments[2]}, {arguments[1]})");
                break;
        }
    }
}
