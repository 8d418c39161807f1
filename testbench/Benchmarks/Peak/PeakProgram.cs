using System.Globalization;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;
using Hardware.Testbench.CommandLine;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>A program of <c>firmware/programs/peak</c> that has run on a whole chip, on small whole numbers, so that its results are exact.</summary>
public sealed class PeakProgram
{
    private readonly Dictionary<string, Tensor> _inputs;
    private readonly IReadOnlyList<Tensor> _outputs;

    private PeakProgram(Dictionary<string, Tensor> inputs, IReadOnlyList<Tensor> outputs, long ticksPerSecond) =>
        (_inputs, _outputs, TicksPerSecond) = (inputs, outputs, ticksPerSecond);

    /// <summary>Of the clock grid of the run.</summary>
    public long TicksPerSecond { get; }

    /// <summary>Runs one.</summary>
    /// <param name="name">File without the extension.</param>
    /// <param name="defines">NAME=VALUE.</param>
    /// <param name="spec">The chip.</param>
    /// <param name="observer">Sees what the chip executes.</param>
    /// <exception cref="InvalidOperationException">The program did not come to its end.</exception>
    public static PeakProgram Run(string name, IReadOnlyList<string> defines, ChipSpec spec, IExecutionObserver observer)
    {
        var image = ProgramFile.Load(BundledPrograms.PathOf(Path.Combine("peak", name + ".nasm")), defines, spec);
        var inputs = image.Tensors.Where(t => t.Kind == TensorKind.Input).ToDictionary(t => t.Name, t => WholeNumbers(t, spec), StringComparer.Ordinal);
        var session = new RunSession(image, spec, inputs);
        session.Observers.Add(observer);
        var outcome = session.Run();
        return outcome.End == RunEnd.Completed
            ? new PeakProgram(inputs, outcome.Outputs, session.Grid.TicksPerSecond)
            : throw new InvalidOperationException($"{name}.nasm ended in {outcome.End}: {outcome.Fault?.Message}");
    }

    public Tensor Input(string name, int core) => _inputs[$"{name}{core}"];

    public Tensor Output(string name, int core) => _outputs.First(t => string.Equals(t.Name, $"{name}{core}", StringComparison.Ordinal));

    /// <summary>Holds an element of an output against its exact value.</summary>
    /// <exception cref="InvalidOperationException">It differs.</exception>
    public static void Check(Tensor output, int flat, double expected)
    {
        if (output[flat] != expected)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"element {flat} of {output.Name} is {output[flat]}, not {expected}"));
    }

    // -4 to 4: every type holds them, and FP32 holds all sums of their products that the programs form.
    private static Tensor WholeNumbers(ProgramTensor declared, ChipSpec spec)
    {
        var values = new double[declared.Elements];
        for (var i = 0; i < values.Length; i++)
            values[i] = (((long)i * 7) + (i / 100 * 5) + (i / 1000) + declared.Core) % 9 - 4;
        return Tensor.FromDoubles(declared.Name, declared.Type, [.. declared.Shape], values, spec.Formats);
    }
}
