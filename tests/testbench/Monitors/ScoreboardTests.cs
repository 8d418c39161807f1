using Hardware.Testbench.Monitors;

namespace Hardware.Testbench.Tests.Monitors;

public class ScoreboardTests
{
    [TestCase(1, "123", ExpectedResult = 0)]
    [TestCase(1, "132", ExpectedResult = 2)]
    [TestCase(2, "213", ExpectedResult = 0)]
    [TestCase(2, "312", ExpectedResult = 2)]
    [TestCase(3, "312", ExpectedResult = 0)]
    [TestCase(1, "1234", ExpectedResult = 1)]
    [TestCase(1, "12", ExpectedResult = 1)]
    [TestCase(1, "12", DrainPolicy.MayHoldExpected, ExpectedResult = 0)]
    public int Faults_of_an_observed_order(int window, string observed, DrainPolicy drain = DrainPolicy.MustBeEmpty)
    {
        var scoreboard = new Scoreboard<char>("board", window, drain);
        foreach (var item in "123")
            scoreboard.Expect(item);
        foreach (var item in observed)
            scoreboard.Observe(item);
        return scoreboard.Finish().Count;
    }

    [Test]
    public void A_mismatch_says_what_came_and_what_would_be_right()
    {
        var scoreboard = new Scoreboard<int>("adder");
        scoreboard.Expect(5);
        scoreboard.Observe(6);
        Assert.That(scoreboard.Mismatches, Is.EqualTo((string[])["adder: 6 came; 5 would be right (after 0 matches)"]));
    }
}
