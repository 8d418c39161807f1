using System.Globalization;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>
/// Berkeley TestFloat's text (testfloat_gen): a case a line in hexadecimal, operands, result, and the five IEEE exception flags. Blank
/// lines and lines from <c>#</c>, <c>;</c> or <c>//</c> on are comments; letters are of either case, <c>0x</c> and the flags may be left
/// out, digits of codes may not. Flags are read but not compared, because nothing public gives the chip any.
/// </summary>
internal static class TestFloatReader
{
    private const uint AllFlags = 0x1F;

    private const int MostColumns = 8;

    private const int MostShown = 40;

    /// <exception cref="Hardware.Common.Diagnostics.InputException">A line is something else.</exception>
    public static void Read(VectorFile file, VectorOperation operation, VectorChecker checker)
    {
        Span<uint> words = stackalloc uint[MostColumns];
        var (operands, values) = (operation.Operands.Count, operation.Operands.Count + operation.Results);
        while (file.Next() is { } line)
        {
            var count = Parse(file, line, operation, words);
            if (count > 0)
                checker.Add(operation, file.Line, words[..operands], words[operands..values]);
        }
    }

    private static int Parse(VectorFile file, string line, VectorOperation operation, Span<uint> words)
    {
        var (operands, values) = (operation.Operands.Count, operation.Operands.Count + operation.Results);
        var count = 0;
        var at = 0;
        while (true)
        {
            var word = NextWord(line, ref at);
            if (word.IsEmpty)
                break;
            if (word[0] is '#' or ';' || word.StartsWith("//"))
                break;
            var column = at - word.Length + 1;
            if (count > values)
                throw file.Malformed(column, $"'{Beginning(word)}' is one word too many; {Form(operation)} is right");
            var (kind, largest, digits) = count == values
                ? ("the exception flags", AllFlags, 2)
                : Column(count < operands ? operation.Operands[count] : operation.Result, count < operands ? $"operand {count + 1}" : "the result");
            var hexadecimal = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word[2..] : word;

            // A code of fewer digits is what is left of a line that was cut short.
            if (hexadecimal.Length != digits || !uint.TryParse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value > largest)
                throw file.Malformed(column, $"'{Beginning(word)}' is not {kind} of {operation.Name}: {digits} hexadecimal {(digits == 1 ? "digit" : "digits")}, at most {largest:X}");
            words[count++] = value;
        }

        if (count > 0 && count < values)
            throw file.Malformed(line.Length + 1, $"{count} of {values} words; {Form(operation)} is right");
        return count;
    }

    private static (string Kind, uint Largest, int Digits) Column(VectorNumber number, string kind) => (kind, number.LargestCode, number.Digits);

    private static string Form(VectorOperation operation) => string.Join(' ', operation.Operands.Select(o => o.Name))
        + (operation.Results == 1 ? $" {operation.Result.Name} [flags]" : $" {operation.Result.Name} and its saturated form");

    /// <summary>As much of a word as a message needs: what is no vector file may have no line ends.</summary>
    private static string Beginning(ReadOnlySpan<char> word) => word.Length <= MostShown ? word.ToString() : $"{word[..MostShown]}...";

    /// <summary>The word from a position on, and the position behind it; empty at the end of the line.</summary>
    private static ReadOnlySpan<char> NextWord(string line, ref int at)
    {
        var rest = line.AsSpan(at).TrimStart();
        var end = rest.IndexOfAny(' ', '\t');
        var word = end < 0 ? rest.TrimEnd() : rest[..end];
        at = line.Length - rest.Length + word.Length;
        return word;
    }
}
