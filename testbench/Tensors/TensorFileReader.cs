using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>Random reads of a tensor file; whatever the operating system refuses becomes one diagnostic.</summary>
internal sealed class TensorFileReader : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;

    private TensorFileReader(string path, FileStream stream, long length)
    {
        _path = path;
        _stream = stream;
        Length = length;
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorFileUnreadable"/>.</exception>
    public static TensorFileReader Open(string path) => Guard(path, () =>
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new TensorFileReader(path, stream, stream.Length);
    });

    /// <summary>Exactly <paramref name="count"/> bytes from an offset inside the file.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorFileUnreadable"/>.</exception>
    public byte[] Read(long offset, int count) => Guard(_path, () =>
    {
        var bytes = new byte[count];
        _stream.Position = offset;
        _stream.ReadExactly(bytes);
        return bytes;
    });

    public void Dispose() => _stream.Dispose();

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string reason = Directory.Exists(path) ? "it is a folder" : e.Message.TrimEnd('.');
            throw new InputException(
                TensorCode.TensorFileUnreadable,
                $"cannot read the tensor file: {reason}; name an existing .npy or .safetensors file that you may read",
                new SourcePlace(path),
                e);
        }
    }
}
