using System.Text;

namespace Hardware.Testbench.Reports;

/// <summary>Keeps text inside 80 columns.</summary>
public static class Columns
{
    public const int Width = 80;

    private const string Cut = "..";

    /// <summary>The text, or its beginning and two dots.</summary>
    public static string Fit(string text, int width = Width) => text.Length <= width ? text : text[..(width - Cut.Length)] + Cut;

    /// <summary>Writes a line, broken at spaces if it is long; what follows is indented by <paramref name="indent"/>.</summary>
    public static void Write(TextWriter output, string text, int indent)
    {
        foreach (var line in Wrap(text, indent))
            output.WriteLine(line);
    }

    /// <summary>Breaks long lines at spaces; what follows is indented by <paramref name="indent"/>.</summary>
    public static IEnumerable<string> Wrap(string text, int indent)
    {
        var line = new StringBuilder();
        var isEmpty = true;
        var leading = text.Length - text.TrimStart().Length;
        line.Append(' ', leading);
        foreach (var word in text.TrimStart().Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent);
                isEmpty = true;
            }

            if (!isEmpty)
                line.Append(' ');
            line.Append(word);
            isEmpty = false;
        }

        yield return line.ToString();
    }
}
