using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger;

/// <summary>Reads which rings a command means.</summary>
public static class RingOperand
{
    /// <summary>All rings of the program.</summary>
    public static IEnumerable<RingView> All(DebugSession session) => session.Run.Plan.Rings.Select(r => new RingView(session, r));

    /// <summary>Takes the name of a queue, and the number of a DMA engine if one stands behind it.</summary>
    public static IReadOnlyList<RingView> Take(DebugSession session, CommandText text)
    {
        var place = text.Place;
        var name = text.Name("the name of a queue");
        List<RingView> rings = [.. All(session).Where(r => string.Equals(r.Queue.Name, name, StringComparison.Ordinal))];
        if (rings.Count == 0)
        {
            var names = session.Symbols.Image.Queues.Select(q => q.Name).ToList();
            throw new InputException(
                DebuggerCode.DebuggerQueueUnknown,
                $"the program has no queue '{name}'{Suggestion.DidYouMean(name, names)}; its queues are {string.Join(", ", names)}", place);
        }

        if (text.AtEnd)
            return rings;
        place = text.Place;
        var engine = text.Number("the number of a DMA engine");
        var ring = rings.Find(r => r.Engine == engine) ?? throw new InputException(
            DebuggerCode.DebuggerDmaEngineUnknown,
            $"queue '{name}' is not on DMA engine {engine}; {rings[0].Engine} to {rings[^1].Engine} would be right", place);
        return [ring];
    }
}
