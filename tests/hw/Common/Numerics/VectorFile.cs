using System.Globalization;
using System.IO.Compression;

namespace Hardware.Common.Tests.Numerics;

/// <summary>Reads the outside truth of <c>data/vectors</c>: hexadecimal words, one case a line.</summary>
internal static class VectorFile
{
    public static IEnumerable<uint[]> Read(string name)
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "data", "vectors", name);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return Array.ConvertAll(words, word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }
}
