using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>Each number one larger, and one smaller. Unsigned numbers wrap.</summary>
internal sealed class LiteralStep : IMutationOperator
{
    public string Name => "literal";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        if (node is not LiteralExpressionSyntax literal || !literal.IsKind(SyntaxKind.NumericLiteralExpression))
            yield break;
        foreach (var step in (int[])[1, -1])
        {
            if (Stepped(literal.Token, step) is { } text)
                yield return new(literal.Span, $"({text})", text);
        }
    }

    private static string? Stepped(SyntaxToken token, int step)
    {
        var hexadecimal = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return token.Value switch
        {
            int value => value == int.MaxValue && step > 0 ? null : Text(value + step, value + step >= 0 && hexadecimal, ""),
            uint value => Text(unchecked(value + (uint)step), hexadecimal, "u"),
            long value => value == long.MaxValue && step > 0 ? null : Text(value + step, value + step >= 0 && hexadecimal, "L"),
            ulong value => Text(unchecked(value + (ulong)step), hexadecimal, "UL"),
            float value => (value + step).ToString("R", CultureInfo.InvariantCulture) + "f",
            double value => (value + step).ToString("R", CultureInfo.InvariantCulture) + "d",
            _ => null,
        };
    }

    private static string Text(IFormattable value, bool hexadecimal, string suffix) => hexadecimal
        ? "0x" + value.ToString("X", CultureInfo.InvariantCulture) + suffix
        : value.ToString(null, CultureInfo.InvariantCulture) + suffix;
}
