using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Engines.Sequencing;

/// <summary>Three streams of random arithmetic, loops, updates and waits that cannot deadlock.</summary>
public class SequencerPropertyTests
{
    [Property(MaxTest = 40)]
    public void Evaluation_order_and_sleep_change_nothing(byte[] seed)
    {
        var streams = Streams(seed);
        var plain = Run(streams, new SimulatorOptions { CheckOwnership = true });
        Assert.That(plain.AllHalted);
        var shuffled = Run(streams, new SimulatorOptions { EvaluationShuffle = 5 });
        var restless = Run(streams, new SimulatorOptions { NeverSleep = true });
        foreach (var other in new[] { shuffled, restless })
        {
            Assert.That(other.Simulator.Digest(), Is.EqualTo(plain.Simulator.Digest()));
            Assert.That(other.Records.OrderBy(r => (r.By.Engine, r.By.Sequence)), Is.EqualTo(plain.Records.OrderBy(r => (r.By.Engine, r.By.Sequence))));
        }

        Assert.That(plain.Simulator.Evaluations, Is.LessThan(restless.Simulator.Evaluations));
    }

    [Property(MaxTest = 40)]
    public void Stalls_change_no_result(byte[] seed, ulong stalls)
    {
        var streams = Streams(seed);
        var plain = Run(streams, null);
        var stalled = Run(streams, new SimulatorOptions { Stalls = new RandomStalls(stalls, 40) });
        Assert.That(stalled.AllHalted);
        Assert.That(stalled.Outcome(), Is.EqualTo(plain.Outcome()));
    }

    [Property(MaxTest = 40)]
    public void A_restored_run_goes_on_as_if_it_had_not_stopped(byte[] seed, ushort at)
    {
        var streams = Streams(seed);
        var plain = Run(streams, null);
        var restored = new StreamBench(TestSpec.Create(), null, streams).Run(300 + (at % 500));
        var snapshot = restored.Simulator.Save();
        restored.Run(10_000);
        restored.Simulator.Restore(snapshot);
        restored.Run(20_000);
        Assert.That(restored.Simulator.Digest(), Is.EqualTo(plain.Simulator.Digest()));
    }

    private static StreamBench Run(InstructionWord[][] streams, SimulatorOptions? options) =>
        new StreamBench(TestSpec.Create(), options, streams).Run(20_000);

    /// <summary>Stream s waits only for semaphores that streams below s (all of which end) raise, to totals that they reach.</summary>
    private static InstructionWord[][] Streams(byte[] seed)
    {
        var totals = new int[3];
        return [.. Enumerable.Range(0, 3).Select(s => Stream(s, seed, totals))];
    }

    private static InstructionWord[] Stream(int stream, byte[] seed, int[] totals)
    {
        var words = new List<InstructionWord> { Words.Move(1, stream + 1) };
        foreach (var b in seed.Skip(stream))
        {
            var register = 2 + (b % 5);
            switch (b % 6)
            {
                case 0:
                    words.Add(Words.AluRegister(register, 1, (RegisterOperation)(b / 6 % 10), register));
                    break;
                case 1:
                    words.Add(Words.Alu(1, register, RegisterOperation.Add, b));
                    break;
                case 2:
                    words.Add(Words.Move(9, 0));
                    words.Add(Words.Alu(9, 9, RegisterOperation.Add, 1).Updating(UpdateOperation.Add, 100 + stream, b));
                    words.Add(Words.BranchIf(9, Comparison.Less, 1 + (b / 6 % 4), words.Count - 1));
                    totals[stream] += b * (1 + (b / 6 % 4));
                    break;
                case 3:
                    words.Add(Words.Nop.Updating(UpdateOperation.Increment, 100 + stream));
                    totals[stream]++;
                    break;
                case 4 when stream > 0:
                    words.Add(Words.Nop.Waiting(100 + stream - 1, totals[stream - 1] * (b / 6 % 3) / 2));
                    break;
                default:
                    words.Add(Words.Nop.Updating(UpdateOperation.Subtract, 50, b));
                    break;
            }
        }

        words.Add(Words.Halt);
        return [.. words];
    }
}
