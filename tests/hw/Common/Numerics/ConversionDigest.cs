using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>One number over the results of all conversions, in every rounding and overflow rule, on codes that are the same in every process.</summary>
internal static class ConversionDigest
{
    private const int Words = 20_011;

    /// <summary>The environment variable that makes the test assembly print its digest instead of running tests.</summary>
    public const string Variable = "NUMERICS_DIGEST";

    public static string Of(LaneWidth width)
    {
        var hash = new XxHash128();
        float[] singles = [.. Samples.RandomSingles(Words, 21), .. Samples.Midpoints(FloatFormat.Float8E4), .. Samples.Midpoints(FloatFormat.Float8E5)];
        var bytes = MemoryMarshal.AsBytes(singles.AsSpan());
        var random = Samples.RandomWords(singles.Length, 22);
        foreach (var from in DataTypes.Values)
        {
            foreach (var to in DataTypes.Values)
            {
                foreach (var rounding in Enum.GetValues<Rounding>())
                {
                    foreach (var overflow in Enum.GetValues<Overflow>())
                    {
                        var result = new byte[singles.Length * to.Size()];
                        NumberFormats.Default.Convert(from, bytes, to, result, singles.Length, rounding, random, overflow, width);
                        hash.Append(result);
                    }
                }
            }
        }

        return Convert.ToHexString(hash.GetCurrentHash());
    }
}
