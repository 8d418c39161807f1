namespace Hardware.Common.Memory;

/// <summary>Pages by page number, for an address space that is large and mostly empty: a directory of tables made on touch.</summary>
internal sealed class PageTable
{
    private const int TableBits = 11;
    private const int TablePages = 1 << TableBits;

    private MemoryPage?[]?[] _directory = [];

    /// <summary>The page of a number; null if there is none.</summary>
    public MemoryPage? this[long number]
    {
        get
        {
            var directory = _directory;
            var table = (ulong)number >> TableBits;
            return table < (ulong)directory.Length ? directory[table]?[(int)number & (TablePages - 1)] : null;
        }

        set
        {
            var table = checked((int)(number >> TableBits));
            if (table >= _directory.Length)
                Array.Resize(ref _directory, Math.Max(table + 1, 2 * _directory.Length));
            (_directory[table] ??= new MemoryPage?[TablePages])[(int)number & (TablePages - 1)] = value;
        }
    }

    /// <summary>All pages, in ascending order of their numbers.</summary>
    public IEnumerable<(long Number, MemoryPage Page)> All
    {
        get
        {
            for (var table = 0; table < _directory.Length; table++)
            {
                if (_directory[table] is not { } pages)
                    continue;
                for (var i = 0; i < TablePages; i++)
                {
                    if (pages[i] is { } page)
                        yield return (((long)table << TableBits) + i, page);
                }
            }
        }
    }

    public void Clear() => _directory = [];
}
