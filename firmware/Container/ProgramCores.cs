using Hardware.Common.Isa;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary>How a program spreads over cores and engines.</summary>
internal static class ProgramCores
{
    /// <summary>Cores that the program uses, counted from 0; at least 1.</summary>
    public static int Count(ProgramImage image) => 1 + image.Streams.Select(s => s.Core)
        .Concat(image.Queues.Select(q => q.Core))
        .Concat(image.Tensors.Select(t => t.Core))
        .Concat(image.Buffers.Select(b => b.Core))
        .Concat(image.Semaphores.Select(s => s.Core))
        .Concat(image.Events.Select(e => e.Core))
        .DefaultIfEmpty(0).Max();

    /// <summary>The engine that owns a queue: the first of its core that triggers one of its blocks, or SyncE.</summary>
    public static Engine Owner(ProgramImage image, DmaQueue queue)
    {
        var index = image.Queues.FindIndex(q => ReferenceEquals(q, queue));
        foreach (var stream in image.Streams)
        {
            if (stream.Core == queue.Core && stream.Words.Exists(w => w.Opcode == Opcodes.DmaTrigger && image.DmaBlocks[w.Integers[0]].Queue == index))
                return stream.Engine;
        }

        return Engine.Sync;
    }
}
