using Microsoft.CodeAnalysis.CSharp;

namespace Hardware.Mutation.Operators;

/// <summary>Which operator token becomes which. An assignment operator follows its plain one.</summary>
internal static class Swaps
{
    public static IReadOnlyDictionary<SyntaxKind, string> Arithmetic { get; } = new Dictionary<SyntaxKind, string>
    {
        [SyntaxKind.PlusToken] = "-",
        [SyntaxKind.MinusToken] = "+",
        [SyntaxKind.AsteriskToken] = "/",
        [SyntaxKind.SlashToken] = "*",
        [SyntaxKind.PercentToken] = "*",
        [SyntaxKind.PlusEqualsToken] = "-=",
        [SyntaxKind.MinusEqualsToken] = "+=",
        [SyntaxKind.AsteriskEqualsToken] = "/=",
        [SyntaxKind.SlashEqualsToken] = "*=",
        [SyntaxKind.PercentEqualsToken] = "*=",
    };

    /// <summary>The equal case changes sides.</summary>
    public static IReadOnlyDictionary<SyntaxKind, string> Boundary { get; } = new Dictionary<SyntaxKind, string>
    {
        [SyntaxKind.LessThanToken] = "<=",
        [SyntaxKind.LessThanEqualsToken] = "<",
        [SyntaxKind.GreaterThanToken] = ">=",
        [SyntaxKind.GreaterThanEqualsToken] = ">",
    };

    /// <summary>The opposite relation.</summary>
    public static IReadOnlyDictionary<SyntaxKind, string> Relation { get; } = new Dictionary<SyntaxKind, string>
    {
        [SyntaxKind.LessThanToken] = ">=",
        [SyntaxKind.LessThanEqualsToken] = ">",
        [SyntaxKind.GreaterThanToken] = "<=",
        [SyntaxKind.GreaterThanEqualsToken] = "<",
        [SyntaxKind.EqualsEqualsToken] = "!=",
        [SyntaxKind.ExclamationEqualsToken] = "==",
    };

    public static IReadOnlyDictionary<SyntaxKind, string> Logical { get; } = new Dictionary<SyntaxKind, string>
    {
        [SyntaxKind.AmpersandAmpersandToken] = "||",
        [SyntaxKind.BarBarToken] = "&&",
        [SyntaxKind.AndKeyword] = "or",
        [SyntaxKind.OrKeyword] = "and",
    };

    public static IReadOnlyDictionary<SyntaxKind, string> Bitwise { get; } = new Dictionary<SyntaxKind, string>
    {
        [SyntaxKind.AmpersandToken] = "|",
        [SyntaxKind.BarToken] = "&",
        [SyntaxKind.CaretToken] = "&",
        [SyntaxKind.AmpersandEqualsToken] = "|=",
        [SyntaxKind.BarEqualsToken] = "&=",
        [SyntaxKind.CaretEqualsToken] = "&=",
    };

    /// <summary>The other direction.</summary>
    public static IReadOnlyDictionary<SyntaxKind, string> Shift { get; } = new Dictionary<SyntaxKind, string>
    {
        [SyntaxKind.LessThanLessThanToken] = ">>",
        [SyntaxKind.GreaterThanGreaterThanToken] = "<<",
        [SyntaxKind.GreaterThanGreaterThanGreaterThanToken] = "<<",
        [SyntaxKind.LessThanLessThanEqualsToken] = ">>=",
        [SyntaxKind.GreaterThanGreaterThanEqualsToken] = "<<=",
        [SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken] = "<<=",
    };
}
