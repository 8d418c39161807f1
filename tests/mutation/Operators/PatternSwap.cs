using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>What boundary, relation and logical swaps are in expressions, in patterns; and <c>not</c> taken away.</summary>
internal sealed class PatternSwap : IMutationOperator
{
    public string Name => "pattern";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case RelationalPatternSyntax relation:
                yield return Compared(relation, Swaps.Boundary);
                yield return Compared(relation, Swaps.Relation);
                break;
            case BinaryPatternSyntax binary:
                var other = Swaps.Logical[binary.OperatorToken.Kind()];
                yield return new(
                    binary.Span,
                    $"(({binary.Left}) {other} ({binary.Right}))",
                    $"{binary.Left} {other} {binary.Right}",
                    binary.OperatorToken.SpanStart);
                break;
            case UnaryPatternSyntax negated:
                yield return new(negated.Span, $"({negated.Pattern})", negated.Pattern.ToString());
                break;
        }
    }

    private static Change Compared(RelationalPatternSyntax relation, IReadOnlyDictionary<SyntaxKind, string> swaps)
    {
        var text = $"{swaps[relation.OperatorToken.Kind()]} {relation.Expression}";
        return new(relation.Span, text);
    }
}
