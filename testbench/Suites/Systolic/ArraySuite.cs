using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Systolic;

/// <summary>The systolic array: its levels against each other and against a plain reference, on random streams of products.</summary>
public sealed class ArraySuite : ISuite
{
    // Far beyond the longest stream under the heaviest stalls.
    private const int MostCycles = 200_000;

    private static readonly ArrayLevel[] Levels = Enum.GetValues<ArrayLevel>();

    public string Name => "array";

    public string Summary => "array levels, sums, order and snapshots, on random products of all sizes and types";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip) =>
    [
        Make(chip, "levels", "all levels of the array write the same at the same cycles and end in the same state", LevelsAgree),
        Make(chip, "sums", "PSUM holds to the bit what the plain reference computes, under stalls", SumsAreRight),
        Make(chip, "order", "a shuffled evaluation order and a netlist that never sleeps end in the same state", OrderAndSleep),
        Make(chip, "snapshot", "a snapshot taken in mid-stream and restored runs to the same state", Snapshots),
    ];

    public IReadOnlyList<LeftOut> LeftOutOf(ChipSpec chip)
    {
        var core = CoreFeatures.Of(chip);
        return [.. LeftOut.Types(MatrixStream.Types, core.ArrayTypes, $"the array of {core.Name}")];
    }

    private static SuiteProperty<MatrixCase> Make(ChipSpec chip, string name, string summary, Action<MatrixCase, MatrixStream, CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Cases = MatrixCase.ArbitraryOf(chip),
        Holds = (c, run) =>
        {
            var stream = new MatrixStream(c, chip);
            Count(c, stream, run.Coverage);
            holds(c, stream, run);
        },
    };

    private static void Count(MatrixCase c, MatrixStream stream, Coverage coverage)
    {
        coverage.Hit("array: underflow", c.FlushToZero ? "flush to zero" : "gradual");
        coverage.Hit("array: size", $"{c.Size,3} x {c.ArrayColumns}", StallPlans.Class(c.Stalls));
        foreach (var (stationary, moving, word) in stream.Products)
        {
            var pair = $"{stationary.Pattern.Type.AssemblyName()} x {moving.Pattern.Type.AssemblyName()}";
            for (var e = 0; e < moving.Pattern.ElementsPerPartition; e++)
            {
                for (var p = 0; p < moving.Pattern.Partitions; p++)
                    coverage.Hit("array: moving elements", pair, ElementCodes.ClassOf(moving.Pattern.Type, moving.Code(p, e)).ToString());
            }

            var result = word.Patterns[MatrixFields.Destination];
            foreach (var (role, pattern) in new[] { ("stationary", stationary.Pattern), ("moving", moving.Pattern), ("result", result) })
                coverage.Hit("array: patterns", $"{role}, {pattern.Dimensions} free", PatternPlan.Class(pattern));
            coverage.Hit("array: shapes", Part(stationary.Pattern.Partitions, c.Size, "rows"), Part(result.Partitions, c.ArrayColumns, "columns"));
            if (moving.Pattern.Type == DataType.Int8)
                coverage.Hit("array: INT8 elements a cycle", $"{c.IntegerElements} of", moving.Pattern.ElementsPerPartition % 2 == 0 ? "an even number" : "an odd number");
            coverage.Hit("array: accumulation", ((Accumulation)word.Codes[MatrixFields.Accumulation]).ToString(), c.Stalls.IsNone ? "free" : "stalled");
        }
    }

    private static string Part(int used, int size, string what) =>
        used == size ? $"all {what}" : used == 1 ? $"one {what[..^1]}" : used > size / 2 ? $"most {what}" : $"few {what}";

    /// <summary>Runs a stream to its end on a board of one level.</summary>
    private static (TensorBench Board, Simulator Simulator) Run(
        MatrixStream stream, ArrayLevel level, SimulatorOptions options, CaseRun run, string label)
    {
        var board = stream.Board(level);
        var simulator = run.Watch(board.Simulate(options), label);
        Finish(board, simulator, stream, run);
        return (board, simulator);
    }

    private static void Finish(TensorBench board, Simulator simulator, MatrixStream stream, CaseRun run)
    {
        simulator.RunUntil(MostCycles * board.Clock.Period);
        run.Require(board.Engine.Idle.Q && board.Source.Sent.Q == stream.Program.Count, "the stream does not end");
    }

    private static ArrayLevel LevelOf(MatrixCase c) => Levels[c.Choice % Levels.Length];

    private static void LevelsAgree(MatrixCase c, MatrixStream stream, CaseRun run)
    {
        var options = new SimulatorOptions { Stalls = c.Stalls };
        var (first, _) = Run(stream, Levels[0], options, run, Levels[0].ToString());
        run.RequireEqual("instructions completed", stream.Program.Count, first.Records.Count);
        foreach (var level in Levels.Skip(1))
        {
            var (other, _) = Run(stream, level, options, run, level.ToString());
            run.RequireSame("PSUM write", first.PsumWrites, other.PsumWrites);
            run.RequireSame("record", first.Records, other.Records);
            run.RequireSame("update", first.Sink.Received, other.Sink.Received);
            run.RequireSame("NaN producer", first.NanProducers, other.NanProducers);
            run.RequireSame("wrap", first.Wraps, other.Wraps);
            run.Require(first.Engine.RegisterBytes.SequenceEqual(other.Engine.RegisterBytes), "the engine's registers differ at the end");
            run.RequireSame("weight", Weights(first), Weights(other));
        }
    }

    /// <summary>Live weights; the levels agree on them once nothing is inside the array.</summary>
    private static uint[] Weights(TensorBench board)
    {
        var array = board.Engine.Array;
        var places = Enumerable.Range(0, array.Geometry.Rows * array.Geometry.Columns).Select(i => (i / array.Geometry.Columns, i % array.Geometry.Columns));
        return [.. places.Select(p => BitConverter.SingleToUInt32Bits(array.LiveWeight(p.Item1, p.Item2)))];
    }

    private static void SumsAreRight(MatrixCase c, MatrixStream stream, CaseRun run)
    {
        var (board, _) = Run(stream, LevelOf(c), new SimulatorOptions { Stalls = c.Stalls }, run, "stalled");
        foreach (var ((partition, offset), expected) in new MatrixReference(stream).Run())
        {
            var got = board.PsumWord(partition, offset);
            run.Require(got == expected, $"PSUM partition {partition} offset {offset} is 0x{got:x8}; 0x{expected:x8} would be right");
        }
    }

    private static void OrderAndSleep(MatrixCase c, MatrixStream stream, CaseRun run)
    {
        var plain = Run(stream, LevelOf(c), new SimulatorOptions { Stalls = c.Stalls, CheckOwnership = true }, run, "plain");
        var shuffled = Run(stream, LevelOf(c), new SimulatorOptions { Stalls = c.Stalls, EvaluationShuffle = (ulong)c.Choice }, run, "shuffled");
        var awake = Run(stream, LevelOf(c), new SimulatorOptions { Stalls = c.Stalls, NeverSleep = true }, run, "never_sleeping");
        foreach (var other in new[] { shuffled, awake })
        {
            run.RequireSame("PSUM write", plain.Board.PsumWrites, other.Board.PsumWrites);
            run.RequireEqual("digest", plain.Simulator.Digest(), other.Simulator.Digest());
        }
    }

    private static void Snapshots(MatrixCase c, MatrixStream stream, CaseRun run)
    {
        var options = new SimulatorOptions { Stalls = c.Stalls };
        var (plain, first) = Run(stream, LevelOf(c), options, run, "plain");
        var board = stream.Board(LevelOf(c));
        var simulator = run.Watch(board.Simulate(options), "restored");

        // Somewhere before the last result, whatever the length of the stream.
        var last = plain.Records.Max(r => r.CompletedAt);
        simulator.RunUntil(last * (c.Choice % 1000) / 1000);
        var snapshot = simulator.Save();
        Finish(board, simulator, stream, run);
        simulator.Restore(snapshot);
        run.RequireEqual("restored tick", snapshot.Tick, simulator.Now);
        Finish(board, simulator, stream, run);
        run.RequireEqual("digest", first.Digest(), simulator.Digest());
        run.RequireSame("update", plain.Sink.Received, board.Sink.Received);
    }
}
