using Hardware.Testbench.Debugger;
using Hardware.Testbench.Tests.CommandLine;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.Debugger;

/// <summary>The session that docs/debugger.md shows is what the command prints.</summary>
public class DebuggerPageTests
{
    [Test]
    public void The_session_of_the_page_is_what_the_command_prints()
    {
        var page = File.ReadAllText(Path.Combine(CommandRunner.Root, "docs", "debugger.md"));
        var transcript = string.Concat(Blocks("console", page));
        using var folder = new TemporaryFolder();
        var (program, script) = (folder.File("doubling.nasm"), folder.File("script.txt"));
        File.WriteAllText(program, Blocks("nasm", page).Single());
        var commands = transcript.Split('\n').Where(l => l.StartsWith(DebuggerShell.Prompt, StringComparison.Ordinal)).Select(l => l[DebuggerShell.Prompt.Length..]).ToList();
        File.WriteAllLines(script, commands);
        var (status, output, error) = CommandRunner.Run("step", program, "--script", script);
        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(Words(output, program), Is.EqualTo(Words(transcript, program)), "if the change is meant, copy the output into the page:\n" + output);
        var shown = commands.Select(c => CommandCatalog.Find(c.Split(' ')[0])!.Name).ToHashSet(StringComparer.Ordinal);
        Assert.That(CommandCatalog.All.Select(c => c.Name).Except(shown, StringComparer.Ordinal), Is.Empty, "every command is shown");
    }

    // Lines are broken by the length of the program's path, which is another one here.
    private static string Words(string text, string program) =>
        string.Join(' ', text.Replace(program, "doubling.nasm", StringComparison.Ordinal).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Blocks(string language, string page)
    {
        var blocks = new List<string>();
        var opener = $"```{language}\n";
        for (var at = page.IndexOf(opener, StringComparison.Ordinal); at >= 0; at = page.IndexOf(opener, at, StringComparison.Ordinal))
        {
            at += opener.Length;
            blocks.Add(page[at..page.IndexOf("```", at, StringComparison.Ordinal)]);
        }

        return blocks;
    }
}
