namespace Hardware.Testbench.Tests.Programs;

public class PipelineTests
{
    /// <summary>
    /// Throughput is what further batches cost, once all cores are at work: the time of many batches less that of few. A fourfold gain would
    /// leave nothing for what the cores wait for each other.
    /// </summary>
    [Test]
    public void FourCoresOfInferentia1GiveAtLeastThreeTimesTheThroughputOfOneAndAFifth()
    {
        double pipeline = TicksOfFourBatches("pipeline_mlp"), single = TicksOfFourBatches("single_core_mlp");
        Assert.That(single / pipeline, Is.GreaterThanOrEqualTo(3.2));
    }

    private static double TicksOfFourBatches(string program) => Ticks(program, 8) - Ticks(program, 4);

    private static double Ticks(string program, int batches)
    {
        var run = ProgramRun.Of($"inferentia1/{program}", $"BATCHES={batches}", chip: "inferentia1");
        run.AssertPassed();
        return run.Outcome.Tick;
    }
}
