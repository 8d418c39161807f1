using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>
/// The content of a gzip file of one archive; reading its end makes sure that it was whole, because .NET's stream takes the end of a
/// file that was cut short for the end of the archive. Length and CRC-32 are those that the archive ends with (RFC 1952, 2.3.1).
/// </summary>
internal sealed class WholeGzipStream : Stream
{
    private const int TrailerBytes = 8;

    /// <summary>An archive of nothing: header, an empty block, trailer.</summary>
    private const int FewestBytes = 10 + 2 + TrailerBytes;

    private readonly GZipStream _content;
    private readonly Crc32 _checksum = new();
    private readonly byte[] _trailer = new byte[TrailerBytes];
    private long _length;

    /// <param name="file">Can seek; closed with this stream, or if this throws.</param>
    /// <exception cref="InvalidDataException">The file is too short for an archive.</exception>
    public WholeGzipStream(Stream file)
    {
        if (file.Length < FewestBytes)
        {
            file.Dispose();
            throw Damaged();
        }

        file.Seek(-TrailerBytes, SeekOrigin.End);
        file.ReadExactly(_trailer);
        file.Position = 0;
        _content = new GZipStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The archive is cut short or damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = Decompressed(buffer);
        if (count == 0 && !buffer.IsEmpty && !IsWhole)
            throw Damaged();
        _checksum.Append(buffer[..count]);
        _length += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private bool IsWhole => _checksum.GetCurrentHashAsUInt32() == BinaryPrimitives.ReadUInt32LittleEndian(_trailer)
        && (uint)_length == BinaryPrimitives.ReadUInt32LittleEndian(_trailer.AsSpan(4));

    private int Decompressed(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    private static InvalidDataException Damaged(Exception? cause = null) =>
        new("the gzip archive is cut short or damaged, or there are several in the file", cause);
}
