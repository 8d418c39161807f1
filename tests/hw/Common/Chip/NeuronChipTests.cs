using Hardware.Common.Chip;
using Hardware.Common.Dma;
using Hardware.Common.Engines;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Host.Notifications;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Inferentia1;
using Hardware.Inferentia2;

namespace Hardware.Common.Tests.Chip;

public class NeuronChipTests
{
    private static readonly ChipSpec[] Chips = [Inferentia1Spec.Create(), Inferentia2Spec.Create()];

    [TestCaseSource(nameof(Chips))]
    public void A_chip_elaborates_with_the_parts_that_its_numbers_say(ChipSpec spec)
    {
        var board = BoardOf(spec);
        var netlist = new Simulator(board, board.Clocks.Grid).Netlist;
        int cores = spec.Cores, streams = EngineNames.Of(spec).Count;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(netlist.All<NeuronCore>().Count(), Is.EqualTo(cores));
            Assert.That(netlist.All<Sequencer>().Count(), Is.EqualTo(cores * streams));
            Assert.That(netlist.All<DataPathEngine>().Count(), Is.EqualTo(cores * (streams - 1)));
            Assert.That(netlist.All<DmaEngine>().Count(), Is.EqualTo(cores * spec.DmaEnginesPerCore));
            Assert.That(netlist.All<NotificationUnit>().Count(), Is.EqualTo(cores));
            Assert.That(netlist.All<SemaphoreFile>().Select(f => f.Semaphores.Length), Is.All.EqualTo((int)spec.Semaphores));
            Assert.That(board.Chip.Cores.Select(c => c.GpSimd is null), Is.All.EqualTo(spec.CoreVersion.Value == 1));
            Assert.That(board.Chip.DeviceMemory.Regions, Has.Count.EqualTo((int)spec.DeviceMemoryRegions));
            Assert.That(board.Chip.Cores[^1].Vector.Path, Is.EqualTo($"board.chip.core{cores - 1}.vector"));
        }
    }

    [TestCaseSource(nameof(Chips))]
    public void Engines_and_their_sequencers_stand_in_one_order(ChipSpec spec)
    {
        foreach (var core in BoardOf(spec).Chip.Cores)
        {
            Assert.That(core.Sequencers.Select(s => s.Engine), Is.EqualTo(EngineNames.Of(spec)));
            Assert.That(core.Engines.Select(e => e.Engine), Is.EqualTo(EngineNames.Of(spec).Where(e => e != Engine.Sync)));
            foreach (var engine in EngineNames.Of(spec))
                Assert.That(core.SequencerOf(engine).Engine, Is.EqualTo(engine));
        }
    }

    /// <summary>A store can reach one unit at most, and each unit lies where the address map has room for it.</summary>
    [TestCaseSource(nameof(Chips))]
    public void Windows_do_not_overlap_and_lie_in_their_aperture(ChipSpec spec)
    {
        var windows = new List<(long From, long To)>();
        foreach (var core in BoardOf(spec).Chip.Cores)
        {
            var aperture = spec.CoreApertureBase.Value + (core.Core * spec.CoreApertureStride.Value);
            var memories = aperture + spec.SbufWindowBytes.Value + (spec.Partitions * spec.PsumPartitionStride.Value);
            var dma = spec.DmaRegisterBase.Value + (core.Core * spec.DmaRegisterCoreStride.Value);
            List<(long From, long To)> own =
            [
                .. core.Windows().Select(w => (w.Base, w.Base + w.Length)),
                (NotificationWindow.BaseOf(spec, core.Core), NotificationWindow.BaseOf(spec, core.Core) + NotificationWindow.Length),
            ];
            Assert.That(own, Has.Count.EqualTo(1 + core.Sequencers.Length + core.DmaEngines.Length + 1));
            foreach (var (from, to) in own)
            {
                var inAperture = from >= memories && to <= aperture + spec.CoreApertureStride.Value;
                var inRegisters = from >= dma && to <= dma + spec.DmaRegisterCoreStride.Value;
                Assert.That(inAperture || inRegisters, $"core {core.Core}: 0x{from:X} to 0x{to:X}");
            }

            windows.AddRange(own);
            windows.Add((aperture, memories));
        }

        for (var r = 0; r < spec.DeviceMemoryRegions.Value; r++)
            windows.Add((r * spec.DeviceMemoryRegionStride.Value, (r * spec.DeviceMemoryRegionStride.Value) + spec.DeviceMemoryRegionBytes.Value));
        windows.Sort();
        foreach (var (window, next) in windows.Zip(windows.Skip(1)))
            Assert.That(window.To, Is.LessThanOrEqualTo(next.From), $"0x{window.From:X} and 0x{next.From:X}");
        Assert.That(windows[^1].To, Is.LessThanOrEqualTo(spec.HostAddressBase.Value));
    }

    [TestCaseSource(nameof(Chips))]
    public void A_chip_without_a_program_is_done_and_sleeps(ChipSpec spec)
    {
        var board = BoardOf(spec);
        var simulator = new Simulator(board, board.Clocks.Grid);
        simulator.RunUntil(100_000);
        Assert.That(simulator.NextActivity, Is.EqualTo(long.MaxValue));
        Assert.That(board.Chip.IsDone);
        Assert.That(simulator.Evaluations, Is.LessThan(10 * simulator.Netlist.Components.Count), "it sleeps from the first edges on");
    }

    private static Board BoardOf(ChipSpec spec) => new(spec, new HostProgram([], [], [], []), new ExecutionObservers(), ArrayLevel.Beat);
}
