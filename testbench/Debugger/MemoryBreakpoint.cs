using Hardware.Common.Observation;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Debugger;

/// <summary>
/// Stops after the tick in which an instruction or a DMA descriptor first reads or writes a range of a memory: once for each, however many
/// beats touch the range.
/// </summary>
public sealed class MemoryBreakpoint(MemoryView view, ByteRuns runs, bool reads) : Breakpoint
{
    private readonly Dictionary<Agent, Moment> _agents = [];
    private string _detail = "";

    public MemoryView View => view;

    public ByteRuns Runs => runs;

    public MemoryWatch Watch { get; } = new(runs, reads);

    public override string Text => $"watch {(reads ? "read" : "write")} {view.Name}";

    public override string Detail => _detail;

    public override void Arm(DebugSession session) => Watch.Reset();

    public override void ForgetAfter(Moment moment)
    {
        base.ForgetAfter(moment);
        foreach (var (agent, hit) in _agents)
        {
            if (hit > moment)
                _agents.Remove(agent);
        }
    }

    protected override int HitsOf(DebugSession session)
    {
        var plan = session.Run.Plan;
        var places = new List<string>();
        foreach (var by in Watch.Agents)
        {
            // The copies of the host have no numbers: each piece counts.
            if (!by.IsHost && !_agents.TryAdd(by, session.Moment))
                continue;
            var place = SourcePlaces.Of(plan, by);
            places.Add($"{by}{(place is null ? "" : $" ({place})")}");
        }

        Watch.Reset();
        if (places.Count > 0)
            _detail = $"{(reads ? "read" : "written")} by {string.Join(", ", places)}";
        return places.Count;
    }
}
