using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Assembly;

/// <summary>
/// Checks that the blocks of a queue are triggered in the order in which they lie in its rings: a doorbell says only how many descriptors
/// may run, so another order would silently move other data. Queues that several streams trigger, or one with branches, cannot be checked
/// without running them.
/// </summary>
internal static class TriggerOrder
{
    /// <summary>Checks all queues.</summary>
    /// <param name="streams">The streams; their triggers name existing blocks.</param>
    /// <param name="context">The program, and where mistakes go.</param>
    public static void Check(IReadOnlyList<StreamBuilder> streams, AssemblyContext context)
    {
        var image = context.Image;
        for (var queue = 0; queue < image.Queues.Count; queue++)
        {
            var users = streams.Where(s => Triggers(s, queue, image).Any()).ToList();
            if (image.Queues[queue].IsPinned)
            {
                foreach (var trigger in users.SelectMany(s => Triggers(s, queue, image)))
                {
                    context.Mistakes.Add(new InputException(
                        AssemblyCode.PinnedBlockTriggered,
                        $"'{trigger.Name}' lies in the pinned queue '{image.Queues[queue].Name}', which is loaded before the program starts; wait for its semaphore instead",
                        trigger.Place));
                }

                continue;
            }

            if (users.Count == 1 && !HasBranches(users[0], context))
                Check(image.Queues[queue], [.. Triggers(users[0], queue, image)], context);
        }
    }

    private static void Check(DmaQueue queue, List<StreamBuilder.Reference> triggers, AssemblyContext context)
    {
        var blocks = context.Image.DmaBlocks;
        for (var t = 0; t < triggers.Count; t++)
        {
            var expected = t < queue.Order.Count ? blocks[queue.Order[t].Block].Name : null;
            if (string.Equals(triggers[t].Name, expected, StringComparison.Ordinal))
                continue;
            var right = expected is null
                ? $"its {queue.Order.Count} block instances have all been triggered before; give the block a repeat"
                : $"'{expected}' comes next in its ring; trigger blocks in the order of their declarations";
            context.Mistakes.Add(new InputException(AssemblyCode.TriggerOrder, $"'{triggers[t].Name}' is not what queue '{queue.Name}' does next: {right}", triggers[t].Place));
            return;
        }
    }

    private static IEnumerable<StreamBuilder.Reference> Triggers(StreamBuilder stream, int queue, ProgramImage image) =>
        stream.Blocks.Where(t => image.DmaBlocks[stream.Stream.Words[t.Instruction].Integers[t.Integer]].Queue == queue);

    private static bool HasBranches(StreamBuilder stream, AssemblyContext context)
    {
        var branches = context.Options.Instructions.Where(d => d.Operands.Any(o => o.Kind == OperandKind.Label)).Select(d => d.Opcode).ToHashSet();
        return stream.Stream.Words.Exists(w => branches.Contains(w.Opcode));
    }
}
