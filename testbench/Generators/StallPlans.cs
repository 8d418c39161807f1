using FsCheck;
using FsCheck.Fluent;

namespace Hardware.Testbench.Generators;

/// <summary>Generates and shrinks stall schedules; one in four has no stalls.</summary>
public static class StallPlans
{
    private static Gen<StallBurst> Burst { get; } =
        from lane in Gen.Choose(0, StallPlan.Lanes - 1)
        from push in Gen.Elements(true, false)
        from start in Gen.Choose(0, StallPlan.Period - 1)
        from length in Gen.Choose(1, StallPlan.LongestBurst)
        select new StallBurst(lane, push, start, length);

    public static Gen<StallPlan> Generator { get; } = Gen.Frequency(
        (1, Gen.Constant(StallPlan.None)),
        (3,
            from percent in Gen.Choose(0, StallPlan.MostPercent)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from count in Gen.Choose(0, StallPlan.MostBursts)
            from bursts in Burst.ArrayOf(count)
            select new StallPlan(percent, seed, bursts)));

    public static Arbitrary<StallPlan> Arbitrary { get; } = Arb.From(Generator, Shrink);

    public static IEnumerable<StallPlan> Shrink(StallPlan plan)
    {
        if (plan.IsNone)
            yield break;
        yield return StallPlan.None;
        foreach (var percent in Shrinking.Toward(0, plan.Percent))
            yield return plan with { Percent = percent };
        foreach (var bursts in Shrinking.Sequence(plan.Bursts, b => Shrinking.Toward(1, b.Length).Select(length => b with { Length = length })))
            yield return plan with { Bursts = bursts };
        foreach (var seed in Shrinking.Toward(0, plan.Seed).Take(2))
            yield return plan with { Seed = seed };
    }

    /// <summary>A coverage row for a schedule.</summary>
    public static string Class(StallPlan plan) => plan.IsNone ? "none"
        : (plan.Percent >= 50 ? "heavy" : plan.Percent > 0 ? "light" : "no random") + (plan.Bursts.Length > 0 ? ", bursts" : "");
}
