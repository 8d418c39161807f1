using Hardware.Testbench.Monitors;

namespace Hardware.Testbench.Tests.Monitors;

public class ChannelContractTests
{
    [TestCase("", 1, ExpectedResult = "was lost", TestName = "a word pushed and gone in one tick")]
    [TestCase("12", 0, ExpectedResult = null, TestName = "words wait")]
    [TestCase("2", 0, ExpectedResult = null, TestName = "a pop")]
    [TestCase("23", 1, ExpectedResult = null, TestName = "a pop and a push")]
    [TestCase("1", 0, ExpectedResult = "changed", TestName = "the younger word popped")]
    [TestCase("21", 0, ExpectedResult = "changed", TestName = "words swapped")]
    [TestCase("13", 0, ExpectedResult = "changed", TestName = "a waiting word changed")]
    [TestCase("123", 0, ExpectedResult = "nobody pushed", TestName = "a word from nowhere")]
    [TestCase("1234", 2, ExpectedResult = "in 3 places", TestName = "too many words")]
    [TestCase("234", 2, ExpectedResult = "free places", TestName = "a place filled as it was freed")]
    [TestCase("12", -1, ExpectedResult = "taken back", TestName = "a push undone")]
    public string? After_words_1_and_2_of_three_places(string content, int pushes)
    {
        var contract = new ChannelContract<int>("link", depth: 3);
        contract.Start([1, 2], pushed: 2);
        var wrong = contract.Check([.. content.Select(c => c - '0')], 2 + pushes, out _);
        string[] reasons = ["was lost", "changed", "nobody pushed", "in 3 places", "free places", "taken back"];
        return wrong is null ? null : reasons.FirstOrDefault(r => wrong.Contains(r, StringComparison.Ordinal)) ?? wrong;
    }
}
