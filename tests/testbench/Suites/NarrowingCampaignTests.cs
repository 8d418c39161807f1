using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.Suites;
using Hardware.Testbench.Suites.Numerics;

namespace Hardware.Testbench.Tests.Suites;

public sealed class NarrowingCampaignTests
{
    private const uint Lower = 0x00012345;
    private const uint Higher = 0x00023456;

    private static SuiteOptions Options(string? replay = null) => new()
    {
        FailureFolder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "campaign"),
        Replay = replay is null ? null : Replay.Parse(replay),
    };

    [Test]
    public void TheRealConversionPasses([Values(DataType.Float8E4, DataType.UInt8)] DataType to)
    {
        var result = Campaign(to, Cast.FromSingle).Run("numerics", Options());
        Assert.That((result.Cases, result.Failure), Is.EqualTo((3, (PropertyFailure?)null)));
    }

    [Test]
    public void TheLowestWrongValueIsFoundAndReplaysWhereverItLay()
    {
        var campaign = Campaign(DataType.BFloat16, Wrong);
        var failure = campaign.Run("numerics", Options()).Failure!;
        Assert.That(failure.Message, Does.StartWith("00012345 to bf16, Stochastic (").And.EndsWith("), Saturate, Bits256: bytes 0000; scalar 0100"));
        Assert.That(failure.Replay.ToString(), Is.EqualTo("all-fp32-to-bf16:12345:1"));

        var replayed = campaign.Run("numerics", Options("all-fp32-to-bf16:12345:1"));
        Assert.That((replayed.Cases, replayed.Failure?.Message), Is.EqualTo((1, failure.Message)));
        Assert.That(campaign.Run("numerics", Options("all-fp32-to-bf16:12346:1")).Failure, Is.Null);
    }

    private static NarrowingCampaign Campaign(DataType to, Narrowing convert) => new(to, CoreFeatures.Of(CoreVersions.V2))
    {
        Name = $"all-fp32-to-{to.AssemblyName()}",
        Summary = "three blocks",
        Blocks = 3,
        Conversion = convert,
    };

    /// <summary>The lower value wrong at one width and in one late mode, higher ones of its block and of the next in all modes.</summary>
    private static void Wrong(
        DataType to, ReadOnlySpan<float> source, Span<byte> destination, Rounding rounding, ReadOnlySpan<uint> random, Overflow overflow, SimdWidth width)
    {
        Cast.FromSingle(to, source, destination, rounding, random, overflow, width);
        var late = width == SimdWidth.Bits256 && rounding == Rounding.Stochastic && overflow == Overflow.Saturate;
        var bits = MemoryMarshal.Cast<float, uint>(source);
        for (var i = 0; i < bits.Length; i++)
        {
            if (width != SimdWidth.Scalar && (late ? bits[i] is Lower : bits[i] is Lower + 7 or Higher))
                destination[2 * i] ^= 1;
        }
    }
}
