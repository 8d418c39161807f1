using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>A call of a minimum becomes one of the maximum, and back, by the method's name.</summary>
internal sealed class ExtremeSwap : IMutationOperator
{
    public string Name => "extreme";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax call || Callee.Span(call) is not { } span)
            yield break;
        var name = Callee.Name(call);
        if (name.StartsWith("Min", StringComparison.Ordinal))
            yield return new(span, "Max" + name[3..]);
        else if (name.StartsWith("Max", StringComparison.Ordinal))
            yield return new(span, "Min" + name[3..]);
    }
}
