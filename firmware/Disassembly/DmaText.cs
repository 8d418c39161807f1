using System.Text;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Disassembly;

/// <summary>Prints DMA blocks: every instance on its own, in an order that keeps block numbers and the order of each ring.</summary>
/// <param name="image">The program.</param>
/// <param name="line">Takes each line.</param>
/// <param name="select">Selects a core.</param>
internal sealed class DmaText(ProgramImage image, Action<string> line, Action<int> select)
{
    public void Print()
    {
        var printed = new int[image.Queues.Count];
        for (var block = 0; block < image.DmaBlocks.Count; block++)
        {
            // Whatever stands before the first instance in its ring belongs to blocks of lower numbers.
            var queue = image.DmaBlocks[block].Queue;
            var first = image.Queues[queue].Order.FindIndex(e => e.Block == block);
            while (printed[queue] <= first)
                Instance(image.Queues[queue].Order[printed[queue]++]);
        }

        for (var queue = 0; queue < printed.Length; queue++)
        {
            while (printed[queue] < image.Queues[queue].Order.Count)
                Instance(image.Queues[queue].Order[printed[queue]++]);
        }
    }

    private void Instance(RingEntry entry)
    {
        var block = image.DmaBlocks[entry.Block];
        var queue = image.Queues[block.Queue];
        select(queue.Core);
        var update = block.Semaphore < 0 ? "" : $" update=core{block.SemaphoreCore}.S[{block.Semaphore}]++";
        line($".dma {block.Name} queue={queue.Name}{update}{(entry.Instance > 0 ? " next" : "")}");
        for (var engine = 0; engine < queue.EngineCount; engine++)
        {
            foreach (var run in TransferRun.Of(block.Instances[entry.Instance].Engines[engine]))
                Descriptor(engine, run);
        }

        line(".end");
    }

    private void Descriptor(int engine, TransferRun run)
    {
        var text = new StringBuilder($"descriptor {engine}: {Place(run.First.Source)} -> {Place(run.First.Destination)} bytes={run.First.Bytes}");
        if (run.Count > 1)
            text.Append($" count={run.Count} from_step={run.SourceStep} to_step={run.DestinationStep}");
        line(text.ToString());
    }

    private string Place(DmaPlace place) => place.Tensor >= 0 ? $"{image.Tensors[place.Tensor].Name}+{place.Offset}" : $"core{place.Core}@0x{place.Offset:X}";
}
