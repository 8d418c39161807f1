using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>What follows the name in a <c>.dma</c> line: <c>queue=in update=loaded++ next</c>.</summary>
/// <param name="Queue">The queue that runs the block.</param>
/// <param name="Semaphore">Number of the semaphore to increment, or -1.</param>
/// <param name="SemaphoreCore">Its core.</param>
/// <param name="IsNextInstance">True with <c>next</c>: a further instance of a block that exists.</param>
public sealed record DmaHeader(QueueSymbol Queue, int Semaphore, int SemaphoreCore, bool IsNextInstance)
{
    private static readonly string[] Names = ["queue", "update", "next"];

    /// <summary>Reads a header up to the end of the line.</summary>
    public static DmaHeader Read(AssemblyContext context, TokenReader reader)
    {
        QueueSymbol? queue = null;
        var (semaphore, core, next) = (-1, 0, false);
        while (!reader.AtEnd)
        {
            var place = reader.Place;
            var name = reader.ExpectName("queue=, update= or next").Text;
            if (name is "next")
            {
                next = true;
                continue;
            }

            if (name is not ("queue" or "update"))
                throw new InputException(SyntaxCode.DmaAttributeUnknown, $"'{name}' is no attribute of a block{Suggestion.DidYouMean(name, Names)}; queue=, update= or next would be right", place);
            reader.Expect("=");
            if (name is "queue")
            {
                queue = FindQueue(context, reader);
            }
            else
            {
                var named = new SynchronisationParser(context).Semaphore(reader);
                reader.Expect("++");
                (semaphore, core) = (named.Number, named.Core);
            }
        }

        return queue is not null
            ? new DmaHeader(queue, semaphore, core, next)
            : throw new InputException(SyntaxCode.QueueMissing, "the block names no queue; add queue=NAME", reader.Place);
    }

    /// <summary>Reads the name of a queue of this core.</summary>
    public static QueueSymbol FindQueue(AssemblyContext context, TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("a queue").Text;
        return context.FindSymbol(name, c => c.Queues) ?? throw new InputException(
            AssemblyCode.QueueUnknown,
            $"core {context.Core} has no queue '{name}'{Suggestion.DidYouMean(name, context.Symbols.Queues.Keys)}; declare it with .queue before this line",
            place);
    }
}
