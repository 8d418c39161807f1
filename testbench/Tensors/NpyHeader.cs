using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>
/// The header of a .npy file: a Python dictionary literal such as
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (40, 120), }</c> (NumPy documentation, numpy.lib.format).
/// </summary>
/// <param name="Description">Byte order, kind and size of an element, for example <c>&lt;f4</c>.</param>
/// <param name="FortranOrder">True when the first dimension varies fastest.</param>
/// <param name="Shape">Elements per dimension.</param>
internal sealed record NpyHeader(string Description, bool FortranOrder, long[] Shape)
{
    /// <summary>The literal, without padding.</summary>
    public string Text()
    {
        string sizes = string.Join(", ", Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        string tuple = Shape.Length == 1 ? sizes + "," : sizes;
        return $"{{'descr': '{Description}', 'fortran_order': {(FortranOrder ? "True" : "False")}, 'shape': ({tuple}), }}";
    }

    /// <summary>Reads the literal; keys may come in any order, each exactly once.</summary>
    /// <param name="text">The literal with its padding.</param>
    /// <param name="file">File name for messages.</param>
    /// <param name="offset">Byte offset of the literal in the file, for messages.</param>
    /// <exception cref="InputException"><see cref="TensorCode.NpyHeaderMalformed"/>.</exception>
    public static NpyHeader Parse(string text, string file, long offset)
    {
        var scanner = new Scanner(text);
        string? description = null;
        bool? fortranOrder = null;
        long[]? shape = null;
        scanner.Require('{');
        while (scanner.Good && !scanner.Take('}'))
        {
            string key = scanner.String();
            scanner.Require(':');
            if (key is "descr" && description is null)
                description = scanner.Structured() ? "a record of fields" : scanner.String();
            else if (key is "fortran_order" && fortranOrder is null)
                fortranOrder = scanner.Boolean();
            else if (key is "shape" && shape is null)
                shape = scanner.Tuple();
            else
                scanner.Fail();
            if (!scanner.Take(','))
            {
                scanner.Require('}');
                break;
            }
        }

        scanner.RequireEnd();
        if (scanner.Good && description is not null && fortranOrder is not null && shape is not null)
            return new NpyHeader(description, fortranOrder.Value, shape);
        throw new InputException(
            TensorCode.NpyHeaderMalformed,
            "the .npy header is not a dictionary of 'descr', 'fortran_order' and 'shape'; save the array again with numpy.save",
            SourcePlace.AtByte(file, offset + scanner.Position));
    }

    /// <summary>Reads literals; the first that does not fit clears <see cref="Good"/> and stops at its place.</summary>
    private sealed class Scanner(string text)
    {
        public bool Good { get; private set; } = true;

        public int Position { get; private set; }

        public void Fail() => Good = false;

        public bool Take(char expected)
        {
            SkipSpace();
            if (!Good || Position >= text.Length || text[Position] != expected)
                return false;
            Position++;
            return true;
        }

        public void Require(char expected)
        {
            if (!Take(expected))
                Fail();
        }

        public void RequireEnd()
        {
            SkipSpace();
            if (Position < text.Length)
                Fail();
        }

        public string String()
        {
            char quote = Take('\'') ? '\'' : '"';
            if (quote == '"')
                Require('"');
            int end = Good ? text.IndexOf(quote, Position) : -1;
            if (end < 0)
            {
                Fail();
                return "";
            }

            string value = text[Position..end];
            Position = end + 1;
            return value;
        }

        public bool Boolean()
        {
            bool value = Word("True");
            if (!value && !Word("False"))
                Fail();
            return value;
        }

        /// <summary>Skips the list that describes a record type; such arrays are refused later, by name.</summary>
        public bool Structured()
        {
            if (!Take('['))
                return false;
            int depth = 1;
            while (depth > 0 && Position < text.Length)
            {
                depth += text[Position] switch { '[' => 1, ']' => -1, _ => 0 };
                Position++;
            }

            if (depth > 0)
                Fail();
            return true;
        }

        public long[] Tuple()
        {
            var sizes = new List<long>();
            Require('(');
            while (Good && !Take(')'))
            {
                sizes.Add(Number());
                if (!Take(','))
                {
                    Require(')');
                    break;
                }
            }

            return [.. sizes];
        }

        private long Number()
        {
            SkipSpace();
            int start = Position;
            while (Position < text.Length && char.IsAsciiDigit(text[Position]))
                Position++;
            if (!long.TryParse(text.AsSpan(start, Position - start), NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                Position = start;
                Fail();
            }

            return value;
        }

        private bool Word(string word)
        {
            SkipSpace();
            if (!Good || string.CompareOrdinal(text, Position, word, 0, word.Length) != 0)
                return false;
            Position += word.Length;
            return true;
        }

        private void SkipSpace()
        {
            while (Position < text.Length && (text[Position] is ' ' or '\n' or '\t' or '\r'))
                Position++;
        }
    }
}
