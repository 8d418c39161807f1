using Hardware.Mutation.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hardware.Testbench.Tests.Mutation;

public sealed class SiteFinderTests
{
    [TestCase("int F(int a) => a + 1;", "a + 1 -> a - 1", "1 -> 2", "1 -> 0", "a + 1 -> default")]
    [TestCase("bool F(int a) => a < 7;", "a < 7 -> a <= 7", "a < 7 -> a >= 7", "7 -> 8", "7 -> 6", "a < 7 -> default")]
    [TestCase("void F(bool a, bool b) { if (a && b) G(); }", "a && b -> a || b", "a && b -> !(a && b)", "G(); -> (nothing)")]
    [TestCase("void F(bool a) { while (!a) G(); }", "!a -> a", "G(); -> (nothing)")]
    [TestCase("uint F(uint a) { a ^= a >> 2; return a; }",
        "a ^= a >> 2; -> (nothing)", "^= -> &=", "a >> 2 -> a << 2", "2 -> 3", "2 -> 1", "a -> default")]
    [TestCase("int F(int a, int b) { return a >> b; }", "a >> b -> a << b", "a >> b -> a >>> b", "a >> b -> default")]
    [TestCase("void F(ref int a) { a++; }", "a++; -> (nothing)", "++ -> --")]
    [TestCase("bool F(int a) => a is > 3 or not 5;",
        "a is > 3 or not 5 -> default", "> 3 -> >= 3", "> 3 -> <= 3", "3 -> 4", "3 -> 2", "> 3 or not 5 -> > 3 and not 5", "not 5 -> 5", "5 -> 6", "5 -> 4")]
    [TestCase("int F(bool a, int b, int c) => a ? b : c;", "a ? b : c -> a ? c : b", "a ? b : c -> default")]
    [TestCase("int F(int a) => Select(a, -a, ~a);",
        "Select(a, -a, ~a) -> default", "(a, -a, ~a) -> (a, ~a, -a)", "-a -> a", "~a -> a")]
    [TestCase("int F(int a) => Math.Max(a, 0);", "Math.Max(a, 0) -> default", "Max -> Min", "0 -> 1", "0 -> -1")]
    [TestCase("float F() => 1.5f;", "1.5f -> 2.5f", "1.5f -> 0.5f", "1.5f -> default")]
    [TestCase("uint F() => 0xFFu;", "0xFFu -> 0x100u", "0xFFu -> 0xFEu", "0xFFu -> default")]
    [TestCase("bool F() => true;", "true -> false", "true -> default")]
    [TestCase("void F() => G();", "G() -> (nothing)")]
    public void Each_operator_makes_its_changes_and_no_others(string member, params string[] expected)
    {
        Assert.That(Sites(member).Select(site => $"{site.Original} -> {site.Mutated}"), Is.EquivalentTo(expected));
    }

    [TestCase("void F(int a) { throw new System.ArgumentException($\"{a + 1}\"); }")]
    [TestCase("[System.Obsolete(\"1\", false)] void F() { }")]
    [TestCase("string F(string a) { var b = a + \"1\"; return default; }")]
    public void Attributes_thrown_messages_and_joined_text_are_left_alone(string member)
    {
        Assert.That(Sites(member), Is.Empty);
    }

    [Test]
    public void Operands_keep_their_grouping_under_an_operator_of_another_precedence()
    {
        var site = Sites("uint F(uint a, uint b, uint c) => a & b ^ c;").Single(s => s.Original is "a & b");
        Assert.That(site.Apply().ToString(), Does.Contain("((a) | (b)) ^ c"));
    }

    [Test]
    public void Site_names_are_unique()
    {
        var names = Sites("int F(int a) => a - 1 - 1 - 1;").Select(site => site.Name).ToArray();
        Assert.That(names, Is.Unique);
        Assert.That(names, Does.Contain("Sample.cs:3:19:arithmetic"));
    }

    /// <summary>SplitMix64 gives 0xE220A8397B1DCDAF first from seed 0: of two places, the upper one.</summary>
    [Test]
    public void The_order_of_a_seed_is_fixed_and_holds_each_site_once()
    {
        int[] items = [.. Enumerable.Range(0, 1000)];
        Assert.That(SamplingOrder.Shuffle(items, 5), Is.EquivalentTo(items));
        Assert.That(SamplingOrder.Shuffle(items, 5), Is.Not.EqualTo(SamplingOrder.Shuffle(items, 6)));
        Assert.That(SamplingOrder.Shuffle(["a", "b"], 0), Is.EqualTo(new[] { "a", "b" }));
    }

    private static IReadOnlyList<MutationSite> Sites(string member)
    {
        var tree = CSharpSyntaxTree.ParseText(
            $"using System;\nclass Sample {{\n{member}\nstatic void G() {{ }}\nstatic int Select(int mask, int a, int b) {{ throw null; }}\n}}\n",
            path: "Sample.cs");
        var compilation = CSharpCompilation.Create("sample", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        return SiteFinder.Find(compilation, [("Sample.cs", tree)]);
    }
}
