using Hardware.Common.Numerics;
using Hardware.Common.Numerics.Tables;
using Hardware.Testbench.References.Accuracy;

namespace Hardware.Common.Tests.Numerics;

public sealed class ReferenceFunctionTests
{
    private const double Bound = 1.0 / (1L << 40);

    private static ActivationFunction[] WithTables => Enum.GetValues<ActivationFunction>().Where(f => f.HasTable()).ToArray();

    /// <summary>Another seed than the measurement's, so that arguments between those are met, and the neighbourhoods of all limits.</summary>
    [Test]
    public void Reference_is_within_2_to_the_minus_40_of_exact_arithmetic([ValueSource(nameof(WithTables))] ActivationFunction function)
    {
        var recipe = TableRecipe.For(function);
        var reference = new ReferenceFunction(function);
        var worst = 0.0;
        var arguments = ArgumentSample.Of(function, 3000, 77).SelectMany(block => block).Where(x => Within(recipe, x)).ToArray();
        var places = Enumerable.Range(0, 1500).Select(i => arguments[(int)((long)i * (arguments.Length - 1500) / 1500)]).Concat(arguments[^1500..]);
        foreach (var x in places)
        {
            var exact = ExactNumber.ToDouble(recipe.Function(TaylorSeries.Constant(ExactNumber.FromSingle(x))).C0);
            var value = reference.Value(x);
            if (double.IsInfinity(value) && exact > Math.ScaleB(1, 128))
                continue;
            var error = Math.Max(0, Math.Abs(value - exact) - Math.ScaleB(1, -165)) / Math.Max(Math.Abs(exact), double.Epsilon);
            worst = Math.Max(worst, error);
            if (!(error <= Bound))
                Assert.Fail($"{function}({x:R}): {value:R}, exact {exact:R}");
        }

        TestContext.Out.WriteLine($"{function.AssemblyName()}: 2^{Math.Log2(worst):F1}");
    }

    /// <summary>The exact arithmetic itself against the host's library, which knows nothing of it but loses some bits where terms cancel.</summary>
    [Test]
    public void Exact_arithmetic_agrees_with_the_host_library([ValueSource(nameof(WithTables))] ActivationFunction function)
    {
        var recipe = TableRecipe.For(function);
        foreach (var x in ArgumentSample.Of(function, 500, 78).SelectMany(block => block).Where(x => Within(recipe, x)).TakeLast(300))
        {
            var host = ActivationReference.Value(function, x);
            if (double.IsInfinity(host) || Math.Abs(host) < 1e-46)
                continue;
            var exact = ExactNumber.ToDouble(recipe.Function(TaylorSeries.Constant(ExactNumber.FromSingle(x))).C0);
            Assert.That(exact, Is.EqualTo(host).Within((1e-10 * Math.Abs(host)) + 1e-46), $"{function}({x:R})");
        }
    }

    /// <summary>Series about 0 do not end for large arguments; there, beyond the limit, the function is its constant or x itself.</summary>
    private static bool Within(TableRecipe recipe, float x) =>
        recipe.Lower > 0 || MathF.Abs(x) <= 1.05f * (x > 0 ? recipe.Positive : recipe.Negative).Limit;

    [TestCase(ActivationFunction.Relu, -2f, 0)]
    [TestCase(ActivationFunction.Square, -3f, 9)]
    [TestCase(ActivationFunction.Abs, -2f, 2)]
    [TestCase(ActivationFunction.Sign, -2f, -1)]
    [TestCase(ActivationFunction.Copy, -2f, -2)]
    public void Functions_without_a_table_are_themselves(ActivationFunction function, float x, double expected) =>
        Assert.That(new ReferenceFunction(function).Value(x), Is.EqualTo(expected));
}
