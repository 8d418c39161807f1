using Hardware.Firmware.Image;
using Hardware.Inferentia2;
using Hardware.Testbench.CommandLine;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Tests.Programs;

/// <summary>What a chip allocates while it runs: memory pages when they are first touched, and nothing else.</summary>
public class SteadyStateTests
{
    private const int Window = 4000;

    [TestCase("matmul_tiled")]
    [TestCase("softmax")]
    public void A_chip_in_the_middle_of_a_program_allocates_nothing(string program)
    {
        var middle = Steps(Session(program)) / 2;
        var session = Session(program);
        TouchOutputs(session);
        for (var i = 0L; i < middle; i++)
            session.Step();
        Assert.That(session.IsRunning);
        var steps = new long[Window];
        for (var i = 0; i < Window; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            session.Step();
            steps[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(session.IsRunning);
        Assert.That(steps.Index().Where(s => s.Item > 0).Select(s => $"{s.Item} bytes in step {s.Index}"), Is.Empty);
    }

    private static long Steps(RunSession session)
    {
        var steps = 0L;
        while (session.Step())
            steps++;
        return steps;
    }

    // Buffers on chip are used again and again; the pages of an output are written once, and would be made in the window.
    private static void TouchOutputs(RunSession session)
    {
        for (var t = 0; t < session.Plan.Image.Tensors.Count; t++)
        {
            var tensor = session.Plan.Image.Tensors[t];
            if (tensor.Kind == TensorKind.Output)
                session.Board.Chip.DeviceMemory.Write(session.Plan.TensorAddresses[t], new byte[tensor.ByteLength]);
        }
    }

    private static RunSession Session(string program)
    {
        var spec = Inferentia2Spec.Create();
        var image = ProgramFile.Load(Path.Combine(ProgramRun.Folder, program + ".nasm"), [], spec);
        return new RunSession(image, spec, InputSet.Resolve(image, [], seed: 1));
    }
}
