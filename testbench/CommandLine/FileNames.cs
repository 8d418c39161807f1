using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.CommandLine;

/// <summary>The files of one command line, checked before any is written: an output may replace neither an input nor another output.</summary>
internal sealed class FileNames
{
    private readonly Dictionary<string, string> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);

    /// <summary>Notes a file that is read; null for none.</summary>
    /// <param name="what">How messages name it, for example <c>the program</c> or <c>--input</c>.</param>
    /// <param name="path">Its path.</param>
    public void Read(string what, string? path)
    {
        if (path is { Length: > 0 })
            _inputs.TryAdd(Resolve(path), what);
    }

    /// <summary>Notes a file that will be written; null for none. Devices may be written more than once.</summary>
    /// <param name="what">How messages name it.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="InputException">The file is an input or another output.</exception>
    public void Write(string what, string? path)
    {
        if (path is not { Length: > 0 })
            return;
        var file = Resolve(path);
        if (_inputs.TryGetValue(file, out var input))
            throw new InputException(OptionCode.OutputIsInput, $"{what} would replace {input}; name another file", new SourcePlace(path));
        if (!_outputs.TryAdd(file, what) && !file.StartsWith("/dev/", StringComparison.Ordinal))
            throw new InputException(OptionCode.OutputsShareFile, $"{what} and {_outputs[file]} are the same file; name two", new SourcePlace(path));
    }

    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }
}
