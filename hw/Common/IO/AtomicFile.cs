using Hardware.Common.Diagnostics;

namespace Hardware.Common.IO;

/// <summary>
/// An output file that appears whole or not at all: bytes go to a temporary file in the same folder, <see cref="Commit"/> renames
/// it over the target, and disposing without a commit deletes it. A device (<c>/dev/null</c>, <c>/dev/stdout</c>) is written directly.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private const int MaximumTemporaryNames = 1000;
    private readonly string _target;
    private readonly string? _temporary;
    private bool _closed;

    private AtomicFile(string path, string target, string? temporary, FileStream stream)
    {
        FilePath = path;
        _target = target;
        _temporary = temporary;
        Stream = stream;
    }

    /// <summary>The target as the caller named it.</summary>
    public string FilePath { get; }

    /// <summary>Write here. Seeking back to patch a header is allowed when the stream can seek.</summary>
    public FileStream Stream { get; }

    /// <summary>Opens the temporary file beside <paramref name="path"/>; a symbolic link is followed, so the link itself stays.</summary>
    /// <exception cref="InputException"><see cref="HardwareCode.OutputFileNotCreated"/>.</exception>
    public static AtomicFile Create(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            if (IsDevice(full))
                return new AtomicFile(path, full, null, new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
            string target = new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
            if (IsDevice(target))
                return new AtomicFile(path, target, null, new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
            if (Directory.Exists(target))
                throw new IOException("it is a folder");
            if (!Directory.Exists(Path.GetDirectoryName(target)))
                throw new IOException("its folder does not exist");
            (string temporary, FileStream stream) = OpenTemporary(target);
            return new AtomicFile(path, target, temporary, stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(
                HardwareCode.OutputFileNotCreated,
                $"cannot write the file: {e.Message.TrimEnd('.')}; name a file in an existing folder that you may write to",
                new SourcePlace(path),
                e);
        }
    }

    /// <summary>Writes a whole file at once.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        using AtomicFile file = Create(path);
        file.Stream.Write(bytes);
        file.Commit();
    }

    /// <summary>Writes a whole text file at once, as UTF-8 without a byte order mark.</summary>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Closes the stream and gives the file its final name, replacing what was there.</summary>
    /// <exception cref="InputException"><see cref="HardwareCode.OutputFileNotReplaced"/>; the temporary file is gone then.</exception>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            Stream.Dispose();
            if (_temporary is not null)
                File.Move(_temporary, _target, overwrite: true);
            _closed = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new InputException(
                HardwareCode.OutputFileNotReplaced,
                $"cannot complete the file: {e.Message.TrimEnd('.')}; free the name or the disk space, or name another file",
                new SourcePlace(FilePath),
                e);
        }
    }

    /// <summary>Without a <see cref="Commit"/> before, the target stays as it was and the temporary file is deleted.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // The buffered rest could not be written (disk full); the file is being thrown away.
        }

        if (_temporary is not null)
            File.Delete(_temporary);
    }

    private static bool IsDevice(string full) =>
        full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>The first free name of a fixed series; two writers of one target never share a temporary file.</summary>
    private static (string Name, FileStream Stream) OpenTemporary(string target)
    {
        for (int attempt = 0; ; attempt++)
        {
            string name = $"{target}.{attempt}.tmp";
            if (File.Exists(name) && attempt < MaximumTemporaryNames)
                continue;
            try
            {
                return (name, new FileStream(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1 << 16));
            }
            catch (IOException) when (File.Exists(name) && attempt < MaximumTemporaryNames)
            {
                // Another writer took the name between the check and the creation.
            }
        }
    }
}
