using Hardware.Common.Isa;

namespace Hardware.Testbench.Monitors;

/// <summary>How often something that a run warns of happened, and where first.</summary>
public sealed class Occurrences
{
    /// <summary>Executions of instructions in which it happened.</summary>
    public long Count { get; private set; }

    /// <summary>The instruction that did it first and the tick, or null.</summary>
    public (int Core, Engine Engine, int ProgramCounter, long Tick)? First { get; private set; }

    public void Add(int core, Engine engine, int programCounter, long tick)
    {
        Count++;
        First ??= (core, engine, programCounter, tick);
    }
}
