using System.Text.Json;

namespace Hardware.Mutation.Running;

/// <summary>Verdicts by site name, kept on disk after each, so that a run that was cut short goes on where it was.</summary>
internal sealed class ResultsFile
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    private readonly string _path;
    private readonly Content _content;
    private readonly Lock _guard = new();

    private ResultsFile(string path, Content content)
    {
        _path = path;
        _content = content;
    }

    /// <summary>Verdicts that are known already.</summary>
    public int Count => _content.Verdicts.Count;

    /// <summary>Reads the file, or begins a new one when there is none or its verdicts are of other sources.</summary>
    /// <exception cref="MutationException">The file holds something else.</exception>
    public static ResultsFile Open(string path, string fingerprint)
    {
        if (!File.Exists(path))
            return new(path, new(fingerprint, []));
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Format);
            return new(path, content is not null && string.Equals(content.Fingerprint, fingerprint, StringComparison.Ordinal)
                ? content
                : new(fingerprint, []));
        }
        catch (JsonException)
        {
            throw new MutationException($"{path} is no results file of this tool; name another with --results");
        }
    }

    public Verdict? Find(string site)
    {
        lock (_guard)
            return _content.Verdicts.GetValueOrDefault(site);
    }

    public void Add(string site, Verdict verdict)
    {
        lock (_guard)
        {
            _content.Verdicts[site] = verdict;
            var part = _path + ".tmp";
            File.WriteAllText(part, JsonSerializer.Serialize(_content, Format));
            File.Move(part, _path, overwrite: true);
        }
    }

    private sealed record Content(string Fingerprint, SortedDictionary<string, Verdict> Verdicts);
}
