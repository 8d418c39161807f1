using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Suites;

/// <summary>Names one generated case: the property, and the seed and size that the generator is given.</summary>
/// <param name="Property">Name of the property.</param>
/// <param name="Seed">Seed of the case.</param>
/// <param name="Size">FsCheck's size, 1 to 100: how big the case may become.</param>
public sealed record Replay(string Property, ulong Seed, int Size)
{
    public const int LargestSize = 100;

    /// <summary>The cases of a property: functions of run seed, names and position alone, so that no case depends on another.</summary>
    public static IEnumerable<Replay> Series(ulong runSeed, string suite, string property, int count)
    {
        var seed = Mix(runSeed ^ Hash($"{suite}/{property}"));
        for (var i = 0; i < count; i++)
            yield return new Replay(property, Mix(seed + (ulong)i), 1 + ((LargestSize - 1) * (i + 1) / count));
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="InputException">The text is something else.</exception>
    public static Replay Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length == 3 && ulong.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var seed)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= LargestSize)
        {
            return new Replay(parts[0], seed, size);
        }

        throw new InputException(
            OptionCode.ReplayMalformed, $"--replay '{text}' is not PROPERTY:SEED:SIZE (SEED in hexadecimal, SIZE 1 to {LargestSize}), as a failure prints it");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Property}:{Seed:x}:{Size}");

    // FNV-1a.
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001B3;
        return hash;
    }

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
