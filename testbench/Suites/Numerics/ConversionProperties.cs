using System.Buffers.Binary;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>What holds for conversions between every two types. A case goes through all pairs, roundings and overflow rules.</summary>
internal static class ConversionProperties
{
    private static readonly LaneWidth[] Vectors = [LaneWidth.Bits256, LaneWidth.Bits512];

    public static IReadOnlyList<SuiteProperty> All { get; } =
    [
        Make("conversion-widths", "256- and 512-bit conversions equal the scalar ones, bit for bit", WidthsAgree),
    ];

    private static SuiteProperty<ConversionCase> Make(string name, string summary, Action<ConversionPair, ConversionCase, CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Cases = ConversionCase.Arbitrary,
        Holds = (c, run) =>
        {
            foreach (var from in DataTypes.Values)
            {
                foreach (var to in DataTypes.Values)
                {
                    foreach (var rounding in Enum.GetValues<Rounding>())
                        holds(new ConversionPair(from, to, rounding), c, run);
                }
            }
        },
    };

    private static void WidthsAgree(ConversionPair pair, ConversionCase c, CaseRun run)
    {
        // Enough elements for whole vectors and a rest.
        var inputs = Enumerable.Range(0, c.Inputs.Length + 35).Select(i => c.Inputs[i % c.Inputs.Length]).ToArray();
        foreach (var overflow in Enum.GetValues<Overflow>())
        {
            var scalar = pair.Convert(inputs, overflow, LaneWidth.Scalar);
            foreach (var width in Vectors)
            {
                var got = pair.Convert(inputs, overflow, width);
                for (var i = 0; i < inputs.Length; i++)
                    run.Require(got[i] == scalar[i], $"{pair}, {overflow}, {width}: {inputs[i]} gives {got[i]:x}; scalar {scalar[i]:x}");
            }
        }

        run.Coverage.Hit("numerics: pairs", pair.From.AssemblyName(), pair.To.AssemblyName(), inputs.Length);
    }
}

/// <summary>Two types and a rounding between them.</summary>
internal readonly record struct ConversionPair(DataType From, DataType To, Rounding Rounding)
{
    /// <summary>The elements' codes after conversion.</summary>
    public uint[] Convert(ConversionInput[] inputs, Overflow overflow, LaneWidth width)
    {
        var source = new byte[inputs.Length * From.Size()];
        for (var i = 0; i < inputs.Length; i++)
            WriteCode(source.AsSpan(i * From.Size(), From.Size()), inputs[i].Bits >> (32 - (8 * From.Size())));
        var destination = new byte[inputs.Length * To.Size()];
        NumberFormats.Default.Convert(
            From, source, To, destination, inputs.Length, Rounding, Array.ConvertAll(inputs, input => input.Random), overflow, width);
        var codes = new uint[inputs.Length];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = ReadCode(destination.AsSpan(i * To.Size(), To.Size()));
        return codes;
    }

    public override string ToString() => $"{From.AssemblyName()} to {To.AssemblyName()}, {Rounding}";

    private static void WriteCode(Span<byte> element, uint code)
    {
        for (var i = 0; i < element.Length; i++)
            element[i] = (byte)(code >> (8 * i));
    }

    private static uint ReadCode(ReadOnlySpan<byte> element) => element.Length switch
    {
        1 => element[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(element),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(element),
    };
}
