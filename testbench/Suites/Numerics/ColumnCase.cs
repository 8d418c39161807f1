using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>Wave-fronts through some columns of weights.</summary>
/// <param name="Stationary">Type of the weights.</param>
/// <param name="Moving">Type of the wave-fronts.</param>
/// <param name="Rows">Rows that take part.</param>
/// <param name="Columns">Columns that take part.</param>
/// <param name="WaveFronts">How many.</param>
/// <param name="Groups">Row groups.</param>
/// <param name="Physical">The groups are cut from 128 physical rows, not from those that take part.</param>
/// <param name="FlushToZero">No gradual underflow.</param>
/// <param name="Weights">What the columns hold.</param>
/// <param name="WaveFront">What the wave-fronts hold.</param>
public sealed record ColumnCase(
    DataType Stationary, DataType Moving, int Rows, int Columns, int WaveFronts, int Groups, bool Physical, bool FlushToZero, TensorContent Weights, TensorContent WaveFront)
{
    public const int PhysicalRows = 128;

    /// <summary>8- and 16-bit floats in any pairing.</summary>
    private static (DataType Stationary, DataType Moving)[] NarrowPairs(CoreFeatures core) =>
        Pair(core, [DataType.Float8E5, DataType.Float8E4, DataType.Float8E3, DataType.BFloat16, DataType.Float16]);

    /// <summary>FP32 and TF32 in any pairing: few, but each takes other passes.</summary>
    private static (DataType Stationary, DataType Moving)[] WidePairs(CoreFeatures core) => Pair(core, [DataType.Float32, DataType.TensorFloat32]);

    /// <summary>Every pair of float types that the array of a core multiplies.</summary>
    public static IReadOnlyList<(DataType Stationary, DataType Moving)> PairsOf(CoreFeatures core) => [.. NarrowPairs(core), .. WidePairs(core)];

    public int GroupRows => ((Physical ? PhysicalRows : Rows) + Groups - 1) / Groups;

    /// <summary>Cases of the types that the array of a core multiplies.</summary>
    public static Arbitrary<ColumnCase> ArbitraryOf(CoreFeatures core) => Arb.From(
        from pair in AnyPair(core)
        from rows in Gen.OneOf(Gen.Choose(1, PhysicalRows), Gen.Constant(PhysicalRows))
        from columns in Gen.Frequency((4, Gen.Choose(1, 20)), (1, Gen.Choose(64, 70)))
        from count in Gen.Choose(1, 6)
        from groups in Gen.Frequency((2, Gen.Constant(4)), (3, Gen.Choose(1, PhysicalRows)))
        from physical in Gen.Elements(true, false)
        from flush in Gen.Elements(true, false)
        from weights in TensorContent.Generator
        from waveFront in TensorContent.Generator
        select new ColumnCase(pair.Stationary, pair.Moving, rows, columns, count, groups, physical, flush, weights, waveFront),
        c =>
        [
            .. Shrinking.Toward(1, c.Rows).Select(rows => c with { Rows = rows }),
            .. Shrinking.Toward(1, c.Columns).Select(columns => c with { Columns = columns }),
            .. Shrinking.Toward(1, c.WaveFronts).Select(count => c with { WaveFronts = count }),
            .. Shrinking.Toward(1, c.Groups).Select(groups => c with { Groups = groups }),
            .. c.FlushToZero ? (ColumnCase[])[c with { FlushToZero = false }] : [],
            .. TensorContent.Shrink(c.Weights).Select(content => c with { Weights = content }),
            .. TensorContent.Shrink(c.WaveFront).Select(content => c with { WaveFront = content }),
        ]);

    private static Gen<(DataType Stationary, DataType Moving)> AnyPair(CoreFeatures core)
    {
        var (narrow, wide) = (Gen.Elements(NarrowPairs(core)), WidePairs(core));
        return wide.Length == 0 ? narrow : Gen.Frequency((2, narrow), (1, Gen.Elements(wide)));
    }

    private static (DataType Stationary, DataType Moving)[] Pair(CoreFeatures core, DataType[] types) =>
    [
        .. from stationary in types
           from moving in types
           where core.ArrayTypes.Contains(stationary) && core.ArrayTypes.Contains(moving)
           select (stationary, moving),
    ];
}
