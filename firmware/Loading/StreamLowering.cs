using Hardware.Common.Dma;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Loading;

/// <summary>
/// Replaces each DmaTrigger by stores to the doorbells of its queue, one Write for each run of neighbouring DMA engines that get the same
/// number of descriptors, and moves branch targets accordingly.
/// </summary>
internal static class StreamLowering
{
    private static readonly ushort TriggerOpcode = new DmaTrigger().Opcode;
    private static readonly ushort HaltOpcode = new Halt().Opcode;

    public static (List<InstructionWord> Words, List<int> ImageIndices) Lower(InstructionStream stream, ProgramImage image, ChipSpec spec)
    {
        var words = new List<InstructionWord>();
        var imageIndices = new List<int>();
        var loadedIndex = new int[stream.Words.Count + 1];
        for (var i = 0; i < stream.Words.Count; i++)
        {
            loadedIndex[i] = words.Count;
            if (stream.Words[i].Opcode == TriggerOpcode)
                AddDoorbells(words, stream.Words[i], image, spec);
            else if (stream.Words[i].Opcode == HaltOpcode)
                AddEnd(words, stream.Words[i]);
            else
                words.Add(stream.Words[i]);
            while (imageIndices.Count < words.Count)
                imageIndices.Add(i);
        }

        loadedIndex[^1] = words.Count;
        for (var i = 0; i < words.Count; i++)
            words[i] = Retarget(words[i], loadedIndex);
        return (words, imageIndices);
    }

    /// <summary>The host learns of the end by a notification, which stands before the Halt and takes over what that waits for.</summary>
    private static void AddEnd(List<InstructionWord> words, InstructionWord halt)
    {
        var end = Notify.EncodeEnd();
        end.Wait = halt.Wait;
        words.Add(end);
        halt.Wait = default;
        words.Add(halt);
    }

    private static void AddDoorbells(List<InstructionWord> words, in InstructionWord trigger, ProgramImage image, ChipSpec spec)
    {
        var block = image.DmaBlocks[trigger.Integers[0]];
        var queue = image.Queues[block.Queue];
        var first = words.Count;
        for (var engine = 0; engine < queue.EngineCount;)
        {
            var descriptors = block.DescriptorsOn(engine);
            var run = 1;
            while (engine + run < queue.EngineCount && block.DescriptorsOn(engine + run) == descriptors)
                run++;
            if (descriptors > 0)
            {
                var doorbell = new DmaRegisters(queue.Core, queue.FirstEngine + engine, DmaSide.Write, queue.Ring, DmaRegister.TailIncrement);

                // The write side is announced first: an engine acts when both sides hold a descriptor.
                words.Add(Write.Encode(
                    doorbell.AddressIn(spec), descriptors, run, spec.DmaRegisterEngineStride.Value, -DmaRegisters.SideStride));
            }

            engine += run;
        }

        if (words.Count == first)
            words.Add(new InstructionWord { Opcode = new Nop().Opcode });

        // The wait stands before the first store, the update behind the last.
        var head = words[first];
        head.Wait = trigger.Wait;
        words[first] = head;
        var tail = words[^1];
        tail.Update = trigger.Update;
        words[^1] = tail;
    }

    private static InstructionWord Retarget(InstructionWord word, int[] loadedIndex)
    {
        if (InstructionCatalog.Find(word.Opcode) is not { } definition)
            return word;
        foreach (var slot in definition.Operands)
        {
            if (slot.Kind == OperandKind.Label)
                word.Integers[slot.Index] = loadedIndex[word.Integers[slot.Index]];
        }

        return word;
    }
}
