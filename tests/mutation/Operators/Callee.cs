using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hardware.Mutation.Operators;

/// <summary>What a call names.</summary>
internal static class Callee
{
    /// <summary>The method's name without what it is a member of, or empty.</summary>
    public static string Name(InvocationExpressionSyntax call) => Identifier(call)?.Identifier.ValueText ?? "";

    /// <summary>Where that name stands.</summary>
    public static TextSpan? Span(InvocationExpressionSyntax call) => Identifier(call)?.Identifier.Span;

    private static SimpleNameSyntax? Identifier(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}
