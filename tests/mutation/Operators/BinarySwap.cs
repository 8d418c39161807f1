using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>Another operator between the same two operands, in expressions and compound assignments. Joining text is left alone.</summary>
internal sealed class BinarySwap(string name, IReadOnlyDictionary<SyntaxKind, string> swaps) : IMutationOperator
{
    public string Name => name;

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case BinaryExpressionSyntax binary when swaps.TryGetValue(binary.OperatorToken.Kind(), out var other) && !IsText(binary, model):
                yield return Between(binary, other);
                break;
            case AssignmentExpressionSyntax assignment when swaps.TryGetValue(assignment.OperatorToken.Kind(), out var other):
                yield return new(assignment.OperatorToken.Span, other);
                break;
        }
    }

    /// <summary>The operands keep their grouping whatever the precedence of the new operator is.</summary>
    internal static Change Between(BinaryExpressionSyntax binary, string other) => new(
        binary.Span,
        $"(({binary.Left}) {other} ({binary.Right}))",
        $"{binary.Left} {other} {binary.Right}",
        binary.OperatorToken.SpanStart);

    private static bool IsText(BinaryExpressionSyntax binary, SemanticModel model) =>
        model.GetTypeInfo(binary).Type?.SpecialType == SpecialType.System_String;
}
