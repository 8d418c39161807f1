using System.Text.Json;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary><c>kernel_debug_info.json</c>: source lines, labels, buffers and the names of semaphores and events; for people, not for the chip.</summary>
internal static class DebugMember
{
    private const int MaximumElements = 1 << 30;

    public static byte[] Write(ProgramImage image) => JsonMember.Write(json =>
    {
        json.WriteStartArray("files");
        foreach (var file in image.SourceFiles)
            json.WriteStringValue(file);
        json.WriteEndArray();
        json.WriteStartArray("streams");
        foreach (var stream in image.Streams)
            Write(json, stream);
        json.WriteEndArray();
        json.WriteStartArray("buffers");
        foreach (var buffer in image.Buffers)
            Write(json, buffer);
        json.WriteEndArray();
        Write(json, "semaphores", image.Semaphores);
        Write(json, "events", image.Events);
    });

    public static void Read(JsonFields fields, ProgramImage image)
    {
        image.SourceFiles.AddRange(fields.Texts("files"));
        foreach (var stream in fields.Objects("streams"))
            ReadStream(stream, image);
        foreach (var stream in image.Streams)
        {
            if (stream.Lines.Count == 0)
                throw fields.Field("streams").Illegal("an entry for each stream");
        }

        foreach (var buffer in fields.Objects("buffers"))
            image.Buffers.Add(ReadBuffer(buffer));
        image.Semaphores.AddRange(ReadNumbers(fields, "semaphores"));
        image.Events.AddRange(ReadNumbers(fields, "events"));
    }

    private static void Write(Utf8JsonWriter json, InstructionStream stream)
    {
        json.WriteStartObject();
        json.WriteNumber("core", stream.Core);
        json.WriteString("engine", stream.Engine.AssemblyName());
        json.WriteNumbers("line_files", stream.Lines.Select(l => l.File));
        json.WriteNumbers("lines", stream.Lines.Select(l => l.Line));
        json.WriteStartArray("labels");
        foreach (var label in stream.Labels)
        {
            json.WriteStartObject();
            json.WriteString("name", label.Name);
            json.WriteNumber("index", label.Index);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OnChipBuffer buffer)
    {
        json.WriteStartObject();
        json.WriteString("name", buffer.Name);
        json.WriteNumber("core", buffer.Core);
        json.WriteString("memory", buffer.Memory == LocalMemory.Psum ? "psum" : "sbuf");
        json.WriteString("dtype", buffer.Type.AssemblyName());
        json.WriteNumbers("shape", buffer.Shape);
        json.WriteNumber("address", buffer.Address);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string field, List<NamedNumber> numbers)
    {
        json.WriteStartArray(field);
        foreach (var named in numbers)
        {
            json.WriteStartObject();
            json.WriteString("name", named.Name);
            json.WriteNumber("core", named.Core);
            json.WriteNumber("number", named.Number);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void ReadStream(JsonFields fields, ProgramImage image)
    {
        var core = fields.Integer("core", 0, NeffHeader.MaximumCores - 1);
        if (!EngineNames.TryParse(fields.Text("engine"), out var engine) || image.FindStream(core, engine) is not { Lines.Count: 0 } stream)
            throw fields.Field("engine").Illegal("an engine with instructions, named once,");
        var files = fields.Integers("line_files", -1, image.SourceFiles.Count - 1);
        var lines = fields.Integers("lines", 0, int.MaxValue);
        if (files.Count != stream.Words.Count || lines.Count != files.Count)
            throw fields.Field("lines").Illegal("one line and file for each instruction");
        stream.Lines.AddRange(files.Zip(lines, (file, line) => new SourceLine(file, line)));
        foreach (var label in fields.Objects("labels"))
            stream.Labels.Add(new StreamLabel(label.Name("name"), label.Integer("index", 0, stream.Words.Count)));
    }

    private static OnChipBuffer ReadBuffer(JsonFields fields)
    {
        if (fields.Text("memory") is not ("psum" or "sbuf"))
            throw fields.Field("memory").Illegal("sbuf or psum");
        if (!DataTypes.TryParse(fields.Text("dtype"), out var type))
            throw fields.Field("dtype").Illegal("an element type such as fp32");
        var shape = fields.Integers("shape", 1, int.MaxValue);

        // Saturating, so that a shape cannot overflow.
        if (shape.Count == 0 || shape.Aggregate(4L, (product, size) => Math.Min(product * size, 1L << 31)) > MaximumElements)
            throw fields.Field("shape").Illegal("partitions and elements that fit on chip");
        return new OnChipBuffer(
            fields.Name("name"),
            fields.Integer("core", 0, NeffHeader.MaximumCores - 1),
            fields.Text("memory") is "psum" ? LocalMemory.Psum : LocalMemory.Sbuf,
            type,
            shape,
            (uint)fields.Number("address", 0, uint.MaxValue));
    }

    private static IEnumerable<NamedNumber> ReadNumbers(JsonFields fields, string field) => fields.Objects(field)
        .Select(f => new NamedNumber(f.Name("name"), f.Integer("core", 0, NeffHeader.MaximumCores - 1), f.Integer("number", 0, byte.MaxValue)));
}
