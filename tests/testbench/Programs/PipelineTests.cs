using Hardware.Inferentia1;
using Hardware.Testbench.Monitors;

namespace Hardware.Testbench.Tests.Programs;

public class PipelineTests
{
    /// <summary>
    /// Throughput is what further batches cost once all cores are at work: the time of many less that of few. A gain of four would say that
    /// no core ever waits.
    /// </summary>
    [Test]
    public void FourCoresOfInferentia1HaveThreeTimesTheThroughputOfOneAtLeast()
    {
        double pipeline = TicksOfFourBatches("inferentia1/pipeline_mlp"), single = TicksOfFourBatches("inferentia1/single_core_mlp");
        Assert.That(single / pipeline, Is.InRange(3.2, 4.1));
    }

    private static double TicksOfFourBatches(string program) => Ticks(program, 6) - Ticks(program, 2);

    private static double Ticks(string program, int batches)
    {
        var statistics = new RunStatistics(Inferentia1Spec.Create());
        ProgramRun.Of(program, $"BATCHES={batches}", observer: statistics, chip: "inferentia1").AssertPassed();
        return statistics.LastCompletion - statistics.FirstReady;
    }
}
