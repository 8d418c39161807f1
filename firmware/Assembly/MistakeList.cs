using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>
/// The mistakes of one assembly, without those that only follow from one before: once a declaration is wrong, the names on its line are
/// not complained about again, and streams and DMA blocks, which live on what was declared, are not judged.
/// </summary>
/// <param name="most">Mistakes after which no more are wanted.</param>
public sealed class MistakeList(int most)
{
    private readonly List<InputException> _mistakes = [];
    private readonly HashSet<string> _wrongNames = new(StringComparer.Ordinal);
    private bool _stopped;

    public IReadOnlyList<InputException> All => _mistakes;

    /// <summary>True once a declaration is wrong.</summary>
    public bool DeclarationsFailed { get; private set; }

    /// <summary>True once no more mistakes are wanted.</summary>
    public bool IsFull => _stopped || _mistakes.Count >= most;

    /// <summary>Notes a mistake, of which one that was noted before may be the cause.</summary>
    /// <param name="mistake">The mistake.</param>
    /// <param name="line">The line that is carried out; null if there is none.</param>
    public void Add(InputException mistake, SourceText? line = null)
    {
        var declares = line?.Text.TrimStart().StartsWith('.') ?? false;
        if (!IsFull && !Follows(mistake, line, declares))
            _mistakes.Add(mistake);
        if (!declares)
            return;
        DeclarationsFailed = true;
        _wrongNames.UnionWith(NamesIn(line!.Text));
    }

    /// <summary>Notes a mistake after which nothing can be judged.</summary>
    public void AddLast(InputException mistake)
    {
        Add(mistake);
        _stopped = true;
    }

    private bool Follows(InputException mistake, SourceText? line, bool declares) =>
        (DeclarationsFailed && !declares)
        || _mistakes.Exists(m => m.Code.Equals(mistake.Code) && (m.Place == mistake.Place || IsShortage(m.Code)))
        || (line is not null && _wrongNames.Contains(NameAt(mistake.Place, line)));

    /// <summary>The first buffer without a place stands for all after it.</summary>
    private static bool IsShortage(Enum code) => code is AssemblyCode.BufferTooLarge or AssemblyCode.MemoryFull;

    private static string NameAt(SourcePlace? place, SourceText line) =>
        place is { } at && at.Line == line.Number && at.Column >= 1 && at.Column <= line.Text.Length ? NameFrom(line.Text, at.Column - 1) : "";

    private static IEnumerable<string> NamesIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (NameFrom(text, i) is { Length: > 0 } name)
            {
                yield return name;
                i += name.Length;
            }
        }
    }

    /// <summary>The name that begins at a place of a line; empty if none does.</summary>
    private static string NameFrom(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || (end > start && char.IsAsciiDigit(text[end]))))
            end++;
        return text[start..end];
    }
}
