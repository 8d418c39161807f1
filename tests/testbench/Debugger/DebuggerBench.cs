using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Inferentia2;
using Hardware.Testbench.Debugger;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Tests.Debugger;

/// <summary>A debugger on a small program, driven by lines of text.</summary>
internal sealed class DebuggerBench
{
    /// <summary>Doubles a 4 x 16 matrix three times over; VectorE loops, SyncE moves the data.</summary>
    public const string Doubling =
        """
        .program "doubling"
        .input  x fp32[4, 16]
        .output y fp32[4, 16]
        .sbuf t fp32[4, 16]
        .sbuf u fp32[4, 16]
        .semaphore loaded done stored
        .queue in  engines=1
        .queue out engines=1
        .dma load queue=in update=loaded++
        copy x -> t
        .end
        .dma store queue=out update=stored++
        copy u -> y
        .end
        .engine sp
                DmaTrigger load
                $done>=3   DmaTrigger store
                $stored>=1 Halt
        .engine dve
                RegisterMove dst=R3 value=3
                $loaded>=1 Nop
        loop:   TensorTensor dst=u in0=t in1=t op=add  done++
                RegisterAlu dst=R3 a=R3 op=subtract value=1
                CompareBranch a=R3 cmp=> value=0 target=loop
                Halt
        """;

    /// <summary>VectorE waits for more loads than there are.</summary>
    public static string Deadlocked => Doubling.Replace("$loaded>=1", "$loaded>=2", StringComparison.Ordinal);

    public DebuggerBench(string program = Doubling, Func<bool>? interrupted = null)
    {
        Session = new DebugSession(NewRun(program), interrupted);
    }

    public DebugSession Session { get; }

    private static ChipSpec Spec { get; } = Inferentia2Spec.Create();

    public static RunSession NewRun(string program = Doubling)
    {
        var image = Assembler.Assemble(program, "small.nasm", new AssemblerOptions { Spec = Spec });
        return new RunSession(image, Spec, InputSet.Resolve(image, [], seed: 1));
    }

    /// <summary>Carries out commands, one a line; what they wrote, without the line that a session begins with.</summary>
    public string Do(string commands)
    {
        var (output, error) = Try(commands);
        Assert.That(error, Is.Empty);
        return output;
    }

    /// <summary>Carries out commands; mistakes do not stop.</summary>
    public (string Output, string Error) Try(string commands)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(commands);
        new DebuggerShell(Session, input, output, error, new ShellOptions()).Run();
        var text = output.ToString();
        return (text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], error.ToString());
    }

    public int Register(int register) => Session.SequencerOf(Session.Symbols.Streams.Single(s => s.Engine == Common.Isa.Engine.Vector)).R[register].Q;

    public int Semaphore(int number) => Session.Run.Board.Chip.Cores[0].Semaphores.Semaphores[number].Q;
}
