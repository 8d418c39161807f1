using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Debugger;

/// <summary>Remembers who accesses the bytes that somebody watches.</summary>
/// <param name="runs">The bytes.</param>
/// <param name="reads">Watches reads, instead of writes.</param>
public sealed class MemoryWatch(ByteRuns runs, bool reads) : IMemoryObserver
{
    private readonly List<Agent> _agents = [];

    /// <summary>Who accessed the bytes since the last <see cref="Reset"/>, each once.</summary>
    public IReadOnlyList<Agent> Agents => _agents;

    public void Reset() => _agents.Clear();

    public void OnRead(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
        if (reads)
            Look(firstPartition, partitions, offset, length, by);
    }

    public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
        if (!reads)
            Look(firstPartition, partitions, offset, length, by);
    }

    private void Look(int firstPartition, int partitions, long offset, int length, in Agent by)
    {
        if (runs.Touches(firstPartition, partitions, offset, length) && (_agents.Count == 0 || _agents[^1] != by) && !_agents.Contains(by))
            _agents.Add(by);
    }
}
