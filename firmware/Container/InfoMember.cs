using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary><c>info.json</c>: what the program is.</summary>
internal static class InfoMember
{
    public static byte[] Write(ProgramImage image) => JsonMember.Write(json =>
    {
        json.WriteString("title", image.Title);
        json.WriteString("chip", image.Chip);
        json.WriteString("reference", image.Reference);
        json.WriteString("float8", image.Float8Layouts);
        json.WriteStartArray("defines");
        foreach (var (name, value) in image.Defines)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static void Read(JsonFields fields, ProgramImage image)
    {
        image.Title = fields.Text("title");
        image.Chip = fields.Text("chip");
        image.Reference = fields.Text("reference");
        image.Float8Layouts = fields.Text("float8");
        foreach (var define in fields.Objects("defines"))
            image.Defines.Add((define.Name("name"), define.Text("value")));
    }
}
