using System.Globalization;

namespace Hardware.Firmware.Language;

/// <summary>Floats in assembly text.</summary>
public static class NumberText
{
    /// <summary>Shortest decimal form that reads back equal, with a point or an exponent so that it reads as a float.</summary>
    public static string Of(double number)
    {
        if (double.IsNaN(number))
            return "nan";
        if (double.IsInfinity(number))
            return number > 0 ? "inf" : "-inf";
        return WithPoint(number.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>As <see cref="Of(double)"/>; NaNs and infinities are written by their bits.</summary>
    public static string Of(float number) => float.IsFinite(number)
        ? WithPoint(number.ToString("R", CultureInfo.InvariantCulture))
        : $"float32(0x{BitConverter.SingleToUInt32Bits(number):X8})";

    private static string WithPoint(string text) => text.AsSpan().ContainsAny('.', 'E', 'e') ? text : text + ".0";
}
