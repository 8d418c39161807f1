using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary><c>.input .output .constant .scratch</c>.</summary>
public sealed class TensorDirectives(AssemblyContext context)
{
    private const int MaximumDimensions = 8;

    /// <summary>Enters the directives into a table.</summary>
    public void AddTo(Dictionary<string, Action<TokenReader>> table)
    {
        table[".input"] = reader => Declare(reader, TensorKind.Input);
        table[".output"] = reader => Declare(reader, TensorKind.Output);
        table[".scratch"] = reader => Declare(reader, TensorKind.Scratch);
        table[".constant"] = Constant;
    }

    /// <summary>Reads <c>type[size, size]</c>.</summary>
    public static (DataType Type, IReadOnlyList<int> Shape) TypeAndShape(AssemblyContext context, TokenReader reader)
    {
        var place = reader.Place;
        var type = Functions.TypeOf(context.Expression(reader), place);
        var shapePlace = reader.Place;
        reader.Expect("[");
        var shape = context.Integers(reader, "]", 1, int.MaxValue, "a size");
        reader.Expect("]");
        var bytes = shape.Aggregate((Int128)type.Size(), (product, size) => product * size);
        if (shape.Count is 0 or > MaximumDimensions || bytes > int.MaxValue)
        {
            throw new InputException(
                AssemblyCode.ShapeIllegal, $"a tensor has 1 to {MaximumDimensions} dimensions and less than 2 GiB; {shape.Count} dimensions and {bytes} bytes are not right", shapePlace);
        }

        return (type, shape);
    }

    private void Declare(TokenReader reader, TensorKind kind)
    {
        var place = reader.Place;
        var name = reader.ExpectName("the tensor's name").Text;
        var (type, shape) = TypeAndShape(context, reader);
        string[] allowed = kind switch
        {
            TensorKind.Input => ["file", "tensor"],
            TensorKind.Output => ["file", "tensor", "max_error", "rtol", "atol"],
            _ => [],
        };
        var attributes = Attributes.Read(context, reader, allowed, []);
        var file = attributes.Text("file", "");
        context.Claim(name, -1, place);
        context.Add(new ProgramTensor
        {
            Name = name,
            Kind = kind,
            Type = type,
            Shape = shape,
            Core = context.Core,
            File = file,
            FileTensor = attributes.Text("tensor", file.Length > 0 ? name : ""),
            Tolerance = new OutputTolerance(attributes.Number("max_error", 0), attributes.Number("rtol", 0), attributes.Number("atol", 0)),
        });
    }

    private void Constant(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("the tensor's name").Text;
        var (type, shape) = TypeAndShape(context, reader);
        reader.Expect("=");
        var content = new ConstantContent(context, type, shape).Read(reader);
        reader.ExpectEnd();
        context.Claim(name, -1, place);
        context.Add(new ProgramTensor { Name = name, Kind = TensorKind.Constant, Type = type, Shape = shape, Core = context.Core, Content = content });
    }
}
