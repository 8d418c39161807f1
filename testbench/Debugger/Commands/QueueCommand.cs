namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Shows the DMA rings.</summary>
public sealed class QueueCommand : DebuggerCommand
{
    private const int Before = 2;
    private const int After = 5;

    public override string Name => "queue";

    public override IReadOnlyList<string> Aliases => ["rings"];

    public override string Usage => "queue [NAME [DMA_ENGINE]]";

    public override string Help => "DMA rings: head, tail, and the descriptors around the head";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        if (text.AtEnd)
        {
            console.Line("queue         core  dma  ring    head    tail      of");
            foreach (var ring in RingOperand.All(console.Session))
                console.Line($"{ring.Queue.Name,-12}  {ring.Core,4}  {ring.Engine,3}  {ring.Ring,4}  {ring.Head,6}  {ring.Tail,6}  {ring.Count,6}");
            return;
        }

        var rings = RingOperand.Take(console.Session, text);
        text.End();
        foreach (var ring in rings)
            Write(console, ring);
    }

    private static void Write(DebuggerConsole console, RingView ring)
    {
        console.Line($"queue {ring.Queue.Name}, core{ring.Core} dma{ring.Engine} ring {ring.Ring}: head {ring.Head}, tail {ring.Tail} of {ring.Count}");
        var first = Math.Clamp(ring.Head - Before, 0, Math.Max(0, ring.Count - Before - After - 1));
        for (var position = first; position < Math.Min(ring.Count, first + Before + After + 1); position++)
        {
            var (read, write) = ring.At(position);
            var mark = position == ring.Head ? "=>" : "  ";
            console.Line($"{mark}{position,5}  {ring.BlockOf(position),-10} {read.Length,6} bytes  {ring.Describe(read.Address)} -> {ring.Describe(write.Address)}");
        }
    }
}
