using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>
/// FP8 E4M3 codes between the files' layout (OCP 8-bit floating point specification, e4m3fn) and the chip's IEEE-style one.
/// </summary>
/// <remarks>
/// Both have bias 7, so every magnitude code up to 0x77 (240) means the same number. Above, the file's layout goes on to 448 (0x7E) and
/// has one NaN (0x7F); the chip's has infinity (0x78) and NaN (quiet: 0x7C).
/// </remarks>
internal static class Float8Codes
{
    private const byte Sign = 0x80;
    private const byte LargestCommon = 0x77;
    private const byte Infinity = 0x78;
    private const byte QuietNaN = 0x7C;
    private const byte OpenNaN = 0x7F;

    /// <summary>Turns a file's codes into the chip's, in place.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.SafetensorsFloat8OutOfRange"/>: a value above 240.</exception>
    public static void FromOpen(Span<byte> codes, string tensor, string file, long offset)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            int magnitude = codes[i] & ~Sign;
            if (magnitude <= LargestCommon)
                continue;
            if (magnitude != OpenNaN)
            {
                throw new InputException(
                    TensorCode.SafetensorsFloat8OutOfRange,
                    $"element {i} of tensor '{tensor}' is an F8_E4M3 value above 240, the largest of the chip's FP8 E4M3; rescale the tensor or store it as BF16",
                    SourcePlace.AtByte(file, offset + i));
            }

            codes[i] = (byte)((codes[i] & Sign) | QuietNaN);
        }
    }

    /// <summary>The file's codes of a tensor, or null when it holds an infinity.</summary>
    public static byte[]? ToOpen(Tensor tensor)
    {
        var codes = (byte[])tensor.Data.Clone();
        for (int i = 0; i < codes.Length; i++)
        {
            int magnitude = codes[i] & ~Sign;
            if (magnitude == Infinity)
                return null;
            if (magnitude > Infinity)
                codes[i] = (byte)((codes[i] & Sign) | OpenNaN);
        }

        return codes;
    }
}
