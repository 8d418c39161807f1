namespace Hardware.Waveforms.Files;

/// <summary>
/// A file that appears under its name only when it is whole: bytes go to <c>NAME.tmp</c> beside it, and
/// <see cref="Commit"/> renames that over the name. Whoever watches the name never sees half a file.
/// </summary>
/// <remarks>
/// A name under <c>/dev</c> or <c>/proc</c> (a null device, a pipe handed over by a shell) is written directly, because
/// renaming over a device would replace the device. A symbolic link keeps pointing where it points; its target is replaced.
/// </remarks>
public sealed class ReplacementFile : IDisposable
{
    private readonly string _target;
    private readonly string _written;
    private bool _finished;

    private ReplacementFile(string target, string written)
    {
        _target = target;
        _written = written;
        // Callers hand over large blocks, so a second buffer here would only copy them once more.
        Stream = new FileStream(written, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Where the contents go.</summary>
    public Stream Stream { get; }

    /// <summary>Opens the temporary file.</summary>
    /// <exception cref="IOException">The folder does not exist, the name is a folder, or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static ReplacementFile Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder, not a file");
        var target = Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        return new ReplacementFile(target, IsDevice(target) ? target : target + ".tmp");
    }

    /// <summary>Closes the stream and gives the file its name. Does nothing the second time.</summary>
    public void Commit()
    {
        if (_finished) return;
        _finished = true;
        Stream.Dispose();
        if (!string.Equals(_written, _target, StringComparison.Ordinal)) File.Move(_written, _target, overwrite: true);
    }

    /// <summary>Throws the contents away, unless they were committed.</summary>
    public void Dispose()
    {
        if (_finished) return;
        _finished = true;
        Stream.Dispose();
        if (!string.Equals(_written, _target, StringComparison.Ordinal)) File.Delete(_written);
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
