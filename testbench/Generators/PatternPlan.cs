using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;

namespace Hardware.Testbench.Generators;

/// <summary>
/// How an operand lies in memory, as plain data: free choices from which <see cref="OperandAllocator"/> makes a legal access pattern for any
/// number of partitions and elements. Every value is legal; zero everywhere is one contiguous dimension at partition 0.
/// </summary>
/// <param name="Start">Which of the legal first partitions.</param>
/// <param name="Split">How the elements are split into up to four free dimensions.</param>
/// <param name="Order">In which order the dimensions lie in memory.</param>
/// <param name="Padding">Gaps between elements and between rows.</param>
/// <param name="Negative">Bit d: dimension d runs backwards.</param>
/// <param name="Broadcast">Bit d: dimension d has step 0, in operands that are only read.</param>
/// <param name="Place">Bytes between this operand and the one before, or the PSUM bank.</param>
public readonly record struct PatternPlan(int Start, int Split, int Order, int Padding, int Negative, int Broadcast, int Place)
{
    public static Gen<PatternPlan> Generator { get; } = Gen.Frequency(
        (1, Gen.Constant(default(PatternPlan))),
        (3,
            from start in Gen.Choose(0, 3)
            from split in Gen.Choose(0, 999)
            from order in Gen.Choose(0, 23)
            from padding in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 255)))
            from negative in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 15)))
            from broadcast in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(0, 15)))
            from place in Gen.Choose(0, 63)
            select new PatternPlan(start, split, order, padding, negative, broadcast, place)));

    public static IEnumerable<PatternPlan> Shrink(PatternPlan plan)
    {
        if (plan == default)
            yield break;
        yield return default;
        foreach (var padding in Shrinking.Toward(0, plan.Padding))
            yield return plan with { Padding = padding };
        foreach (var split in Shrinking.Toward(0, plan.Split))
            yield return plan with { Split = split };
        foreach (var negative in Shrinking.Toward(0, plan.Negative))
            yield return plan with { Negative = negative };
        foreach (var broadcast in Shrinking.Toward(0, plan.Broadcast))
            yield return plan with { Broadcast = broadcast };
        foreach (var order in Shrinking.Toward(0, plan.Order))
            yield return plan with { Order = order };
        foreach (var start in Shrinking.Toward(0, plan.Start))
            yield return plan with { Start = start };
        foreach (var place in Shrinking.Toward(0, plan.Place))
            yield return plan with { Place = place };
    }

    /// <summary>A coverage row for a pattern: its dimensions, and what is special about its steps.</summary>
    public static string Class(in AccessPattern pattern)
    {
        var (negative, broadcast, dense, size) = (false, false, true, 1);
        for (var d = 0; d < pattern.Dimensions; d++)
        {
            negative |= pattern.Steps[d] < 0;
            broadcast |= pattern.Steps[d] == 0 && pattern.Sizes[d] > 1;
            dense &= pattern.Steps[d] == size;
            size *= pattern.Sizes[d];
        }

        return broadcast ? "broadcast" : negative ? "negative" : dense ? "dense" : "strided";
    }

    public override string ToString() => this == default
        ? "(plain)"
        : $"(start {Start}, split {Split}, order {Order}, padding {Padding}, negative {Negative}, broadcast {Broadcast}, place {Place})";
}
