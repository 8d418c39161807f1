using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Common.Memory;

/// <summary>
/// The bytes of the device memory (HBM or DDR): content only; timing belongs to the controller. Pages are made on the first write and
/// shared with snapshots until the next.
/// </summary>
public sealed class PagedMemory : StateElement
{
    private const int PageBytes = 16 * 1024;
    private const ulong Space = 0xD;

    private readonly PageTable _pages = new();
    private readonly (long Base, long Length)[] _regions;
    private PowerUpState _powerUp;

    /// <param name="regions">The address ranges that exist, for instance one for each HBM stack.</param>
    public PagedMemory(params (long Base, long Length)[] regions)
    {
        _regions = regions;
    }

    public IReadOnlyList<(long Base, long Length)> Regions => _regions;

    /// <summary>Who sees every access.</summary>
    public MemoryObservers Observers { get; } = new();

    /// <summary>True if all bytes of the range exist in one region.</summary>
    public bool Contains(long address, long length)
    {
        foreach (var (start, size) in _regions)
        {
            if (address >= start && address + length <= start + size)
                return true;
        }

        return false;
    }

    /// <summary>Reads bytes; the caller has checked the range.</summary>
    public void Read(long address, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var (page, offset, run) = Locate(address, bytes.Length);
            if (_pages[page] is { } content)
            {
                content.Data.AsSpan(offset, run).CopyTo(bytes);
            }
            else
            {
                for (var b = 0; b < run; b++)
                    bytes[b] = _powerUp.ByteAt(Space, address + b);
            }

            bytes = bytes[run..];
            address += run;
        }
    }

    /// <summary>Tells the host's cache that bytes will be read soon; it changes nothing.</summary>
    public unsafe void Prefetch(long address, int length)
    {
        const int CacheLine = 64;
        var (number, offset, run) = Locate(address, length);
        if (!Sse.IsSupported || _pages[number] is not { } page)
            return;
        fixed (byte* data = page.Data)
        {
            for (var b = 0; b < run; b += CacheLine)
                Sse.Prefetch0(data + offset + b);
        }
    }

    /// <summary>Reads bytes if all of them have been written.</summary>
    /// <returns>Address of the first byte that was never written, and then nothing is read from there on; -1 if there is none.</returns>
    public long ReadWritten(long address, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var (number, offset, run) = Locate(address, bytes.Length);
            if (_pages[number] is not { } page)
                return address;
            if (page.FirstUnwritten(offset, run) is >= 0 and var first)
                return address + first - offset;
            page.Data.AsSpan(offset, run).CopyTo(bytes);
            bytes = bytes[run..];
            address += run;
        }

        return -1;
    }

    /// <summary>Address of the first byte of the range that was never written, or -1.</summary>
    public long FirstUnwritten(long address, long length)
    {
        while (length > 0)
        {
            var (page, offset, run) = Locate(address, (int)Math.Min(length, PageBytes));
            if (_pages[page] is not { } content)
                return address;
            var first = content.FirstUnwritten(offset, run);
            if (first >= 0)
                return address + first - offset;
            address += run;
            length -= run;
        }

        return -1;
    }

    /// <summary>Writes at once: for a host or debugger that pokes a stopped simulation, and for ports at commit.</summary>
    public void Write(long address, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var (page, offset, run) = Locate(address, bytes.Length);
            var content = WritablePage(page);
            bytes[..run].CopyTo(content.Data.AsSpan(offset));
            content.MarkWritten(offset, run);
            bytes = bytes[run..];
            address += run;
        }
    }

    protected internal override void PowerUp(PowerUpState state)
    {
        _powerUp = state;
        _pages.Clear();
    }

    protected internal override object? Save()
    {
        var saved = _pages.All.ToArray();
        foreach (var (_, page) in saved)
            page.Shared = true;
        return saved;
    }

    protected internal override void Restore(object? saved)
    {
        _pages.Clear();
        foreach (var (number, page) in ((long, MemoryPage)[])saved!)
            _pages[number] = page;
    }

    protected internal override void AddTo(StateDigest digest)
    {
        var content = new byte[PageBytes];
        foreach (var (number, page) in _pages.All)
        {
            digest.Add(number);
            for (var b = 0; b < PageBytes; b++)
                content[b] = (page.Written[b >> 6] >> b & 1) != 0 ? page.Data[b] : (byte)0;
            digest.Add(content);
            digest.Add(MemoryMarshal.AsBytes<ulong>(page.Written));
        }
    }

    private static (long Page, int Offset, int Run) Locate(long address, int length)
    {
        var offset = (int)(address % PageBytes);
        return (address / PageBytes, offset, Math.Min(PageBytes - offset, length));
    }

    private MemoryPage WritablePage(long number)
    {
        var page = _pages[number];
        if (page is { Shared: false })
            return page;
        if (page is null)
        {
            page = new MemoryPage(PageBytes);
            if (_powerUp.Pattern != PowerUpPattern.Zeros)
                _powerUp.Fill(Space, number * PageBytes, page.Data);
        }
        else
        {
            page = page.Copy();
        }

        return _pages[number] = page;
    }
}

/// <summary>The write latch of one user of the device memory.</summary>
public sealed class PagedWritePort : StateElement
{
    private readonly PagedMemory _memory;
    // Its users write a few times a tick; room for that, so that it never grows while the chip runs.
    private readonly List<(long Address, int Start, int Length, Agent By)> _pending = new(4);
    private byte[] _data = new byte[4096];
    private int _dataLength;

    public PagedWritePort(PagedMemory memory, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _memory = memory;
        Declared = new SourceLocation(file, line);
    }

    public PagedMemory Memory => _memory;

    /// <summary>Stages bytes; they are written when the tick commits.</summary>
    public void Write(long address, ReadOnlySpan<byte> bytes, Agent by)
    {
        if (_dataLength + bytes.Length > _data.Length)
            Array.Resize(ref _data, Math.Max(_data.Length * 2, _dataLength + bytes.Length));
        bytes.CopyTo(_data.AsSpan(_dataLength));
        _pending.Add((address, _dataLength, bytes.Length, by));
        _dataLength += bytes.Length;
        Enlist();
    }

    protected internal override void Commit()
    {
        foreach (var (address, start, length, by) in _pending)
        {
            _memory.Write(address, _data.AsSpan(start, length));
            if (!_memory.Observers.IsEmpty)
                _memory.Observers.OnWrite(_memory, 0, 1, address, length, by);
        }

        _pending.Clear();
        _dataLength = 0;
    }
}
