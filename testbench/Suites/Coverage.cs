using System.Globalization;

namespace Hardware.Testbench.Suites;

/// <summary>Counts of what the cases of a property reached: tables of rows and columns.</summary>
public sealed class Coverage
{
    // Blanks between two columns.
    private const int Gap = 2;

    private readonly SortedDictionary<string, SortedDictionary<string, SortedDictionary<string, long>>> _tables = new(StringComparer.Ordinal);

    /// <summary>Counts that were raised, in all tables.</summary>
    public int Points => _tables.Values.Sum(rows => rows.Values.Sum(columns => columns.Count));

    public void Hit(string table, string row, string column = "cases", long times = 1)
    {
        if (!_tables.TryGetValue(table, out var rows))
            _tables[table] = rows = new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal);
        if (!rows.TryGetValue(row, out var columns))
            rows[row] = columns = new SortedDictionary<string, long>(StringComparer.Ordinal);
        columns[column] = columns.GetValueOrDefault(column) + times;
    }

    /// <summary>How often a point was hit.</summary>
    public long this[string table, string row, string column] =>
        _tables.TryGetValue(table, out var rows) && rows.TryGetValue(row, out var columns) ? columns.GetValueOrDefault(column) : 0;

    public static Coverage Sum(IEnumerable<Coverage> parts)
    {
        var sum = new Coverage();
        foreach (var part in parts)
        {
            foreach (var (table, rows) in part._tables)
            {
                foreach (var (row, columns) in rows)
                {
                    foreach (var (column, times) in columns)
                        sum.Hit(table, row, column, times);
                }
            }
        }

        return sum;
    }

    /// <summary>The tables as aligned text; a point that was never hit shows as a dash. A table that is too wide goes on below.</summary>
    /// <param name="width">Columns of text.</param>
    public IEnumerable<string> Lines(int width = int.MaxValue)
    {
        foreach (var (table, rows) in _tables)
        {
            var first = rows.Keys.Append(table).Max(r => r.Length);
            var columns = rows.Values.SelectMany(r => r.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(c => (Name: c, Width: Gap + rows.Values.Max(r => Math.Max(c.Length, Cell(r, c).Length)))).ToList();
            while (columns.Count > 0)
            {
                var part = Fitting(columns, width - first);
                yield return table.PadRight(first) + string.Concat(part.Select(c => c.Name.PadLeft(c.Width)));
                foreach (var (row, counts) in rows)
                    yield return row.PadRight(first) + string.Concat(part.Select(c => Cell(counts, c.Name).PadLeft(c.Width)));
                columns.RemoveRange(0, part.Count);
            }
        }
    }

    /// <summary>The first columns that fit, and at least one.</summary>
    private static List<(string Name, int Width)> Fitting(List<(string Name, int Width)> columns, int width)
    {
        var count = 1;
        for (var used = columns[0].Width; count < columns.Count && used + columns[count].Width <= width; count++)
            used += columns[count].Width;
        return columns.GetRange(0, count);
    }

    private static string Cell(SortedDictionary<string, long> counts, string column) =>
        counts.TryGetValue(column, out var times) ? times.ToString("N0", CultureInfo.InvariantCulture) : "-";
}
