using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Observation;
using Hardware.Firmware.Image;
using Hardware.Firmware.Loading;
using Hardware.Inferentia2;
using Hardware.Testbench.CommandLine;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Benchmarks;

/// <summary>
/// Speed of a whole program: <c>matmul_tiled.nasm</c>, 512 x 1024 x 1024 in BF16, on the whole chip at beat level, without waves.
/// Measured is the CPU time of the simulation from the start of the streams until the chip is quiet: the program with its loads from and
/// stores to device memory. The host's copies before and after, assembly, the generation of inputs, the construction of the netlist and
/// the check of the output against the FP64 reference are not measured.
/// </summary>
public sealed class MatMulBenchmark : IBenchmark
{
    private const int RunsOfARepetition = 4;

    public string Name => "matmul";

    public string Summary => "tiled matrix product 512 x 1024 x 1024 BF16 on the whole chip, device memory included";

    public IEnumerable<Measurement> Run(BenchmarkOptions options)
    {
        var spec = Inferentia2Spec.Create();
        var image = ProgramFile.Load(BundledPrograms.PathOf("matmul_tiled.nasm"), ["M=512", "K=1024", "N=1024"], spec);
        var inputs = InputSet.Resolve(image, [], seed: 1);
        var session = new RunSession(image, spec, inputs, new SessionOptions(ArrayLevel.Beat));
        var counter = new WaveFrontCounter(session.Plan);
        session.Observers.Add(counter);
        var outcome = session.Run();
        if (outcome.End != RunEnd.Completed)
            throw new InvalidOperationException($"the program ended in {outcome.End}");
        Check(image, inputs, outcome.Outputs);
        var period = session.Grid["tensor"].Period;
        var makespan = (counter.LastCompletion - session.Board.Driver.StartedAt.Q) / period;

        WarmUp.UntilCompiled(() => Simulate(session.Again(), outcome));
        var rates = new double[options.Repetitions];
        for (var r = 0; r < rates.Length; r++)
        {
            var used = TimeSpan.Zero;
            for (var run = 0; run < RunsOfARepetition; run++)
            {
                var again = session.Again();
                GC.Collect();
                used += Simulate(again, outcome);
            }

            rates[r] = counter.WaveFronts * RunsOfARepetition / used.TotalSeconds;
        }

        Array.Sort(rates);
        yield return new Measurement(
            "tiled matmul 512 x 1024 x 1024 BF16", rates[rates.Length / 2] / 1e3, "thousand wave-fronts per CPU-second",
            FormattableString.Invariant(
                $"level beat; {counter.WaveFronts} wave-fronts, makespan {makespan} tensor cycles; {rates[0] / 1e3:F0} to {rates[^1] / 1e3:F0}; output checked"));
    }

    // CPU time of the program itself: from the start of the streams until the chip is quiet. What the host copies before and after is not it.
    private static TimeSpan Simulate(RunSession session, RunOutcome expected)
    {
        while (!session.IsRunning)
            session.Step();
        var start = CpuClock.Used;
        while (session.IsRunning)
            session.Step();
        var used = CpuClock.Used - start;
        var outcome = session.Run();
        if (outcome.End != expected.End || outcome.Tick != expected.Tick || !outcome.Outputs[0].Data.AsSpan().SequenceEqual(expected.Outputs[0].Data))
            throw new InvalidOperationException("a repetition computed or took something else than the first run");
        return used;
    }

    private static void Check(ProgramImage image, IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyList<Tensor> outputs)
    {
        var verdicts = OutputCheck.Compare(image, inputs, outputs, ownInputs: true);
        if (verdicts.Count == 0 || verdicts.Any(v => !v.Comparison.Passed))
            throw new InvalidOperationException("the output is not the product that the reference gives");
    }

    /// <summary>Counts the wave-fronts that enter the arrays: one for each element of a moving operand, as BF16 needs one pass.</summary>
    private sealed class WaveFrontCounter(LoadPlan plan) : IExecutionObserver
    {
        private readonly LoadedStream _stream = plan.FindStream(0, Engine.Tensor)!;

        public long WaveFronts { get; private set; }

        /// <summary>Tick at which the last instruction or copy completed.</summary>
        public long LastCompletion { get; private set; }

        public void OnInstruction(in ExecutionRecord record)
        {
            LastCompletion = Math.Max(LastCompletion, record.CompletedAt);
            if (record.By.Engine == Engine.Tensor && record.Opcode == MatMul.Code)
                WaveFronts += _stream.Words[record.By.Instruction].Patterns[MatMul.Moving].ElementsPerPartition;
        }

        public void OnDescriptor(in DmaRecord record) => LastCompletion = Math.Max(LastCompletion, record.CompletedAt);
    }
}
