using System.Diagnostics;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>On machines with narrower vectors or none, the kernels of the numbers give the same bits: shown in processes that have them turned off.</summary>
public sealed class MissingIntrinsicsTests
{
    [Test]
    public void All_widths_have_one_digest()
    {
        foreach (var width in (SimdWidth[])[SimdWidth.Bits256, SimdWidth.Bits512, SimdWidth.Widest])
            Assert.That(NumericsDigest.Of(width), Is.EqualTo(NumericsDigest.Of(SimdWidth.Scalar)), $"{width}");
    }

    /// <summary>Names of .NET's runtime configuration (clrconfignames.h): what is turned off, and the widest that may be left.</summary>
    [TestCase("", SimdWidth.Bits512)]
    [TestCase("EnableAVX512F EnableAVX512", SimdWidth.Bits256)]
    [TestCase("EnableAVX2", SimdWidth.Scalar)]
    [TestCase("EnableHWIntrinsic", SimdWidth.Scalar)]
    public void A_process_without_them_has_the_same_digest(string turnedOff, SimdWidth widest)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(NumericsDigest).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[NumericsDigest.Variable] = "1";
        foreach (var name in turnedOff.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            start.Environment["DOTNET_" + name] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        var parts = output.Trim().Split(' ');
        Assert.That(parts[1], Is.EqualTo(NumericsDigest.Of(SimdWidth.Scalar)));

        // The machine that runs the test may have less than is asked for.
        var here = SimdWidths.Resolve(SimdWidth.Widest);
        Assert.That(parts[0], Is.EqualTo($"{(here < widest ? here : widest)}"));
    }
}
