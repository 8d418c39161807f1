using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Ascii;

/// <summary>
/// A 128-bit digest (XXH3) of all that a wave shows: every name, width and true change. Order of declaration, identifiers and
/// repeated values do not count, so equal pictures have equal digests.
/// </summary>
public static class WaveDigest
{
    /// <summary>The digest as 32 hexadecimal digits.</summary>
    public static string Of(VcdWave wave)
    {
        var hash = new XxHash128();
        Add(hash, wave.Timescale.Exponent);
        Add(hash, wave.Start);
        Add(hash, wave.End);
        foreach (var variable in wave.Variables.OrderBy(v => v.Path, StringComparer.Ordinal))
        {
            var history = variable.History;
            var path = Encoding.UTF8.GetBytes(variable.Path);
            Add(hash, path.Length);
            hash.Append(path);
            Add(hash, history.IsReal ? -history.Width : history.Width);
            Add(hash, history.Count);
            for (var i = 0; i < history.Count; i++)
            {
                Add(hash, history.Time(i));
                if (history.IsReal)
                    Add(hash, BitConverter.DoubleToInt64Bits(history.Real(i)));
                else
                    hash.Append(history.DigitBytes(i));
            }
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Add(XxHash128 hash, long value) => hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref value)));
}
