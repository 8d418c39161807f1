namespace Hardware.Testbench.Suites;

/// <summary>Counts of what the cases of a property reached: tables of rows and columns.</summary>
public sealed class Coverage
{
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

    /// <summary>The tables as aligned text; a point that was never hit shows as a dash.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var (table, rows) in _tables)
        {
            var columns = rows.Values.SelectMany(r => r.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var first = rows.Keys.Append(table).Max(r => r.Length);
            yield return table.PadRight(first) + string.Concat(columns.Select(c => "  " + c.PadLeft(Width(c))));
            foreach (var (row, counts) in rows)
            {
                yield return row.PadRight(first) + string.Concat(columns.Select(
                    c => "  " + (counts.TryGetValue(c, out var n) ? n.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) : "-").PadLeft(Width(c))));
            }
        }

        static int Width(string column) => Math.Max(column.Length, 9);
    }
}
