using Hardware.Mutation.Operators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hardware.Mutation.Sites;

/// <summary>Every site of every operator, in an order that depends on the sources alone.</summary>
internal static class SiteFinder
{
    /// <summary>Sites by path (ordinal), position, operator and change.</summary>
    /// <param name="compilation">Holds the trees.</param>
    /// <param name="files">Trees to mutate, with the path that their sites are named by.</param>
    public static IReadOnlyList<MutationSite> Find(Compilation compilation, IEnumerable<(string Path, SyntaxTree Tree)> files)
    {
        var sites = new List<MutationSite>();
        foreach (var (path, tree) in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var model = compilation.GetSemanticModel(tree);
            sites.AddRange(tree.GetRoot().DescendantNodesAndSelf(IsMutable).Where(IsMutable)
                .SelectMany(node => At(path, tree, node, model))
                .OrderBy(site => site.Change.Anchor));
        }

        return sites;
    }

    private static IEnumerable<MutationSite> At(string path, SyntaxTree tree, SyntaxNode node, SemanticModel model)
    {
        foreach (var kind in MutationOperators.All)
        {
            var number = 0;
            foreach (var change in kind.Changes(node, model))
            {
                var start = tree.GetText().Lines.GetLinePosition(change.Anchor);
                var suffix = ++number == 1 ? "" : $".{number}";
                yield return new($"{path}:{start.Line + 1}:{start.Character + 1}:{kind.Name}{suffix}", tree, kind.Name, change);
            }
        }
    }

    /// <summary>What computes nothing is left out: attributes, <c>nameof</c>, and all of a throw, which is the words of a message.</summary>
    private static bool IsMutable(SyntaxNode node) => node switch
    {
        AttributeListSyntax or ThrowStatementSyntax or ThrowExpressionSyntax => false,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => false,
        _ => true,
    };
}
