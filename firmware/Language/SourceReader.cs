using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Language;

/// <summary>Reads a source file into lines and blocks.</summary>
public static class SourceReader
{
    private static readonly string[] Openers = [".if", ".for", ".macro", ".dma", ".repeat"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">As messages name it.</param>
    /// <param name="mention">The place that asked for it, or null for the program itself.</param>
    /// <exception cref="InputException"><see cref="SyntaxCode.SourceUnreadable"/>.</exception>
    public static string ReadFile(string path, string name, SourcePlace? mention)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InputException(
                SyntaxCode.SourceUnreadable,
                $"cannot read '{name}': {e.Message.TrimEnd('.')}; name a readable assembly file",
                mention ?? new SourcePlace(name),
                e);
        }
    }

    /// <summary>Splits text into statements; blocks are nested.</summary>
    /// <param name="text">The text of a file.</param>
    /// <param name="file">As messages name it.</param>
    /// <param name="report">Takes each mistake.</param>
    public static IReadOnlyList<Statement> Parse(string text, string file, Action<InputException> report)
    {
        var open = new Stack<OpenBlock>();
        var top = new List<Statement>();
        foreach (var line in Lines(text, file))
        {
            var word = FirstWord(line.Text);
            var body = open.Count > 0 ? open.Peek().Body : top;
            if (word is ".end")
            {
                if (open.Count > 0)
                    CloseInto(open);
                else
                    report(new InputException(SyntaxCode.EndWithoutBlock, "'.end' closes nothing; remove it, or open a block before", line.At(0)));
            }
            else if (word is ".else" or ".elif")
            {
                if (open.Count > 0 && open.Peek().IsConditional)
                    open.Peek().Next(line);
                else
                    report(new InputException(SyntaxCode.ElseWithoutIf, $"'{word}' is outside of an .if; put it between .if and its .end", line.At(0)));
            }
            else if (Array.IndexOf(Openers, word) >= 0)
            {
                open.Push(new OpenBlock(line, body));
            }
            else
            {
                body.Add(new Statement(line, null));
            }
        }

        while (open.Count > 0)
        {
            var head = open.Peek().Head;
            report(new InputException(SyntaxCode.BlockNotClosed, $"the block '{FirstWord(head.Text)}' has no .end; add one", head.At(0)));
            CloseInto(open);
        }

        return top;
    }

    private static void CloseInto(Stack<OpenBlock> open)
    {
        var block = open.Pop();
        block.Parent.Add(new Statement(block.Head, block.Branches));
    }

    private static IEnumerable<SourceText> Lines(string text, string file)
    {
        var lines = text.Split('\n');
        for (var l = 0; l < lines.Length; l++)
        {
            var number = l + 1;
            var line = WithoutComment(lines[l]);
            while (line.EndsWith('\\') && l + 1 < lines.Length)
                line = line[..^1] + " " + WithoutComment(lines[++l]).TrimStart();
            if (!string.IsNullOrWhiteSpace(line))
                yield return new SourceText(file, number, line);
        }
    }

    private static string WithoutComment(string line)
    {
        var inText = false;
        for (var c = 0; c < line.Length; c++)
        {
            if (line[c] == '"')
                inText = !inText;
            else if (line[c] == '#' && !inText)
                return line[..c].TrimEnd();
        }

        return line.TrimEnd();
    }

    private static string FirstWord(string line)
    {
        var start = 0;
        while (start < line.Length && char.IsWhiteSpace(line[start]))
            start++;
        var end = start;
        while (end < line.Length && (line[end] == '.' || char.IsAsciiLetter(line[end])))
            end++;
        return line[start..end];
    }

    private sealed class OpenBlock(SourceText head, List<Statement> parent)
    {
        private readonly List<Branch> _done = [];
        private SourceText? _branchHead;

        public SourceText Head => head;

        public List<Statement> Parent => parent;

        public List<Statement> Body { get; private set; } = [];

        public bool IsConditional => FirstWord(head.Text) is ".if";

        public IReadOnlyList<Branch> Branches => [.. _done, new Branch(_branchHead ?? head, Body)];

        public void Next(SourceText line)
        {
            _done.Add(new Branch(_branchHead ?? head, Body));
            (_branchHead, Body) = (line, []);
        }
    }
}
