using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Mistakes that a person makes in a program: each gives one clear line with a code of its own, status 2, and no file.</summary>
public class BadInputTests
{
    private const int RequiredCodes = 40;

    private static readonly (string Code, string Text)[] Mistakes =
    [
        ("NR0101", ".include \"no.nasm\""),
        ("NR0102", "a ; b"),
        ("NR0103", "\"abc"),
        ("NR0104", ".program 0x"),
        ("NR0105", ".program \"{1\""),
        ("NR0106", ".let = 1"),
        ("NR0108", ".if 1"),
        ("NR0109", ".end"),
        ("NR0110", ".else"),
        ("NR0111", ".frob 1"),
        ("NR0112", ".let a ="),
        ("NR0117", ".for i in 0..4 step 0\n.end"),
        ("NR0118", ".sbuf s fp32[4,4] colour=1"),
        ("NR0119", ".sbuf s fp32[4,4] at=0 at=1"),
        ("NR0121", ".macro m(a)\n.end\nm 1, 2"),
        ("NR0122", ".engine gpu"),
        ("NR0123", ".engine sp\nFrob"),
        ("NR0124", ".engine sp\nNop frob=1"),
        ("NR0125", ".engine sp\nRegisterMove dst=R0 value=1 value=2"),
        ("NR0127", ".engine sp\nNop 5"),
        ("NR0128", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s in0=s in1=s op=frob"),
        ("NR0130", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine sp\nNop x++ x++"),
        ("NR0132", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine sp\nNop x++@soon"),
        ("NR0136", ".dma d frob=1\n.end"),
        ("NR0137", ".dma d\n.end"),
        ("NR0140", ".constant c fp32[2] = frob"),
        ("NR0141", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s.frob(1) in0=s in1=s op=add"),
        ("NR0201", ".let a = b"),
        ("NR0202", ".semaphore x x"),
        ("NR0203", ".sbuf s fp32[1.5, 2]"),
        ("NR0206", ".input a fp32[0]"),
        ("NR0207", ".let a = 1/0"),
        ("NR0208", ".let a = frob(1)"),
        ("NR0209", ".let a = abs(1, 2)"),
        ("NR0210", ".chip inferentia9"),
        ("NR0212", ".require 0, \"no\""),
        ("NR0214", ".output a fp32[2] max_error=-1"),
        ("NR0215", ".constant c fp32[3] = [1, 2]"),
        ("NR0218", ".constant c fp32[2, 3] = identity"),
        ("NR0219", ".sbuf s fp32[129, 2]"),
        ("NR0220", ".sbuf s fp32[1, 4] at=1"),
        ("NR0221", ".sbuf s fp32[1, 4] at=196604"),
        ("NR0222", ".sbuf s fp32[4, 4] at=0\n.sbuf t fp32[4, 4] at=0"),
        ("NR0223", ".sbuf s fp32[4, 4] alias=t"),
        ("NR0225", ".semaphore a = 5\n.semaphore b = 5"),
        ("NR0227", ".queue a ring=0\n.queue b ring=0"),
        ("NR0228", ".dma d queue=q\n.end"),
        ("NR0229", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine sp\n$frob>=1 Nop"),
        ("NR0232", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.queue q\n.dma d queue=q\ncopy a -> zz\n.end"),
        ("NR0234", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s[9, 0] in0=s in1=s op=add"),
        ("NR0235", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s[:,0,0] in0=s in1=s op=add"),
        ("NR0236", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s[3:1,:] in0=s in1=s op=add"),
        ("NR0237", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s.permute(0,0) in0=s in1=s op=add"),
        ("NR0238", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s.reshape(3, 5) in0=s in1=s op=add"),
        ("NR0240", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=a in0=s in1=s op=add"),
        ("NR0247", ".engine sp\nRegisterMove dst=5 value=1"),
        ("NR0248", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.queue q\n.dma d queue=q\ncopy a.as(int32) -> s\n.end"),
        ("NR0249", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.queue q\n.dma d queue=q\ncopy a[0:2, :] -> s\n.end"),
        ("NR0250", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.queue q\n.dma d queue=q\ncopy s -> a\n.end"),
        ("NR0253", ".engine sp\nDmaTrigger d"),
        ("NR0259", ".engine sp\nMatMul"),
        ("NR0722", ".input a fp32[4, 4]\n.output o fp32[4, 4]\n.sbuf s fp32[4, 4]\n.semaphore x\n.engine dve\nTensorTensor dst=s[0:2,:] in0=s in1=s op=add"),
        ("NR0261", ".engine sp\nl: Nop\nl: Nop"),
        ("NR0262", ".engine sp\nJump target=l"),
        ("NR0401", ".input a fp32[2] file=\"no.npy\""),
        ("NR0402", ".input a fp32[2] file=\"no.txt\""),
        ("NR0440", ".reference frob"),
        ("NR0441", ".input a fp32[2]\n.reference vector_add"),
    ];

    public static IEnumerable<TestCaseData> Cases => Mistakes.Select(m => new TestCaseData(m.Code, m.Text).SetName($"Mistake_{m.Code}"));

    [TestCaseSource(nameof(Cases))]
    public void A_mistake_is_one_line_with_its_code_and_leaves_no_file(string code, string text)
    {
        using var folder = new TemporaryFolder();
        var program = folder.File("program.nasm");
        File.WriteAllText(program, text + "\n");
        var (status, output, error) = CommandRunner.Run(
            "run", program, "--vcd", folder.File("w.vcd"), "--log", folder.File("l.txt"), "--stats", folder.File("s.json"), "--output", folder.File("out"));
        Assert.That((status, output, error.Count('\n')), Is.EqualTo((2, "", 1)), error);
        Assert.That(error, Does.Contain($"error {code}: ").And.Not.Contain("   at "));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(program)!).Select(Path.GetFileName), Is.EqualTo(["program.nasm"]));
    }

    [Test]
    public void Enough_different_mistakes_are_told_apart() =>
        Assert.That(Mistakes.Select(m => m.Code).Distinct(StringComparer.Ordinal).Count(), Is.GreaterThanOrEqualTo(RequiredCodes));
}
