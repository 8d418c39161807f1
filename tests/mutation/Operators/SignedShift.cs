using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Operators;

/// <summary>Arithmetic right shift to logical and back, of signed integers; of unsigned ones both are the same operation.</summary>
internal sealed class SignedShift : IMutationOperator
{
    public string Name => "signed_shift";

    public IEnumerable<Change> Changes(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax binary || !IsSigned(model.GetTypeInfo(binary.Left).ConvertedType))
            yield break;
        if (binary.IsKind(SyntaxKind.RightShiftExpression))
            yield return BinarySwap.Between(binary, ">>>");
        else if (binary.IsKind(SyntaxKind.UnsignedRightShiftExpression))
            yield return BinarySwap.Between(binary, ">>");
    }

    private static bool IsSigned(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
