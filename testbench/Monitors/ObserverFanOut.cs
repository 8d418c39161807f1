using Hardware.Common.Isa;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Monitors;

/// <summary>Hands every event to several observers, in the order in which they were added.</summary>
public sealed class ObserverFanOut(params IReadOnlyList<IExecutionObserver> observers) : IExecutionObserver
{
    public void OnInstruction(in ExecutionRecord record)
    {
        foreach (var observer in observers)
            observer.OnInstruction(record);
    }

    public void OnDescriptor(in DmaRecord record)
    {
        foreach (var observer in observers)
            observer.OnDescriptor(record);
    }

    public void OnNanProduced(int core, Engine engine, int programCounter, long tick)
    {
        foreach (var observer in observers)
            observer.OnNanProduced(core, engine, programCounter, tick);
    }

    public void OnIntegerWrapped(int core, Engine engine, int programCounter, long tick)
    {
        foreach (var observer in observers)
            observer.OnIntegerWrapped(core, engine, programCounter, tick);
    }
}
