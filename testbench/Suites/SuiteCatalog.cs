using Hardware.Testbench.Suites.Assembler;
using Hardware.Testbench.Suites.Kernel;
using Hardware.Testbench.Suites.Lanes;
using Hardware.Testbench.Suites.Numerics;
using Hardware.Testbench.Suites.Programs;
using Hardware.Testbench.Suites.Sequencer;
using Hardware.Testbench.Suites.Systolic;

namespace Hardware.Testbench.Suites;

/// <summary>All suites of the command.</summary>
public static class SuiteCatalog
{
    public static IReadOnlyList<ISuite> All { get; } =
    [
        new KernelSuite(),
        new ArraySuite(),
        new LaneSuite(),
        new SequencerSuite(),
        new AssemblerSuite(),
        new NumericsSuite(),
        new ProgramSuite(),
    ];
}
