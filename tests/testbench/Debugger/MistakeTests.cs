namespace Hardware.Testbench.Tests.Debugger;

public class MistakeTests
{
    [TestCase("NR0901", "stepp dve")]
    [TestCase("NR0902", "break dve:loop when R3==1")]
    [TestCase("NR0902", "step foo")]
    [TestCase("NR0902", "back dve foo")]
    [TestCase("NR0902", "info semaphores")]
    [TestCase("NR0903", "regs dvx")]
    [TestCase("NR0904", "step core1.dve")]
    [TestCase("NR0905", "c\nback\nto 7us\nstep dve")]
    [TestCase("NR0906", "break dve:lop")]
    [TestCase("NR0907", "break dve 7")]
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
    [TestCase("NR0915", "watch write sbuf 0xffffffff fp32 4")]
    [TestCase("NR0916", "poke t[0, 0:3] = 1, 2")]
    [TestCase("NR0917", "poke sbuf 0 uint8 = 256")]
    [TestCase("NR0918", "queue inn")]
    [TestCase("NR0919", "queue in 1")]
    [TestCase("NR0920", "set queue in 0 5 bytes=4")]
    [TestCase("NR0921", "set queue in 0 1 bytes=0")]
    [TestCase("NR0922", "help nothing")]
    [TestCase("NR0924", "set sem loaded=1\nc\nstep sp")]
    [TestCase("NR0924", "set sem loaded=1\nc\ncontinue")]
    [TestCase("NR0924", "set sem loaded=1\nc\nset dve R3=1")]
    [TestCase("NR0924", "set sem loaded=1\nc\npoke t = 1")]
    [TestCase("NR0925", "show nothing")]
    [TestCase("NR0926", "poke sbuf 0 fp8 1 = 2")]
    [TestCase("NR0926", "show t as fp8")]
    public void Each_mistake_has_its_code_and_changes_nothing(string code, string commands)
    {
        var bench = new DebuggerBench();
        var lines = commands.Split('\n');
        bench.Do(string.Join('\n', lines[..^1]));
        var before = (bench.Session.Run.Simulator.Digest(), bench.Session.Moment);
        var (_, error) = bench.Try(lines[^1]);
        Assert.That((error.Count(c => c == '\n'), error), Is.EqualTo((1, error)));
        Assert.That(error, Does.StartWith($"error {code}: "));
        Assert.That((bench.Session.Run.Simulator.Digest(), bench.Session.Moment), Is.EqualTo(before));
    }

    [TestCase("step foo", "'foo' stands where a stream (core0.dve, core0.sp) or a count is expected; usage: step [STREAM] [N]")]
    [TestCase("step dve 1+foo", "'foo' stands where")]
    [TestCase("poke t = foo, 1", "'foo' stands where a value is expected; usage: poke MEMORY = VALUE, ...")]
    [TestCase("set dvx R3=1", "there is no register 'dvx'; R0 to R63 would be right; usage: set [STREAM] R3=5")]
    [TestCase("show nothing", "no buffer or tensor of core 0 is named 'nothing'; t, u, x, y, or sbuf, psum or hbm with an address, would be right")]
    [TestCase("show t as fp8", "'fp8' is no type; fp32, tf32, bf16, fp16, fp8e5, fp8e4, fp8e3, int8,")]
    [TestCase("watch write sbuf 0xffffffff fp32 4", "0xffffffff and 4 elements of fp32 are not in sbuf; core-local addresses are partition * 0x")]
    public void A_message_says_what_would_be_right(string command, string message)
    {
        var (_, error) = new DebuggerBench().Try(command);
        Assert.That(error, Does.Contain(message).And.Not.Contain("declare").And.Not.Contain("define"));
    }
}
