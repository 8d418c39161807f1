namespace Hardware.Testbench.Tests.Debugger;

public class MistakeTests
{
    [TestCase("NR0901", "stepp dve")]
    [TestCase("NR0902", "break dve:loop when R3==1")]
    [TestCase("NR0903", "regs dvx")]
    [TestCase("NR0904", "step core1.dve")]
    [TestCase("NR0905", "c\nback\nto 7us\nstep dve")]
    [TestCase("NR0906", "break dve:lop")]
    [TestCase("NR0907", "break dve 6")]
    [TestCase("NR0908", "set dve R64=1")]
    [TestCase("NR0909", "sem lodaed")]
    [TestCase("NR0909", "sem 256")]
    [TestCase("NR0910", "to 1us")]
    [TestCase("NR0911", "c\nstep dve")]
    [TestCase("NR0912", "back")]
    [TestCase("NR0912", "back dve")]
    [TestCase("NR0913", "delete 1")]
    [TestCase("NR0914", "show psum t[0]")]
    [TestCase("NR0915", "show sbuf 0x3fff0 fp32 8")]
    [TestCase("NR0915", "show hbm 0x7000000000 fp32")]
    [TestCase("NR0916", "poke t[0, 0:3] = 1, 2")]
    [TestCase("NR0917", "poke sbuf 0 uint8 = 256")]
    [TestCase("NR0918", "queue inn")]
    [TestCase("NR0919", "queue in 1")]
    [TestCase("NR0920", "set queue in 0 5 bytes=4")]
    [TestCase("NR0921", "set queue in 0 1 bytes=0")]
    [TestCase("NR0922", "help nothing")]
    public void Each_mistake_has_its_code_and_changes_nothing(string code, string commands)
    {
        var rig = new DebuggerRig();
        var lines = commands.Split('\n');
        rig.Do(string.Join('\n', lines[..^1]));
        var before = (rig.Session.Run.Simulator.Digest(), rig.Session.Moment);
        var (_, error) = rig.Try(lines[^1]);
        Assert.That((error.Count(c => c == '\n'), error), Is.EqualTo((1, error)));
        Assert.That(error, Does.StartWith($"error {code}: "));
        Assert.That((rig.Session.Run.Simulator.Digest(), rig.Session.Moment), Is.EqualTo(before));
    }
}
