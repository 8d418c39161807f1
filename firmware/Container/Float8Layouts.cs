using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary>The FP8 layouts of the chip that a program's constants are encoded for, as text: their codes mean nothing in other layouts.</summary>
public static class Float8Layouts
{
    private static readonly DataType[] Types = [DataType.Float8E5, DataType.Float8E4, DataType.Float8E3];

    /// <summary>For instance <c>fp8e5: 5 2 bias 15 inf, ...</c>: exponent bits, mantissa bits, bias, and whether there is infinity.</summary>
    public static string Of(NumberFormats formats) => string.Join(", ", Types.Select(type =>
    {
        var format = formats.Of(type);
        return FormattableString.Invariant(
            $"{type.AssemblyName()}: {format.ExponentBits} {format.MantissaBits} bias {format.Bias} {(format.HasInfinity ? "inf" : "no inf")}");
    }));

    /// <summary>Requires that the constants of a container mean on a chip what they meant where it was assembled.</summary>
    /// <exception cref="InputException"><see cref="ContainerCode.ContainerFormatsDiffer"/>.</exception>
    public static void Check(ProgramImage image, NumberFormats formats, SourcePlace place)
    {
        var here = Of(formats);
        if (image.Float8Layouts.Length == 0 || string.Equals(image.Float8Layouts, here, StringComparison.Ordinal)
            || !image.Tensors.Exists(t => t.Kind == TensorKind.Constant && Types.Contains(t.Type)))
        {
            return;
        }

        throw new InputException(
            ContainerCode.ContainerFormatsDiffer,
            $"the constants are encoded for {image.Float8Layouts}, but the chip has {here}; give the --set of 'asm', or assemble it for this chip",
            place);
    }
}
