using Hardware.Common.Diagnostics;
using Hardware.Common.IO;

namespace Hardware.Common.Tests.IO;

public class AtomicFileTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("atomic-file-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheFileAppearsOnlyAtTheCommit()
    {
        string path = Path.Combine(_folder, "out.bin");
        using (AtomicFile file = AtomicFile.Create(path))
        {
            file.Stream.Write([1, 2, 3]);
            Assert.That(File.Exists(path), Is.False);
            file.Commit();
        }

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void DisposingWithoutACommitKeepsTheOldFile()
    {
        string path = Path.Combine(_folder, "out.txt");
        AtomicFile.WriteAllText(path, "old");
        using (AtomicFile file = AtomicFile.Create(path))
            file.Stream.Write([1, 2, 3]);
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
        Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
        AtomicFile.WriteAllText(path, "new");
        Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
    }

    [Test]
    public void TwoWritersOfOneTargetDoNotMix()
    {
        string path = Path.Combine(_folder, "out.bin");
        using AtomicFile first = AtomicFile.Create(path);
        using AtomicFile second = AtomicFile.Create(path);
        first.Stream.WriteByte(1);
        second.Stream.WriteByte(2);
        first.Commit();
        second.Commit();
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public void AMissingFolderIsOneClearLine()
    {
        var error = Assert.Throws<InputException>(() => AtomicFile.Create(Path.Combine(_folder, "no", "out.bin")))!;
        Assert.That(error.Code, Is.EqualTo(HardwareCode.OutputFileNotCreated));
        Assert.That(error.OneLine, Does.Contain("its folder does not exist"));
        Assert.That(Assert.Throws<InputException>(() => AtomicFile.Create(_folder))!.OneLine, Does.Contain("it is a folder"));
        Assert.That(Assert.Throws<InputException>(() => AtomicFile.Create(""))!.Code, Is.EqualTo(HardwareCode.OutputFileNotCreated));
    }

    [Test]
    public void ATargetThatBecameAFolderIsReportedAndLeavesNothing()
    {
        string path = Path.Combine(_folder, "out.bin");
        using AtomicFile file = AtomicFile.Create(path);
        Directory.CreateDirectory(path);
        var error = Assert.Throws<InputException>(file.Commit)!;
        Assert.That(error.Code, Is.EqualTo(HardwareCode.OutputFileNotReplaced));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test, Platform("Linux,MacOsX")]
    public void DevicesAndLinksAreKept()
    {
        AtomicFile.WriteAllBytes("/dev/null", [1]);
        string target = Path.Combine(_folder, "target"), link = Path.Combine(_folder, "link");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);
        AtomicFile.WriteAllText(link, "new");
        Assert.That(File.ReadAllText(target), Is.EqualTo("new"));
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(target));
        Assert.That(File.Exists("/dev/null"), Is.True);
    }
}
