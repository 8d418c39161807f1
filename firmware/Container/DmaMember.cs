using System.Text.Json;
using Hardware.Common.Dma;
using Hardware.Common.Isa;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary>
/// <c>sgNN/ENGINE.json</c>: the DMA blocks of the queues that an engine owns. Descriptors have the public fields (<c>from</c>,
/// <c>from_off</c>, <c>from_steps</c>, <c>from_sizes</c>, innermost first, in bytes) and <c>queue_engine</c>, the engine of the queue.
/// </summary>
internal static class DmaMember
{
    public static byte[] Write(ProgramImage image, int core, Engine engine) => JsonMember.Write(json =>
    {
        json.WriteStartArray("dma");
        for (var b = 0; b < image.DmaBlocks.Count; b++)
        {
            var queue = image.Queues[image.DmaBlocks[b].Queue];
            if (queue.Core == core && ProgramCores.Owner(image, queue) == engine)
                Write(json, image, b);
        }

        json.WriteEndArray();
    });

    /// <summary>Reads the blocks of a member with their numbers in the image; queues and tensors are read already.</summary>
    public static IEnumerable<(int Index, DmaBlock Item)> Read(JsonFields fields, ProgramImage image)
    {
        foreach (var block in fields.Objects("dma"))
        {
            var queue = block.Integer("queue_id", 0, image.Queues.Count - 1);
            var read = new DmaBlock(block.Name("name"), queue, block.Integer("semaphore", -1, byte.MaxValue), block.Integer("semaphore_core", 0, NeffHeader.MaximumCores - 1));
            foreach (var instance in block.Objects("instances"))
                read.Instances.Add(ReadInstance(instance, image, image.Queues[queue].EngineCount));
            var shapes = read.Instances.Select(i => string.Join(',', i.Engines.Select(e => e.Count))).Distinct(StringComparer.Ordinal).Count();
            if (shapes != 1)
                throw block.Field("instances").Illegal("one or more instances with the same number of descriptors on each engine");
            yield return (block.Integer("id", 0, int.MaxValue), read);
        }
    }

    private static void Write(Utf8JsonWriter json, ProgramImage image, int index)
    {
        var block = image.DmaBlocks[index];
        json.WriteStartObject();
        json.WriteNumber("id", index);
        json.WriteString("name", block.Name);
        json.WriteNumber("queue_id", block.Queue);
        json.WriteString("queue", image.Queues[block.Queue].Name);
        json.WriteNumber("semaphore", block.Semaphore);
        json.WriteNumber("semaphore_core", block.SemaphoreCore);
        json.WriteStartArray("instances");
        foreach (var instance in block.Instances)
            Write(json, instance, image);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DmaInstance instance, ProgramImage image)
    {
        json.WriteStartObject();
        json.WriteStartArray("desc");
        for (var e = 0; e < instance.Engines.Count; e++)
        {
            foreach (var run in TransferRun.Of(instance.Engines[e]))
            {
                json.WriteStartObject();
                json.WriteString("op", "copy");
                json.WriteNumber("queue_engine", e);
                WriteSide(json, "from", run, run.First.Source, run.SourceStep, image);
                WriteSide(json, "to", run, run.First.Destination, run.DestinationStep, image);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string side, TransferRun run, DmaPlace place, int step, ProgramImage image)
    {
        json.WriteString(side, place.Tensor >= 0 ? image.Tensors[place.Tensor].Name : "");
        json.WriteNumber(side + "_var_id", place.Tensor);
        json.WriteNumber(side + "_core", place.Core);
        json.WriteNumber(side + "_off", place.Offset);
        json.WriteNumbers(side + "_steps", [1, step]);
        json.WriteNumbers(side + "_sizes", [run.First.Bytes, run.Count]);
    }

    private static DmaInstance ReadInstance(JsonFields instance, ProgramImage image, int engines)
    {
        var transfers = new List<DmaTransfer>[engines];
        for (var e = 0; e < engines; e++)
            transfers[e] = [];
        foreach (var descriptor in instance.Objects("desc"))
        {
            if (descriptor.Text("op") is not "copy")
                throw descriptor.Field("op").Illegal("copy");
            var from = ReadSide(descriptor, "from", image);
            var to = ReadSide(descriptor, "to", image);
            if (to.Bytes != from.Bytes || to.Count != from.Count)
                throw descriptor.Field("to_sizes").Illegal("the sizes of from_sizes");
            var run = new TransferRun(new DmaTransfer(from.Place, to.Place, from.Bytes), from.Count, from.Step, to.Step);
            transfers[descriptor.Integer("queue_engine", 0, engines - 1)].AddRange(run.Transfers);
        }

        return new DmaInstance(transfers);
    }

    private static (DmaPlace Place, int Step, int Bytes, int Count) ReadSide(JsonFields descriptor, string side, ProgramImage image)
    {
        var steps = descriptor.Integers(side + "_steps", int.MinValue, int.MaxValue);
        if (steps.Count != 2 || steps[0] != 1)
            throw descriptor.Field(side + "_steps").Illegal("a list of 1 and the step in bytes");
        var sizes = descriptor.Integers(side + "_sizes", 1, DescriptorRing.MaximumLength);
        if (sizes.Count != 2 || sizes[0] > Descriptor.MaximumLength)
            throw descriptor.Field(side + "_sizes").Illegal($"a list of at most {Descriptor.MaximumLength} bytes and a count");
        var tensor = descriptor.Integer(side + "_var_id", -1, image.Tensors.Count - 1);
        var offset = descriptor.Number(side + "_off", 0, uint.MaxValue);
        var last = offset + ((sizes[1] - 1L) * steps[1]);
        var limit = tensor >= 0 ? image.Tensors[tensor].ByteLength : 1L << 32;
        if (last < 0 || Math.Max(offset, last) + sizes[0] > limit)
            throw descriptor.Field(side + "_off").Illegal("a place inside of the tensor or the core's memories");
        var core = descriptor.Integer(side + "_core", 0, NeffHeader.MaximumCores - 1);
        return (new DmaPlace(tensor, tensor >= 0 ? 0 : core, offset), steps[1], sizes[0], sizes[1]);
    }
}
