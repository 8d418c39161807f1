namespace Hardware.Waveforms.Tests;

/// <summary>Compares a text with the one committed in <c>golden/</c>; on a difference it writes what came out and names both files.</summary>
internal static class Golden
{
    public static void Check(string name, string actual)
    {
        var expected = Path.Combine(TestContext.CurrentContext.TestDirectory, "golden", name);
        var text = File.Exists(expected) ? File.ReadAllText(expected) : "(no such file)";
        if (string.Equals(text, actual, StringComparison.Ordinal))
            return;
        var written = Path.Combine(TestContext.CurrentContext.WorkDirectory, "actual-" + name);
        File.WriteAllText(written, actual);
        Assert.That(actual, Is.EqualTo(text), $"tests/waveforms/golden/{name} differs; what came out is in {written}");
    }
}
