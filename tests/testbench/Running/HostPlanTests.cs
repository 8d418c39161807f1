using Hardware.Common.Host;
using Hardware.Common.Host.Notifications;
using Hardware.Common.Memory;
using Hardware.Firmware.Loading;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.CommandLine;

namespace Hardware.Testbench.Tests.Running;

public class HostPlanTests
{
    [TestCase("inferentia2", SamplePrograms.Add)]
    [TestCase("inferentia2", SamplePrograms.Product)]
    [TestCase("inferentia1", ".input a fp32[5]\n.constant c fp32[3] = fill(2)\n.output b fp32[7]\n.core 3\n.engine dve\nNop\n.core 0\n.engine sp\nNop")]
    public void NothingOverlapsInHostOrDeviceMemory(string chip, string text)
    {
        var (plan, loaded, _) = PlanOf(chip, text);
        var copies = plan.Program.Commands.Where(c => c.Operation != HostOperation.StoreRegister).ToList();
        AssertApart(
        [
            .. copies.Select(c => (c.HostAddress, c.HostAddress + c.Length)),
            .. plan.Program.Rings.Select(r => (r.Base, r.Base + ((long)r.Length * NotificationEntry.Bytes))),
        ]);
        AssertApart([.. copies.Select(c => (c.Address, c.Address + c.Length))]);
        Assert.That(plan.Program.ReadBack.Select(c => (c.Operation, c.Address)), Is.EqualTo(
            loaded.Image.Tensors.Index().Where(t => t.Item.Kind == Firmware.Image.TensorKind.Output).Select(t => (HostOperation.ReadMemory, loaded.TensorAddresses[t.Index]))));
    }

    [TestCase("inferentia1", 3)]
    [TestCase("inferentia2", 3)]
    public void EveryStreamHasAStartAndANotificationRingOfItsOwn(string chip, int streams)
    {
        var (plan, loaded, _) = PlanOf(chip, ".engine sp\nNop\n.engine dve\nNop\n.core 1\n.engine sp\nNop");
        Assert.That(loaded.Streams, Has.Count.EqualTo(streams));
        Assert.That(plan.Program.Start, Has.Count.EqualTo(streams));
        Assert.That(plan.Program.Rings.Select(r => (r.Core, r.Queue)).ToList(), Is.Unique.And.Count.EqualTo(streams));
        Assert.That(plan.Program.Rings.Select(r => r.HeadRegister), Is.Unique);
    }

    [Test]
    public void TheHostsMemoryHoldsWhatIsSentAndGivesWhatCameBack()
    {
        var (plan, loaded, inputs) = PlanOf("inferentia2", SamplePrograms.Add);
        var memory = new PagedMemory((0, 1L << 40));
        plan.Fill(memory);
        var write = plan.Program.Load.Single(c => c.Operation == HostOperation.WriteMemory && c.Address == loaded.TensorAddresses[1]);
        var sent = new byte[write.Length];
        memory.Read(write.HostAddress, sent);
        Assert.That(sent, Is.EqualTo(inputs["b"].Data));

        var back = new byte[128 * 16 * 4];
        new Random(3).NextBytes(back);
        memory.Write(plan.Program.ReadBack.Single().HostAddress, back);
        var output = plan.Outputs(memory).Single();
        Assert.That((output.Name, output.Data), Is.EqualTo(("c", back)));
    }

    private static (HostPlan Plan, LoadPlan Loaded, IReadOnlyDictionary<string, Testbench.Tensors.Tensor> Inputs) PlanOf(string chip, string text)
    {
        var spec = ChipCatalog.Create(chip);
        var image = SmallSession.Assemble(text, spec);
        var inputs = InputSet.Resolve(image, [], seed: 1);
        var loaded = ProgramLoader.Plan(image, spec);
        return (new HostPlan(loaded, inputs, spec), loaded, inputs);
    }

    private static void AssertApart(List<(long From, long To)> ranges)
    {
        ranges.Sort();
        foreach (var (range, next) in ranges.Zip(ranges.Skip(1)))
            Assert.That(range.To, Is.LessThanOrEqualTo(next.From));
    }
}
