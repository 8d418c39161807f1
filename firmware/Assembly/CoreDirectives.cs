using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary><c>.core .sbuf .psum .semaphore .event .queue</c>.</summary>
public sealed class CoreDirectives(AssemblyContext context)
{
    /// <summary>Enters the directives into a table.</summary>
    public void AddTo(Dictionary<string, Action<TokenReader>> table)
    {
        table[".core"] = Core;
        table[".sbuf"] = reader => Buffer(reader, context.Symbols.Sbuf);
        table[".psum"] = reader => Buffer(reader, context.Symbols.Psum);
        table[".semaphore"] = reader => Numbers(reader, "semaphore", context.Spec.Semaphores, context.Symbols.Semaphores, context.Image.Semaphores);
        table[".event"] = reader => Numbers(reader, "event", context.Spec.Events, context.Symbols.Events, context.Image.Events);
        table[".queue"] = Queue;
    }

    private void Core(TokenReader reader)
    {
        var place = reader.Place;
        context.Core = Operators.Integer(context.Expression(reader), 0, context.Cores.Count - 1, "the core", place);
        context.Stream = null;
        reader.ExpectEnd();
    }

    private void Buffer(TokenReader reader, BufferAllocator memory)
    {
        var place = reader.Place;
        var name = reader.ExpectName("the buffer's name").Text;
        var (type, shape) = TensorDirectives.TypeAndShape(context, reader);
        var isPsum = memory.Memory == LocalMemory.Psum;
        var attributes = Attributes.Read(context, reader, isPsum ? ["bank", "partition"] : ["at", "partition"], ["alias"]);
        var bytes = shape.Skip(1).Aggregate((long)type.Size(), (product, size) => product * size);
        var alias = attributes.Text("alias", "");
        BufferExtent? shared = alias.Length == 0 ? null : memory.Find(alias) ?? throw new InputException(
            AssemblyCode.AliasUnknown,
            $"there is no buffer '{alias}' in this memory{Suggestion.DidYouMean(alias, context.Symbols.Buffers.Keys)}; declare it before this line",
            attributes.PlaceOf("alias"));
        var partition = attributes.Integer("partition", shared?.Partition ?? 0, 0, memory.Partitions - 1);
        if (shape[0] > memory.Partitions - partition || bytes > memory.BytesPerPartition)
        {
            throw new InputException(
                AssemblyCode.BufferTooLarge,
                $"{shape[0]} partitions from {partition} on, with {bytes} bytes each, do not fit; the memory has {memory.Partitions} partitions of {memory.BytesPerPartition} bytes",
                place);
        }

        var offset = Offset(attributes, memory, type, shared, name, partition, shape[0], (int)bytes, place);
        var extent = new BufferExtent(name, shared?.Group ?? name, partition, shape[0], offset, (int)bytes);
        if (memory.Conflict(extent) is { } conflict)
        {
            throw new InputException(
                AssemblyCode.BufferOverlap,
                $"'{name}' would share bytes with '{conflict.Name}' (bytes {conflict.Offset} to {conflict.Offset + conflict.Bytes - 1}); move one, or say alias={conflict.Name}",
                place);
        }

        context.Claim(name, context.Core, place);
        memory.Take(extent);
        var address = new CoreAddress(memory.Memory, partition, offset).Encode(context.Spec);
        var buffer = new OnChipBuffer(name, context.Core, memory.Memory, type, shape, address);
        context.Symbols.Buffers.Add(name, buffer);
        context.Image.Buffers.Add(buffer);
    }

    private static int Offset(
        Attributes attributes, BufferAllocator memory, DataType type, BufferExtent? shared, string name, int partition, int count, int bytes, SourcePlace place)
    {
        int offset;
        if (attributes.Has("bank"))
        {
            offset = attributes.Integer("bank", 0, 0, (memory.BytesPerPartition / memory.Alignment) - 1) * memory.Alignment;
        }
        else if (attributes.Has("at"))
        {
            offset = attributes.Integer("at", 0, 0, memory.BytesPerPartition - 1);
            if (offset % type.Size() != 0)
                throw new InputException(AssemblyCode.BufferMisaligned, $"byte {offset} is no multiple of the element size; a multiple of {type.Size()} would be right", attributes.PlaceOf("at"));
        }
        else
        {
            offset = shared?.Offset ?? memory.LowestFree(name, partition, count, bytes);
            if (offset < 0)
            {
                throw new InputException(
                    AssemblyCode.MemoryFull, $"no {bytes} bytes are free in partitions {partition} to {partition + count - 1}; make buffers smaller, or share them with alias=", place);
            }
        }

        if (offset + bytes > memory.BytesPerPartition)
        {
            throw new InputException(
                AssemblyCode.BufferPastEnd,
                $"'{name}' ends at byte {offset + bytes} of a partition; at most {memory.BytesPerPartition} would be right",
                place);
        }

        return offset;
    }

    private void Numbers(TokenReader reader, string what, int count, Dictionary<string, NamedNumber> table, List<NamedNumber> list)
    {
        do
        {
            var place = reader.Place;
            var name = reader.ExpectName($"the {what}'s name").Text;
            int number;
            if (reader.TryTake("="))
            {
                var numberPlace = reader.Place;
                number = Operators.Integer(context.Expression(reader), 0, count - 1, $"the {what}'s number", numberPlace);
                if (table.Values.FirstOrDefault(n => n.Number == number) is { } other)
                    throw new InputException(AssemblyCode.NumberTaken, $"{what} {number} is '{other.Name}' already; choose another number", numberPlace);
            }
            else
            {
                var used = table.Values.Select(n => n.Number).ToHashSet();
                number = Enumerable.Range(0, count).FirstOrDefault(n => !used.Contains(n), -1);
                if (number < 0)
                    throw new InputException(AssemblyCode.NumbersExhausted, $"all {count} {what}s of core {context.Core} are taken; use one for several purposes", place);
            }

            context.Claim(name, context.Core, place);
            var named = new NamedNumber(name, context.Core, number);
            table.Add(name, named);
            list.Add(named);
            reader.TryTake(",");
        }
        while (!reader.AtEnd);
    }

    private void Queue(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("the queue's name").Text;
        var attributes = Attributes.Read(context, reader, ["engines", "ring", "first"], [], ["pinned"]);
        int all = context.Spec.DmaEnginesPerCore;
        int widest = context.Spec.DmaEnginesPerQueue;

        // Queues of one engine each are dealt over the engines.
        var first = attributes.Integer("first", widest == 1 ? context.Symbols.Queues.Count % all : 0, 0, all - 1);
        var engines = attributes.Integer("engines", Math.Min(all - first, widest), 1, all - first);
        if (engines > widest)
        {
            throw new InputException(
                AssemblyCode.QueueTooWide, $"the queue spreads over {engines} DMA engines; at most {widest} would be right on {context.Spec.Name}", attributes.PlaceOf("engines"));
        }

        if (attributes.Has("pinned") && context.Spec.CoreVersion.Value > 1)
        {
            throw new InputException(
                AssemblyCode.QueueCannotBePinned,
                $"queues of {context.Spec.Name} cannot be pinned; without 'pinned', and with a DmaTrigger for each block, would be right",
                attributes.PlaceOf("pinned"));
        }

        var taken = context.Symbols.Queues.Values.Select(q => q.Queue)
            .Where(q => q.FirstEngine < first + engines && first < q.FirstEngine + q.EngineCount).ToDictionary(q => q.Ring, q => q.Name);
        var free = Enumerable.Range(0, context.Spec.DmaRings).FirstOrDefault(r => !taken.ContainsKey(r), -1);
        var ring = attributes.Integer("ring", free, 0, context.Spec.DmaRings - 1);
        if (ring < 0 || taken.ContainsKey(ring))
        {
            throw new InputException(
                AssemblyCode.RingTaken,
                ring < 0 ? "all rings of these DMA engines are taken; use fewer queues or other engines" : $"ring {ring} of these DMA engines serves queue '{taken[ring]}' already; ring {free} is free",
                attributes.PlaceOf("ring"));
        }

        context.Claim(name, context.Core, place);
        var queue = new DmaQueue(name, context.Core, ring, first, engines) { IsPinned = attributes.Has("pinned") };
        context.Symbols.Queues.Add(name, new QueueSymbol(queue, context.Image.Queues.Count));
        context.Image.Queues.Add(queue);
    }
}
