using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>What a method, property or operator returns becomes the default of its type: 0, false, null or all zeros.</summary>
internal sealed class ReturnedDefault : IMutationOperator
{
    public string Name => "return";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        var returned = node switch
        {
            ReturnStatementSyntax statement when IsOfMember(statement) => statement.Expression,
            ArrowExpressionClauseSyntax body when ReturnType(body, model) is not null => body.Expression,
            _ => null,
        };
        if (returned is not null && !IsDefaultOrNone(returned))
            yield return new(returned.Span, "default");
    }

    /// <summary>The type that an expression body gives, or null when it gives nothing.</summary>
    internal static ITypeSymbol? ReturnType(ArrowExpressionClauseSyntax body, SemanticModel model)
    {
        var symbol = body.Parent is null ? null : model.GetDeclaredSymbol(body.Parent);
        return symbol switch
        {
            IMethodSymbol { ReturnsVoid: false, MethodKind: not (MethodKind.Constructor or MethodKind.PropertySet) } method => method.ReturnType,
            IPropertySymbol property => property.Type,
            _ => null,
        };
    }

    private static bool IsOfMember(ReturnStatementSyntax statement) =>
        statement.Ancestors().First(n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
            is not AnonymousFunctionExpressionSyntax;

    private static bool IsDefaultOrNone(ExpressionSyntax expression) => expression is ThrowExpressionSyntax or RefExpressionSyntax
        || expression.Kind() is SyntaxKind.FalseLiteralExpression or SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression
        || expression is LiteralExpressionSyntax { Token.Value: 0 or 0u or 0L or 0UL or 0f or 0d };
}
