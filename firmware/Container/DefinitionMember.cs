using System.Text.Json;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary><c>sgNN/def.json</c>: the queues (<c>dma_queue</c>) and tensors (<c>var</c>) of a core, with the public field names where they exist.</summary>
internal static class DefinitionMember
{
    private const int Alignment = 256;

    private static readonly (TensorKind Kind, string Name)[] Kinds =
        [(TensorKind.Input, "input"), (TensorKind.Output, "output"), (TensorKind.Constant, "file"), (TensorKind.Scratch, "tmp-buf")];

    public static byte[] Write(ProgramImage image, int core) => JsonMember.Write(json =>
    {
        json.WriteStartObject("dma_queue");
        for (var q = 0; q < image.Queues.Count; q++)
        {
            if (image.Queues[q].Core == core)
                Write(json, image, q);
        }

        json.WriteEndObject();
        json.WriteStartObject("var");
        for (var t = 0; t < image.Tensors.Count; t++)
        {
            if (image.Tensors[t].Core == core)
                Write(json, image.Tensors[t], t);
        }

        json.WriteEndObject();
    });

    /// <summary>Reads the queues of a core, with their numbers in the image.</summary>
    public static IEnumerable<(int Index, (DmaQueue Queue, List<int> RingBlocks) Item)> ReadQueues(JsonFields fields, int core)
    {
        foreach (var (name, queue) in fields.Members("dma_queue"))
        {
            var read = new DmaQueue(name, core, queue.Integer("ring", 0, byte.MaxValue), queue.Integer("first_engine", 0, byte.MaxValue), queue.Integer("num_queues", 1, byte.MaxValue))
            {
                IsPinned = queue.Integer("pinned", 0, 1) != 0,
            };
            yield return (queue.Integer("queue_id", 0, int.MaxValue), (read, queue.Integers("ring_blocks", 0, int.MaxValue)));
        }
    }

    /// <summary>Reads the tensors of a core, with their numbers in the image; constants have no content yet.</summary>
    public static IEnumerable<(int Index, ProgramTensor Item)> ReadTensors(JsonFields fields, int core)
    {
        foreach (var (name, tensor) in fields.Members("var"))
        {
            var kind = Array.FindIndex(Kinds, k => string.Equals(k.Name, tensor.Text("type"), StringComparison.Ordinal));
            if (kind < 0)
                throw tensor.Field("type").Illegal("input, output, file or tmp-buf");
            if (!DataTypes.TryParse(tensor.Text("dtype"), out var type))
                throw tensor.Field("dtype").Illegal("an element type such as fp32");
            var read = new ProgramTensor
            {
                Name = name,
                Kind = Kinds[kind].Kind,
                Type = type,
                Shape = tensor.Integers("shape", 1, int.MaxValue),
                Core = core,
                File = tensor.Text("default_file"),
                FileTensor = tensor.Text("default_tensor"),
                Tolerance = new OutputTolerance(tensor.Float("max_error"), tensor.Float("rtol"), tensor.Float("atol")),
            };

            // Saturating, so that a shape cannot overflow.
            var size = read.Shape.Aggregate((long)type.Size(), (product, count) => Math.Min(product * count, 1L << 31));
            if (read.Shape.Count == 0 || size > int.MaxValue || tensor.Number("size", 0, int.MaxValue) != size)
                throw tensor.Field("size").Illegal("the bytes of shape and dtype, below 2 GiB,");
            yield return (tensor.Integer("var_id", 0, int.MaxValue), read);
        }
    }

    private static void Write(Utf8JsonWriter json, ProgramImage image, int index)
    {
        var queue = image.Queues[index];
        json.WriteStartObject(queue.Name);
        json.WriteString("type", "data");
        json.WriteString("owner", ProgramCores.Owner(image, queue).AssemblyName());
        json.WriteNumber("num_queues", queue.EngineCount);
        json.WriteNumber("pinned", queue.IsPinned ? 1 : 0);
        json.WriteNumber("queue_id", index);
        json.WriteNumber("first_engine", queue.FirstEngine);
        json.WriteNumber("ring", queue.Ring);
        json.WriteNumbers("ring_blocks", queue.Order.Select(e => e.Block));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ProgramTensor tensor, int index)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("type", Array.Find(Kinds, k => k.Kind == tensor.Kind).Name);
        json.WriteNumber("var_id", index);
        json.WriteNumber("size", tensor.ByteLength);
        json.WriteNumber("alignment", Alignment);
        if (tensor.Kind == TensorKind.Constant)
            json.WriteString("file_name", MemberNames.Constant(tensor.Core, index));
        json.WriteString("dtype", tensor.Type.AssemblyName());
        json.WriteNumbers("shape", tensor.Shape);
        json.WriteString("default_file", tensor.File);
        json.WriteString("default_tensor", tensor.FileTensor);
        json.WriteNumber("max_error", tensor.Tolerance.MaximumError);
        json.WriteNumber("rtol", tensor.Tolerance.Relative);
        json.WriteNumber("atol", tensor.Tolerance.Absolute);
        json.WriteEndObject();
    }
}
