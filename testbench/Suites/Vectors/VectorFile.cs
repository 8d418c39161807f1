using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>Lines of a vector file, plain or compressed by gzip, read as they are asked for: a file may be larger than memory.</summary>
public sealed class VectorFile : IDisposable
{
    private readonly string _path;
    private readonly StreamReader _reader;

    private VectorFile(string path, StreamReader reader)
    {
        _path = path;
        _reader = reader;
    }

    /// <summary>Number of the line read last, from 1.</summary>
    public long Line { get; private set; }

    /// <exception cref="InputException"><see cref="OptionCode.VectorFileUnreadable"/>.</exception>
    public static VectorFile Open(string path) => Guard(path, () =>
    {
        var stream = new BufferedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), 1 << 16);
        var compressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return new VectorFile(path, new StreamReader(compressed ? new WholeGzipStream(stream) : stream));
    });

    /// <summary>The next line, or null after the last one.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.VectorFileUnreadable"/>.</exception>
    public string? Next()
    {
        Line++;
        return Guard(_path, _reader.ReadLine);
    }

    /// <summary>A line that is not what its format says.</summary>
    /// <param name="column">Column of the word that is wrong, from 1.</param>
    /// <param name="message">What is wrong, and what would be right.</param>
    public InputException Malformed(int column, string message) =>
        new(OptionCode.VectorLineMalformed, message, new SourcePlace(_path, (int)Math.Min(Line, int.MaxValue), column));

    public void Dispose() => _reader.Dispose();

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or InvalidDataException)
        {
            var reason = Directory.Exists(path) ? "it is a folder" : e.Message.TrimEnd('.');
            throw new InputException(
                OptionCode.VectorFileUnreadable, $"cannot read the vectors: {reason}; name an existing text file, plain or gzip", new SourcePlace(path), e);
        }
    }
}
