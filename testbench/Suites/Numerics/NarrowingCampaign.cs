using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>
/// Vectorised equals scalar on all 2^32 FP32 values, in every rounding and overflow rule, for one destination. Minutes on one core, so it runs only
/// when it is asked for. A case is a block of 65,536 neighbouring values.
/// </summary>
internal sealed class NarrowingCampaign : SuiteProperty
{
    private const int BlockBits = 16;
    private const int BlockValues = 1 << BlockBits;

    /// <summary>Copies of a value that is looked at alone: whole vectors.</summary>
    private const int Copies = 64;

    private readonly DataType _to;
    private readonly (Rounding Rounding, Overflow Overflow)[] _modes;

    /// <param name="to">The destination.</param>
    /// <param name="core">The core, whose roundings are looked at.</param>
    internal NarrowingCampaign(DataType to, CoreFeatures core)
    {
        _to = to;
        _modes =
        [
            .. from rounding in ConversionPair.RoundingsOf(core)
               from overflow in to.IsFloat() ? Enum.GetValues<Overflow>() : [Overflow.Infinity]
               select (rounding, overflow),
        ];
    }

    public override bool IsCampaign => true;

    /// <summary>Blocks from 0 on.</summary>
    internal int Blocks { get; init; } = 1 << (32 - BlockBits);

    /// <summary>The conversion that is held against its scalar form.</summary>
    internal Narrowing Conversion { get; init; } = Cast.FromSingle;

    /// <summary>Name of the campaign of a destination.</summary>
    public static string NameOf(DataType to) => $"all-fp32-to-{to.AssemblyName()}";

    /// <summary>One campaign for each destination of a core that is not FP32 itself.</summary>
    public static IEnumerable<NarrowingCampaign> Of(CoreFeatures core) =>
        from to in core.Types
        where to != DataType.Float32
        select new NarrowingCampaign(to, core)
        {
            Name = NameOf(to),
            Summary = "vectorised equals scalar on all 2^32 values, in blocks of 65,536 (campaign)",
        };

    public override PropertyResult Run(string suite, SuiteOptions options)
    {
        var coverage = new Coverage();
        if (options.Replay is { } replay)
        {
            var bits = (uint)replay.Seed;
            var values = new uint[Copies];
            Array.Fill(values, bits);
            return Result(1, FirstFailure(values) is null ? null : bits);
        }

        // The lowest failing value, whatever the threads' order.
        var lowest = long.MaxValue;
        var guard = new Lock();
        Parallel.For(0, Blocks, () => new uint[BlockValues], (block, _, values) =>
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = ((uint)block << BlockBits) + (uint)i;
            if (FirstFailure(values) is { } failure)
            {
                lock (guard)
                    lowest = Math.Min(lowest, values[failure.Element]);
            }

            return values;
        }, _ => { });
        foreach (var (rounding, overflow) in _modes)
            coverage.Hit("numerics: all FP32 values", _to.AssemblyName(), $"{rounding}, {overflow}", (long)Blocks << BlockBits);
        return Result(Blocks, lowest == long.MaxValue ? null : (uint)lowest);

        PropertyResult Result(int cases, uint? failing) => new(
            Name, Summary, cases, coverage, failing is { } bits ? Failure(bits, Path.Combine(options.FailureFolder, suite, Name)) : null);
    }

    /// <summary>The first element on which any vectorised conversion differs from the scalar one, or null.</summary>
    /// <param name="values">FP32 bits; whole vectors of them are converted as such.</param>
    internal (int Element, string Message)? FirstFailure(uint[] values)
    {
        var singles = MemoryMarshal.Cast<uint, float>(values.AsSpan());

        // An odd factor gives every value another random word.
        var random = Array.ConvertAll(values, bits => bits * 0x9E3779B9);
        var size = _to.Size();
        var (expected, got) = (new byte[values.Length * size], new byte[values.Length * size]);
        (int Element, string Message)? first = null;
        foreach (var (rounding, overflow) in _modes)
        {
            Conversion(_to, singles, expected, rounding, random, overflow, SimdWidth.Scalar);
            foreach (var width in KernelWidths.Vectorised)
            {
                Conversion(_to, singles, got, rounding, random, overflow, width);
                var same = got.AsSpan().CommonPrefixLength(expected) / size;
                if (same < (first?.Element ?? values.Length))
                {
                    var (right, wrong) = (Convert.ToHexString(expected, same * size, size), Convert.ToHexString(got, same * size, size));
                    first = (same, $"{values[same]:x8} to {_to.AssemblyName()}, {rounding} ({random[same]:x8}), {overflow}, {width}: bytes {wrong}; scalar {right}");
                }
            }
        }

        return first;
    }

    private PropertyFailure Failure(uint bits, string folder)
    {
        var copies = new uint[Copies];
        Array.Fill(copies, bits);
        var message = FirstFailure(copies)?.Message ?? $"{bits:x8} differs, but only among its neighbours";
        return new PropertyFailure(new Replay(Name, bits, 1), $"{bits:x8}", $"{bits:x8}", 0, message, folder, []);
    }
}
