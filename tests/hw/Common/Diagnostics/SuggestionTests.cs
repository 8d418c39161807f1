using Hardware.Common.Diagnostics;

namespace Hardware.Common.Tests.Diagnostics;

public class SuggestionTests
{
    private static readonly string[] s_names = ["LoadStationary", "MatMul", "Activate", "TensorTensor"];

    [TestCase("matmul", "MatMul")]
    [TestCase("MatMull", "MatMul")]
    [TestCase("Actviate", "Activate")]
    [TestCase("LoadStationery", "LoadStationary")]
    public void FindsTheLikelyName(string word, string expected) =>
        Assert.That(Suggestion.Nearest(word, s_names), Is.EqualTo(expected));

    [Test]
    public void StaysSilentWhenNothingIsNear()
    {
        Assert.That(Suggestion.Nearest("semaphore", s_names), Is.Null);
        Assert.That(Suggestion.DidYouMean("semaphore", s_names), Is.Empty);
        Assert.That(Suggestion.DidYouMean("MatMu", s_names), Is.EqualTo("; did you mean 'MatMul'?"));
    }

    [Test]
    public void ASwapOfNeighboursIsOneEdit()
    {
        Assert.That(Suggestion.Distance("exp", "epx"), Is.EqualTo(1));
        Assert.That(Suggestion.Distance("kitten", "sitting"), Is.EqualTo(3));
        Assert.That(Suggestion.Distance("", "abc"), Is.EqualTo(3));
    }

    [Property]
    public bool DistanceIsSymmetricAndZeroForEqualWords(string? a, string? b)
    {
        a ??= "";
        b ??= "";
        int distance = Suggestion.Distance(a, b);
        return distance == Suggestion.Distance(b, a)
            && Suggestion.Distance(a, a) == 0
            && distance >= Math.Abs(a.Length - b.Length)
            && distance <= Math.Max(a.Length, b.Length);
    }

    [Property]
    public bool AnExactNameIsItsOwnSuggestion(string? name) =>
        string.Equals(Suggestion.Nearest(name ?? "", ["x" + name, name ?? "", name + "y"]), name ?? "", StringComparison.Ordinal);
}
