using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>A scalar operand, as free choices: a constant, or a vector of one element a partition.</summary>
/// <param name="IsVector">A vector, where the instruction takes one.</param>
/// <param name="Type">Element type of the vector.</param>
/// <param name="Content">What it holds; a constant is its first element in FP32.</param>
/// <param name="Plan">How the vector lies.</param>
public sealed record ScalarChoice(bool IsVector, DataType Type, TensorContent Content, PatternPlan Plan)
{
    public static Gen<ScalarChoice> GeneratorOf(CoreFeatures core) =>
        from isVector in Gen.Elements(true, false)
        from type in Gen.Elements(core.Types.ToArray())
        from content in TensorContent.Generator
        from plan in PatternPlan.Generator
        select new ScalarChoice(isVector, type, content, plan);

    public static IEnumerable<ScalarChoice> Shrink(ScalarChoice scalar) =>
    [
        .. scalar.IsVector ? [scalar with { IsVector = false }] : System.Array.Empty<ScalarChoice>(),
        .. TensorContent.Shrink(scalar.Content).Select(content => scalar with { Content = content }),
    ];

    public override string ToString() => IsVector ? $"{Type} vector {Content} {Plan}" : $"constant {Content}";
}

/// <summary>A tensor operand, as free choices.</summary>
/// <param name="Type">Element type, where the instruction leaves it open.</param>
/// <param name="InPsum">In PSUM, where the engine reaches it and no other operand is there.</param>
/// <param name="Plan">How it lies.</param>
/// <param name="Content">What it holds before the instruction.</param>
public sealed record OperandChoice(DataType Type, bool InPsum, PatternPlan Plan, TensorContent Content)
{
    public static Gen<OperandChoice> GeneratorOf(CoreFeatures core) =>
        from type in Gen.Elements(core.Types.ToArray())
        from psum in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from plan in PatternPlan.Generator
        from content in TensorContent.Generator
        select new OperandChoice(type, psum, plan, content);

    public static IEnumerable<OperandChoice> Shrink(OperandChoice operand) =>
    [
        .. operand.InPsum ? [operand with { InPsum = false }] : System.Array.Empty<OperandChoice>(),
        .. PatternPlan.Shrink(operand.Plan).Select(plan => operand with { Plan = plan }),
        .. TensorContent.Shrink(operand.Content).Select(content => operand with { Content = content }),
        .. operand.Type == DataType.Float32 ? System.Array.Empty<OperandChoice>() : [operand with { Type = DataType.Float32 }],
    ];

    public override string ToString() => $"\n    {Type}{(InPsum ? " in PSUM" : "")} {Plan} {Content}";
}

/// <summary>One instruction, as free choices; every combination is legal, for <see cref="LaneModel"/> takes of it what its instruction needs.</summary>
/// <param name="Model">Which instruction.</param>
/// <param name="Engine">Which of the engines that execute it.</param>
/// <param name="Partitions">Partitions of its operands, from 1.</param>
/// <param name="Elements">Elements a partition, from 1.</param>
/// <param name="First">First operator, function or comparison.</param>
/// <param name="Second">Second operator, or reduction.</param>
/// <param name="Flags">Bits of flags; whether an operand that may be left out is there.</param>
/// <param name="Number">An integer operand.</param>
/// <param name="Multiplier">Another one.</param>
/// <param name="Operands">Destination and two sources.</param>
/// <param name="Scalars">Two scalars.</param>
/// <param name="Chained">The first source is the result of the instruction before, where that fits.</param>
public sealed record LaneStep(
    int Model, int Engine, int Partitions, int Elements, int First, int Second, int Flags, int Number, int Multiplier, OperandChoice[] Operands,
    ScalarChoice[] Scalars, bool Chained)
{
    /// <summary>Instructions and element types that a core has.</summary>
    public static Gen<LaneStep> GeneratorOf(CoreFeatures core) =>
        from model in Gen.Elements(LaneModels.All.Positions(m => m.Definition.IsOn(core)))
        from engine in Gen.Choose(0, 1)
        from partitions in Gen.Frequency((1, Gen.Constant(128)), (3, Gen.Choose(1, 128)))
        from elements in Gen.Frequency((3, Gen.Choose(1, 12)), (1, Gen.Choose(13, 100)))
        from first in Gen.Choose(0, 255)
        from second in Gen.Choose(0, 255)
        from flags in Gen.Choose(0, 15)
        from number in Gen.Frequency((3, Gen.Choose(-40, 40)), (1, Gen.Choose(int.MinValue + 1, int.MaxValue - 1)))
        from multiplier in Gen.Frequency((3, Gen.Choose(-3, 3)), (1, Gen.Choose(int.MinValue + 1, int.MaxValue - 1)))
        from operands in OperandChoice.GeneratorOf(core).ArrayOf(3)
        from scalars in ScalarChoice.GeneratorOf(core).ArrayOf(2)
        from chained in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new LaneStep(model, engine, partitions, elements, first, second, flags, number, multiplier, operands, scalars, chained);

    public static IEnumerable<LaneStep> Shrink(LaneStep step) =>
    [
        .. Shrinking.Toward(1, step.Partitions).Select(partitions => step with { Partitions = partitions }),
        .. Shrinking.Toward(1, step.Elements).Select(elements => step with { Elements = elements }),
        .. Each(step.Operands, OperandChoice.Shrink).Select(operands => step with { Operands = operands }),
        .. Each(step.Scalars, ScalarChoice.Shrink).Select(scalars => step with { Scalars = scalars }),
        .. Shrinking.Toward(0, step.Flags).Select(flags => step with { Flags = flags }),
        .. Shrinking.Toward(0, step.Number).Take(3).Select(number => step with { Number = number }),
        .. Shrinking.Toward(0, step.Multiplier).Take(3).Select(multiplier => step with { Multiplier = multiplier }),
    ];

    public override string ToString() =>
        $"\n  {LaneModels.All[Model].Definition.Mnemonic} on engine {Engine}, {Partitions} partitions of {Elements}, choices {First}/{Second}, flags {Flags}, "
        + $"numbers {Number}/{Multiplier}{(Chained ? ", chained" : "")}{string.Concat<OperandChoice>(Operands)}"
        + string.Concat(Scalars.Select(s => "\n    " + s));

    private static IEnumerable<T[]> Each<T>(T[] items, Func<T, IEnumerable<T>> smaller) => Shrinking.Sequence(items, smaller, fewest: items.Length);
}

/// <summary>Instructions of the lane engines, and the conditions under which they run.</summary>
/// <param name="Steps">At least one; those of one engine run in this order.</param>
/// <param name="Stalls">Stalls on the channels of the bench.</param>
/// <param name="Choice">Free number: evaluation order, or when a snapshot is taken.</param>
public sealed record LaneCase(LaneStep[] Steps, StallPlan Stalls, int Choice)
{
    /// <summary>Cases for a chip.</summary>
    public static Arbitrary<LaneCase> ArbitraryOf(ChipSpec chip) => Arb.From(
        from count in Gen.Sized(s => Gen.Choose(1, 3 + (s / 20)))
        from steps in LaneStep.GeneratorOf(CoreFeatures.Of(chip)).ArrayOf(count)
        from stalls in StallPlans.Generator
        from choice in Gen.Choose(0, 4000)
        select new LaneCase(steps, stalls, choice),
        c =>
        [
            .. Shrinking.Sequence(c.Steps, LaneStep.Shrink, fewest: 1).Select(steps => c with { Steps = steps }),
            .. StallPlans.Shrink(c.Stalls).Select(stalls => c with { Stalls = stalls }),
            .. Shrinking.Toward(0, c.Choice).Take(2).Select(choice => c with { Choice = choice }),
        ]);

    public override string ToString() => $"{Stalls}, choice {Choice}{string.Concat<LaneStep>(Steps)}";
}
