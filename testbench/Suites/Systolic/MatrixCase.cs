using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Systolic;

/// <summary>One MatMul of a tile, as free choices.</summary>
/// <param name="Type">Which of the types that pair with the stationary operand's.</param>
/// <param name="Columns">Columns of the stationary operand that are used, counted modulo those there are, from 1.</param>
/// <param name="Elements">Elements a partition.</param>
/// <param name="Moving">How the moving operand lies.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Result">How the result lies.</param>
/// <param name="Onto">0: the result overwrites; otherwise it is added to that of an earlier product of the stream, if there is one.</param>
/// <param name="Closes">The last of its accumulation group.</param>
/// <param name="Updates">Updates a semaphore at @read or @complete, or neither.</param>
public sealed record MatrixProduct(
    int Type, int Columns, int Elements, PatternPlan Moving, TensorContent Content, PatternPlan Result, int Onto, bool Closes, int Updates)
{
    /// <summary>As many as the largest PSUM bank of FP32 holds.</summary>
    public const int MostElements = 512;

    public static Gen<MatrixProduct> Generator { get; } =
        from type in Gen.Choose(0, 5)
        from columns in Gen.Choose(0, 127)
        from elements in Gen.Frequency((4, Gen.Choose(1, 16)), (2, Gen.Choose(17, 96)), (1, Gen.Choose(97, MostElements)))
        from moving in PatternPlan.Generator
        from content in TensorContent.Generator
        from result in PatternPlan.Generator
        from onto in Gen.Choose(0, 5)
        from closes in Gen.Elements(true, false)
        from updates in Gen.Choose(0, 3)
        select new MatrixProduct(type, columns, elements, moving, content, result, onto, closes, updates);

    public static IEnumerable<MatrixProduct> Shrink(MatrixProduct p) =>
    [
        .. Shrinking.Toward(1, p.Elements).Select(elements => p with { Elements = elements }),
        .. Shrinking.Toward(0, p.Columns).Select(columns => p with { Columns = columns }),
        .. Shrinking.Toward(0, p.Onto).Take(1).Select(onto => p with { Onto = onto }),
        .. PatternPlan.Shrink(p.Moving).Select(moving => p with { Moving = moving }),
        .. PatternPlan.Shrink(p.Result).Select(result => p with { Result = result }),
        .. TensorContent.Shrink(p.Content).Select(content => p with { Content = content }),
        .. Shrinking.Toward(0, p.Updates).Take(1).Select(updates => p with { Updates = updates }),
    ];

    public override string ToString() => $"\n    {Elements} elements on columns {Columns}, type {Type}, {Content}, {Moving} -> {Result}"
        + $"{(Onto > 0 ? $", onto {Onto}" : "")}{(Closes ? ", last" : "")}{(Updates > 0 ? $", updates {Updates}" : "")}";
}

/// <summary>A stationary operand and the products that use it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Rows">Its partitions, counted modulo those there are, from 1.</param>
/// <param name="Columns">Its elements a partition, likewise.</param>
/// <param name="Plan">How it lies.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Products">At least one.</param>
public sealed record MatrixTile(DataType Type, int Rows, int Columns, PatternPlan Plan, TensorContent Content, MatrixProduct[] Products)
{
    /// <summary>Tiles of the types that the array of a core multiplies.</summary>
    public static Gen<MatrixTile> GeneratorOf(CoreFeatures core) =>
        from type in Gen.Frequency((2, Gen.Elements(MatrixStream.Types.Where(core.ArrayTypes.Contains).ToArray())), (1, Gen.Constant(DataType.Int8)))
        from rows in Gen.Frequency((1, Gen.Constant(127)), (3, Gen.Choose(0, 127)))
        from columns in Gen.Frequency((1, Gen.Constant(127)), (3, Gen.Choose(0, 127)))
        from plan in PatternPlan.Generator
        from content in TensorContent.Generator
        from count in Gen.Choose(1, 3)
        from products in MatrixProduct.Generator.ArrayOf(count)
        select new MatrixTile(type, rows, columns, plan, content, products);

    public static IEnumerable<MatrixTile> Shrink(MatrixTile tile) =>
    [
        .. Shrinking.Sequence(tile.Products, MatrixProduct.Shrink, fewest: 1).Select(products => tile with { Products = products }),
        .. Shrinking.Toward(0, tile.Rows).Select(rows => tile with { Rows = rows }),
        .. Shrinking.Toward(0, tile.Columns).Select(columns => tile with { Columns = columns }),
        .. PatternPlan.Shrink(tile.Plan).Select(plan => tile with { Plan = plan }),
        .. TensorContent.Shrink(tile.Content).Select(content => tile with { Content = content }),
    ];

    public override string ToString() => $"\n  {Type} {Rows} x {Columns} {Content} {Plan}:{string.Concat(Products.Select(p => p.ToString()))}";
}

/// <summary>A stream of LoadStationary and MatMul on an array of some size, and the conditions under which it runs.</summary>
/// <param name="Size">Rows of the array.</param>
/// <param name="IsNarrow">It has half as many columns as rows; otherwise as many.</param>
/// <param name="IntegerElements">INT8 elements of a partition that it takes in a cycle, 1 or 2.</param>
/// <param name="Interval">Fewest cycles between two MatMuls.</param>
/// <param name="AccessStart">Cycles that an access takes to start.</param>
/// <param name="Gap">Cycles between two instructions of the source.</param>
/// <param name="FlushToZero">The array's arithmetic has no gradual underflow.</param>
/// <param name="Tiles">At least one.</param>
/// <param name="Stalls">Stalls on the channels of the board.</param>
/// <param name="Choice">Free number: array level, evaluation order, or when a snapshot is taken.</param>
public sealed record MatrixCase(
    int Size, bool IsNarrow, int IntegerElements, int Interval, int AccessStart, int Gap, bool FlushToZero, MatrixTile[] Tiles, StallPlan Stalls, int Choice)
{
    /// <summary>Columns of the array.</summary>
    public int ArrayColumns => IsNarrow ? Size / 2 : Size;

    /// <summary>Cases for a chip.</summary>
    public static Arbitrary<MatrixCase> ArbitraryOf(ChipSpec chip) => Arb.From(
        from size in Gen.Frequency((3, Gen.Elements(4, 8, 12, 16)), (2, Gen.Elements(32, 64)), (1, Gen.Constant(128)))
        from narrow in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from integers in Gen.Frequency((3, Gen.Constant(2)), (1, Gen.Constant(1)))
        from interval in Gen.Elements(64, 1, 7)
        from start in Gen.Elements(60, 3, 0)
        from gap in Gen.Frequency((2, Gen.Constant(1)), (1, Gen.Choose(2, 60)))
        from flush in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from count in Gen.Sized(s => Gen.Choose(1, 2 + (s / 30)))
        from tiles in MatrixTile.GeneratorOf(CoreFeatures.Of(chip)).ArrayOf(count)
        from stalls in StallPlans.Generator
        from choice in Gen.Choose(0, 4000)
        select new MatrixCase(size, narrow, integers, interval, start, gap, flush, tiles, stalls, choice),
        c =>
        [
            .. Shrinking.Sequence(c.Tiles, MatrixTile.Shrink, fewest: 1).Select(tiles => c with { Tiles = tiles }),
            .. new[] { 4, 16, 64 }.Where(s => s < c.Size).Select(size => c with { Size = size }),
            .. StallPlans.Shrink(c.Stalls).Select(stalls => c with { Stalls = stalls }),
            .. c.IsNarrow ? (MatrixCase[])[c with { IsNarrow = false }] : [],
            .. c.IntegerElements > 1 ? (MatrixCase[])[c with { IntegerElements = 1 }] : [],
            .. c.FlushToZero ? (MatrixCase[])[c with { FlushToZero = false }] : [],
            .. Shrinking.Toward(1, c.Gap).Select(gap => c with { Gap = gap }),
            .. Shrinking.Toward(0, c.Choice).Take(2).Select(choice => c with { Choice = choice }),
        ]);

    public override string ToString() =>
        $"{Size} x {ArrayColumns} array, {IntegerElements} INT8 elements a cycle, interval {Interval}, access start {AccessStart}, gap {Gap}{(FlushToZero ? ", flush to zero" : "")}, {Stalls}, choice {Choice}{string.Concat(Tiles.Select(t => t.ToString()))}";
}
