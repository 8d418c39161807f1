using Hardware.Mutation.Operators;
using Microsoft.CodeAnalysis;

namespace Hardware.Mutation.Sites;

/// <summary>A change that one operator makes at one place.</summary>
/// <param name="Name">The unique name, for example <c>Cast.cs:60:34:arithmetic</c>: path below the mutated folder, line, column, operator, and
/// a number from the second change of that operator at that place on.</param>
/// <param name="Tree">The unchanged file.</param>
/// <param name="Operator">The operator's name.</param>
/// <param name="Change">What to replace.</param>
internal sealed record MutationSite(string Name, SyntaxTree Tree, string Operator, Change Change)
{
    private const int ShownCharacters = 90;

    /// <summary>File and line as an editor takes them.</summary>
    public string Place => Name[..Name.IndexOf(':', Name.IndexOf(':', StringComparison.Ordinal) + 1)];

    /// <summary>The text that is replaced, on one line.</summary>
    public string Original => Short(Tree.GetText().ToString(Change.Span));

    /// <summary>What stands there instead, on one line.</summary>
    public string Mutated => Short(Change.Shown);

    /// <summary>The changed file.</summary>
    public SyntaxTree Apply()
    {
        var text = Tree.GetText();
        return Tree.WithChangedText(text.WithChanges(new Microsoft.CodeAnalysis.Text.TextChange(Change.Span, Change.Replacement)));
    }

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ShownCharacters ? line : line[..(ShownCharacters - 3)] + "...";
    }
}
