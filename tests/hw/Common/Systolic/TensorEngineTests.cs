using FsCheck;
using Hardware.Common.Kernel;
using Hardware.Common.Systolic;

namespace Hardware.Common.Tests.Systolic;

internal sealed class TensorEngineTests
{
    private static readonly int[] Sizes = [4, 8, 12, 16, 32];

    [Property(MaxTest = 60)]
    public void BothLevelsComputeTheReferenceAtTheSameCycles(PositiveInt seed) => Compare(new MatrixWorkload(seed.Get, Sizes[seed.Get % Sizes.Length]));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void BothLevelsAgreeOnTheWholeArray(int seed) => Compare(new MatrixWorkload(seed, 128, 8));

    [Property(MaxTest = 20)]
    public void StallsAndOrderAndSleepDoNotChangeResults(PositiveInt seed)
    {
        var workload = new MatrixWorkload(seed.Get, Sizes[seed.Get % Sizes.Length]);
        var stalls = new RandomStalls((ulong)seed.Get, 40);
        foreach (var level in Enum.GetValues<ArrayLevel>())
        {
            var plain = Run(workload, level, new SimulatorOptions { Stalls = stalls });
            foreach (var options in new[]
            {
                new SimulatorOptions { Stalls = stalls, EvaluationShuffle = 5 },
                new SimulatorOptions { Stalls = stalls, NeverSleep = true, CheckOwnership = true },
            })
            {
                var other = Run(workload, level, options);
                Assert.That(other.Writes, Is.EqualTo(plain.Writes));
                Assert.That(other.Digest, Is.EqualTo(plain.Digest));
            }

            CheckPsum(workload, plain.Board);
        }
    }

    [Property(MaxTest = 20)]
    public void ASnapshotTakenAnywhereContinuesTheSame(PositiveInt seed, PositiveInt at)
    {
        var workload = new MatrixWorkload(seed.Get, Sizes[seed.Get % Sizes.Length]);
        foreach (var level in Enum.GetValues<ArrayLevel>())
        {
            var board = workload.Board(level);
            var simulator = board.Simulate();
            simulator.RunUntil(at.Get * 37 % 1500 * board.Clock.Period);
            var snapshot = simulator.Save();
            simulator.RunUntil(20_000 * board.Clock.Period);
            var digest = simulator.Digest();
            simulator.Restore(snapshot);
            simulator.RunUntil(20_000 * board.Clock.Period);
            Assert.That(simulator.Digest(), Is.EqualTo(digest));
        }
    }

    private static void Compare(MatrixWorkload workload)
    {
        var beat = Run(workload, ArrayLevel.Beat);
        var element = Run(workload, ArrayLevel.ProcessingElement);
        Assert.That(element.Writes, Is.EqualTo(beat.Writes));
        Assert.That(element.Board.Records, Is.EqualTo(beat.Board.Records));
        Assert.That(element.Board.Sink.Received, Is.EqualTo(beat.Board.Sink.Received));
        Assert.That(element.Board.NanProducers, Is.EqualTo(beat.Board.NanProducers));
        Assert.That(beat.Board.Records, Has.Count.EqualTo(workload.Program.Count));
        CheckPsum(workload, beat.Board);
        CheckWeights(beat.Board, element.Board);
    }

    private static void CheckPsum(MatrixWorkload workload, TensorBoard board)
    {
        foreach (var ((partition, offset), expected) in new MatrixReference(workload).Run())
            Assert.That(board.PsumWord(partition, offset), Is.EqualTo(expected), $"partition {partition}, offset {offset}");
    }

    private static void CheckWeights(TensorBoard beat, TensorBoard element)
    {
        for (var r = 0; r < beat.Engine.Array.Geometry.Rows; r++)
        {
            for (var c = 0; c < beat.Engine.Array.Geometry.Columns; c++)
            {
                Assert.That(
                    BitConverter.SingleToUInt32Bits(element.Engine.Array.LiveWeight(r, c)),
                    Is.EqualTo(BitConverter.SingleToUInt32Bits(beat.Engine.Array.LiveWeight(r, c))));
            }
        }
    }

    private static (TensorBoard Board, List<string> Writes, string Digest) Run(MatrixWorkload workload, ArrayLevel level, SimulatorOptions? options = null)
    {
        var board = workload.Board(level);
        var simulator = board.Simulate(options);
        simulator.RunUntil(20_000 * board.Clock.Period);
        Assert.That(board.Engine.Idle.Q, Is.True, "the program ended");
        return (board, board.PsumWrites, simulator.Digest());
    }
}
