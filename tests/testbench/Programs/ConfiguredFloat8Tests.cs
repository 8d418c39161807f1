using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Inferentia1;
using Hardware.Inferentia2;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Programs;

/// <summary>A chip whose FP8 layouts the user has configured: constants, inputs, lanes, array and outputs all follow them.</summary>
public sealed class ConfiguredFloat8Tests
{
    /// <summary>y = x in FP8, cast by VectorE; z = 8 equal rows, each the column sums of w times the constant, by the array.</summary>
    private const string Program = """
        .program "FP8 in and out"
        .chip inferentia2
        .input x fp32[128, 8]
        .input w fp8e4[128, 8]
        .output y fp8e4[128, 8]
        .output z fp32[8, 8]
        .constant factor fp8e4[128, 8] = fill(448)
        .sbuf x_tile fp32[128, 8]
        .sbuf w_tile fp8e4[128, 8]
        .sbuf factor_tile fp8e4[128, 8]
        .sbuf y_tile fp8e4[128, 8]
        .sbuf z_tile fp32[8, 8]
        .psum sum fp32[8, 512] bank=0
        .semaphore loaded summed stored
        .queue transfers
        .dma load queue=transfers update=loaded++
        copy x -> x_tile
        copy w -> w_tile
        copy factor -> factor_tile
        .end
        .dma store queue=transfers update=stored++
        copy y_tile -> y
        copy z_tile -> z
        .end
        .engine sp
                DmaTrigger load
        .engine pe
                $loaded>=16  LoadStationary src=factor_tile
                MatMul dst=sum[:, 0:8] moving=w_tile acc=whole  summed++
        .engine dve
                $loaded>=16  TensorCopy dst=y_tile in=x_tile
                $summed>=1  TensorCopy dst=z_tile in=sum[:, 0:8]
                DmaTrigger store
                $stored>=16  Halt
        """;

    [Test]
    public void Parameters_are_the_layouts_of_the_chip()
    {
        Assert.That(Inferentia2Spec.Create().Formats, Is.EqualTo(NumberFormats.Default));
        Assert.That(Inferentia1Spec.Create().Formats, Is.EqualTo(NumberFormats.Default));
        Assert.That(
            Configured(("Float8E4Infinity", 0), ("Float8E3Bias", -2), ("Float8E5ExponentBits", 6), ("Float8Overflow", 2)).Formats,
            Is.EqualTo(new NumberFormats
            {
                Float8E3 = new FloatFormat(3, 4, -2, hasInfinity: true),
                Float8E4 = new FloatFormat(4, 3, 7, hasInfinity: false),
                Float8E5 = new FloatFormat(6, 1, 15, hasInfinity: true),
                Float8Overflow = Overflow.NotANumber,
            }));
    }

    /// <summary>At the ends of every parameter's range all layouts are legal.</summary>
    [Test]
    public void Every_combination_of_the_parameters_is_a_layout()
    {
        var spec = Inferentia2Spec.Create();
        foreach (var exponentBits in Ends(spec.Float8E4ExponentBits))
        {
            foreach (var bias in Ends(spec.Float8E4Bias))
            {
                foreach (var infinity in Ends(spec.Float8E4Infinity))
                {
                    var chip = Configured(("Float8E4ExponentBits", exponentBits), ("Float8E4Bias", bias), ("Float8E4Infinity", infinity));
                    Assert.That(chip.Formats.Float8E4.TotalBits, Is.EqualTo(8));
                }
            }
        }

        static long[] Ends(Parameter parameter) => [parameter.Minimum, parameter.Maximum];
    }

    [TestCase(0, 0, double.NaN)]
    [TestCase(0, 1, 448)]
    [TestCase(0, 2, double.NaN)]
    [TestCase(1, 0, double.PositiveInfinity)]
    [TestCase(1, 1, 240)]
    [TestCase(1, 2, double.NaN)]
    public void A_program_computes_in_the_layout_of_its_chip(int infinity, int overflow, double beyond)
    {
        var spec = Configured(("Float8E4Infinity", infinity), ("Float8Overflow", overflow));
        double[] x = [.. Enumerable.Range(0, 1024).Select(i => (i - 512) * 0.8125)];
        x[0] = 1000;
        double[] w = [.. Enumerable.Range(0, 1024).Select(i => (double)((i * 7 % 15) - 7))];
        var inputs = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["x"] = Tensor.FromDoubles("x", DataType.Float32, [128, 8], x),
            ["w"] = Tensor.FromDoubles("w", DataType.Float8E4, [128, 8], w, spec.Formats),
        };
        var image = Assembler.Assemble(Program, "fp8.nasm", new AssemblerOptions { Spec = spec });
        var outcome = new RunSession(image, spec, inputs).Run();
        Assert.That(outcome.End, Is.EqualTo(RunEnd.Completed), outcome.Fault?.Message);

        var y = outcome.Outputs.Single(t => string.Equals(t.Name, "y", StringComparison.Ordinal));
        Assert.That(y.Data, Is.EqualTo(Tensor.FromDoubles("y", DataType.Float8E4, [128, 8], x, spec.Formats).Data));
        Assert.That(y[0], Is.EqualTo(beyond));
        var factor = infinity == 0 ? 448 : beyond;
        var z = outcome.Outputs.Single(t => string.Equals(t.Name, "z", StringComparison.Ordinal));
        for (var column = 0; column < 8; column++)
        {
            var sum = Enumerable.Range(0, 128).Sum(row => factor * w[(row * 8) + column]);
            Assert.That(z[column], Is.EqualTo(sum), $"column {column}");
        }
    }

    [Test]
    public void Files_keep_the_values_of_a_configured_layout()
    {
        using var folder = new Tensors.TemporaryFolder();
        var formats = Configured(("Float8E4Infinity", 0), ("Float8E3ExponentBits", 2)).Formats;
        foreach (var type in (DataType[])[DataType.Float8E5, DataType.Float8E4, DataType.Float8E3])
        {
            var codes = new Tensor("t", type, [256], [.. Enumerable.Range(0, 256).Select(code => (byte)code)], formats);
            SafetensorsFile.Write(folder.File("t.safetensors"), [codes]);
            NpyFile.Write(folder.File("t.npy"), codes);
            Assert.That(SafetensorsFile.ReadAll(folder.File("t.safetensors")).Single().ToDoubles(), Is.EqualTo(codes.ToDoubles()));
            Assert.That(NpyFile.Read(folder.File("t.npy")).ToDoubles(), Is.EqualTo(codes.ToDoubles()));
            Assert.That(NpyFile.Read(folder.File("t.npy")).ConvertTo(type, formats).ToDoubles(), Is.EqualTo(codes.ToDoubles()));
        }
    }

    private static ChipSpec Configured(params (string Name, long Value)[] parameters) =>
        Inferentia2Spec.Create().With(parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));
}
