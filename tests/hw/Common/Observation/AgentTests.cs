using System.Runtime.CompilerServices;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Observation;

public class AgentTests
{
    /// <summary>State is digested as bytes, so nothing that travels may have padding.</summary>
    [Test]
    public void What_travels_has_no_padding()
    {
        Assert.That(Unsafe.SizeOf<AgentUnit>(), Is.EqualTo(sizeof(byte) + sizeof(byte) + sizeof(ushort)));
        Assert.That(Unsafe.SizeOf<Agent>(), Is.EqualTo((2 * sizeof(short)) + Unsafe.SizeOf<AgentUnit>() + (2 * sizeof(int))));
        Assert.That(Unsafe.SizeOf<SemaphoreRequest>(), Is.EqualTo(Unsafe.SizeOf<SemaphoreUpdate>() + Unsafe.SizeOf<Agent>()));
        Assert.That(Unsafe.SizeOf<FabricWrite>(), Is.EqualTo(sizeof(long) + Unsafe.SizeOf<Agent>() + (2 * sizeof(uint))));
    }

    [Test]
    public void Every_part_is_kept_and_tells_agents_apart()
    {
        var agent = Agent.OfDma(chip: 11, core: 1, number: 15, ring: 15) with { Instruction = int.MaxValue, Sequence = -1 };
        Assert.That(
            (agent.Chip, agent.Core, agent.Unit.Kind, agent.Unit.Number, agent.Unit.Ring, agent.Instruction, agent.Sequence),
            Is.EqualTo((11, 1, UnitKind.Dma, 15, 15, int.MaxValue, -1)));
        Agent[] all =
        [
            default, Agent.Host(1), Agent.OfStream(0, 0, Engine.Vector), Agent.OfEngine(0, 0, Engine.Vector), Agent.OfEngine(0, 1, Engine.Vector),
            Agent.OfEngine(1, 0, Engine.Vector), Agent.OfDma(0, 0, 5, 0), Agent.OfDma(0, 0, 5, 1), Agent.OfDma(0, 0, 5, 0) with { Instruction = 1 },
            Agent.OfStream(0, 0, Engine.Vector) with { Sequence = 1 }, new Agent(0, -1, new AgentUnit(UnitKind.Link, 5)),
        ];
        Assert.That(all, Is.Unique);
    }

    [Test]
    public void Words_name_the_chip_only_if_there_may_be_several()
    {
        Assert.That(default(Agent), Is.EqualTo(Agent.Host()));
        Assert.That($"{Agent.Host()}, {Agent.Host(2)}", Is.EqualTo("the host, the host of chip 2"));
        Assert.That((Agent.OfEngine(0, 0, Engine.Vector) with { Instruction = 12 }).ToString(), Is.EqualTo("core 0 dve instruction 12"));
        Assert.That((Agent.OfDma(3, 1, 4, 5) with { Instruction = 40 }).ToString(), Is.EqualTo("chip 3 core 1 DMA engine 4 descriptor 40"));
        Assert.That(new Agent(1, -1, new AgentUnit(UnitKind.Link, 2)).ToString(), Is.EqualTo("chip 1 link 2"));
    }

    [Test]
    public void Only_instructions_have_an_engine()
    {
        Assert.That(Agent.OfStream(0, 0, Engine.Sync), Has.Property(nameof(Agent.Engine)).EqualTo(Engine.Sync).And.Property(nameof(Agent.IsProgram)).True);
        Assert.That(Agent.OfDma(0, 0, (int)Engine.Sync, 0), Has.Property(nameof(Agent.Engine)).EqualTo(default(Engine)).And.Property(nameof(Agent.IsProgram)).False);
    }
}
