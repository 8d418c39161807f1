namespace Hardware.Testbench.Tests.CommandLine;

public class ReadmeTests
{
    private static string Readme => File.ReadAllText(Path.Combine(CommandRunner.Root, "README.md"));

    [Test]
    public void The_main_command_passes_and_leaves_the_files_it_promises()
    {
        const string Prefix = "dotnet run --project testbench -c Release -- ";
        var line = Readme.Split('\n').First(l => l.StartsWith(Prefix, StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("readme").FullName;
        try
        {
            var arguments = line[Prefix.Length..].Split(' ').Select(a => a.EndsWith(".nasm", StringComparison.Ordinal)
                ? Path.Combine(CommandRunner.Root, a)
                : a.EndsWith(".vcd", StringComparison.Ordinal) ? Path.Combine(folder, a) : a);
            var (status, output, error) = CommandRunner.Run([.. arguments]);
            Assert.That((status, error), Is.EqualTo((0, "")));
            Assert.That(output, Does.Contain("PASSED").And.Contain("expect.softmax"));
            Assert.That(File.Exists(Path.Combine(folder, "encoder.vcd")) && File.Exists(Path.Combine(folder, "encoder.gtkw")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Every_link_leads_to_a_file()
    {
        var links = Readme.Split("](").Skip(1).Select(part => part[..part.IndexOf(')', StringComparison.Ordinal)]);
        Assert.That(links.Select(link => Path.Combine(CommandRunner.Root, link)), Is.Not.Empty.And.All.Exist);
    }
}
