using System.Globalization;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>
/// The text of IBM's FPgen (IEEE test suite, "Syntax of the Test Cases"): operation, rounding, trapped exceptions, operands, <c>-></c>,
/// result, exceptions. Binary32 operations of the chip are checked; the rest is counted by why it is left out. Lines that do not begin
/// with a precision are headings.
/// </summary>
internal static class FpgenReader
{
    private const string NearestEven = "=0";
    private const uint QuietNan = 0x7FC00000;
    private const uint SignallingNan = 0x7FA00000;

    private static readonly (string Symbol, string Function)[] Functions =
        [("+", "f32_add"), ("-", "f32_sub"), ("*", "f32_mul"), ("/", "f32_div"), ("*+", "f32_mulAdd"), ("V", "f32_sqrt"), ("A", "f32_abs")];

    /// <param name="file">The lines.</param>
    /// <param name="checker">Takes the cases.</param>
    /// <param name="only">The one function to check, or null for all.</param>
    /// <exception cref="Hardware.Common.Diagnostics.InputException">A line is something else.</exception>
    public static void Read(VectorFile file, VectorChecker checker, VectorOperation? only)
    {
        var operations = Functions.ToDictionary(f => f.Symbol, f => VectorOperations.Find(f.Function), StringComparer.Ordinal);
        while (file.Next() is { } line)
        {
            var words = Words(line);
            if (words.Count == 0 || !IsOperation(words[0].Text))
                continue;
            if (!words[0].Text.StartsWith("b32", StringComparison.Ordinal))
                checker.Skip("not binary32");
            else if (!operations.TryGetValue(words[0].Text[3..], out var operation))
                checker.Skip("no operation of the chip");
            else if (only is not null && operation != only)
                checker.Skip("another function");
            else
                Case(file, line, words, operation, checker);
        }
    }

    private static void Case(VectorFile file, string line, List<(string Text, int Column)> words, VectorOperation operation, VectorChecker checker)
    {
        var rounding = words.Count > 1 ? words[1].Text : "";
        if (rounding is not (NearestEven or ">" or "<" or "0" or "=^"))
            throw file.Malformed(Column(words, 1, line), $"'{rounding}' is no rounding mode: =0, >, <, 0 or =^");
        var traps = words.Count > 2 && words[2].Text.All(c => "xuozi".Contains(c, StringComparison.Ordinal)) ? words[2].Text : "";
        var first = traps.Length > 0 ? 3 : 2;
        var arrow = first + operation.Operands.Count;
        if (words.Count <= arrow + 1 || words[arrow].Text is not "->")
            throw file.Malformed(Column(words, Math.Min(arrow, words.Count), line), $"{words[0].Text} takes {operation.Operands.Count} operands, '->' and a result");
        if (words.Count > arrow + 3)
            throw file.Malformed(words[arrow + 3].Column, $"'{words[arrow + 3].Text}' is one word too many after the exceptions");
        Span<uint> operands = stackalloc uint[operation.Operands.Count];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = Number(file, words[first + i]);
        if (rounding is not NearestEven)
        {
            checker.Skip("rounding not to nearest even");
            return;
        }

        // What a trap handler is given: nothing, or a result with its exponent wrapped (IEEE 754-1985, 7.3 and 7.4).
        var exceptions = words.Count > arrow + 2 ? words[arrow + 2].Text : "";
        if (words[arrow + 1].Text is "#" || exceptions.Any(e => e != 'x' && traps.Contains(e is 'v' or 'w' ? 'u' : e)))
        {
            checker.Skip("exception trapped");
            return;
        }

        checker.Add(operation, file.Line, operands, [Number(file, words[arrow + 1])]);
    }

    private static bool IsOperation(string word) => word.Length > 3 && word[0] is 'b' or 'd' && char.IsAsciiDigit(word[1]) && char.IsAsciiDigit(word[2]);

    private static int Column(List<(string Text, int Column)> words, int index, string line) => index < words.Count ? words[index].Column : line.Length + 1;

    /// <summary>An operand: the significand is the digit before the point and the 23 bits of the fraction, not shifted.</summary>
    private static uint Number(VectorFile file, (string Text, int Column) word)
    {
        var text = word.Text;
        switch (text)
        {
            case "Q":
                return QuietNan;
            case "S":
                return SignallingNan;
        }

        var sign = text.StartsWith('-') ? 0x80000000 : 0;
        var magnitude = text.TrimStart('+', '-');
        if (magnitude is "Inf")
            return sign | 0x7F800000;
        if (magnitude is "Zero")
            return sign;
        var point = magnitude.IndexOf('P', StringComparison.Ordinal);
        if (point == 8 && magnitude[0] is '0' or '1' && magnitude[1] == '.'
            && uint.TryParse(magnitude.AsSpan(2, 6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var fraction) && fraction < 1 << 23
            && int.TryParse(magnitude.AsSpan(9), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            && exponent is >= -126 and <= 127 && (magnitude[0] == '1' || exponent == -126))
        {
            return sign | (magnitude[0] == '1' ? (uint)(exponent + 127) << 23 : 0) | fraction;
        }

        throw file.Malformed(word.Column, $"'{text}' is no binary32 number: +1.hhhhhhP-126 to P127, +0.hhhhhhP-126, +Zero, +Inf, Q or S");
    }

    private static List<(string Text, int Column)> Words(string line)
    {
        var words = new List<(string Text, int Column)>();
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (at < line.Length && !char.IsWhiteSpace(line[at]))
                at++;
            if (at > start)
                words.Add((line[start..at], start + 1));
            else
                at++;
        }

        return words;
    }
}
