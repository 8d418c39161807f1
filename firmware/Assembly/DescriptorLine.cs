using Hardware.Common.Diagnostics;
using Hardware.Common.Dma;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>
/// Reads the raw form of transfers: <c>descriptor 3: x+4096 -> core0@0x80000 bytes=512 count=8 from_step=4096 to_step=262144</c>, where 3
/// is the engine of the queue.
/// </summary>
public sealed class DescriptorLine(AssemblyContext context)
{
    /// <summary>Reads a line and appends its transfers.</summary>
    public void Read(TokenReader reader, IReadOnlyList<List<DmaTransfer>> engines)
    {
        reader.Take();
        var place = reader.Place;
        var engine = Operators.Integer(context.Expression(reader), 0, engines.Count - 1, "the engine of the queue", place);
        reader.Expect(":");
        var sourcePlace = reader.Place;
        var source = Place(reader);
        reader.Expect("->");
        var destination = Place(reader);
        var attributes = Attributes.Read(context, reader, ["bytes", "count", "from_step", "to_step"], []);
        var bytes = attributes.Integer("bytes", 0, 1, Descriptor.MaximumLength);
        var count = attributes.Integer("count", 1, 1, int.MaxValue);
        var (fromStep, toStep) = (attributes.Integer("from_step", 0, int.MinValue, int.MaxValue), attributes.Integer("to_step", 0, int.MinValue, int.MaxValue));
        if (bytes == 0 || !Fits(source, fromStep, count, bytes) || !Fits(destination, toStep, count, bytes))
        {
            throw new InputException(
                AssemblyCode.DescriptorIllegal, "the descriptors have no bytes= or leave their tensor or the core's memories; give a length and places inside", sourcePlace);
        }

        for (long i = 0; i < count; i++)
            engines[engine].Add(new DmaTransfer(source.Plus(i * fromStep), destination.Plus(i * toStep), bytes));
    }

    private bool Fits(DmaPlace first, long step, long count, int bytes)
    {
        var limit = first.Tensor >= 0 ? context.Image.Tensors[first.Tensor].ByteLength : context.Spec.CoreApertureStride.Value;
        var last = first.Offset + ((count - 1) * step);
        return Math.Min(first.Offset, last) >= 0 && Math.Max(first.Offset, last) + bytes <= limit;
    }

    private DmaPlace Place(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("a tensor or coreN").Text;
        var tensor = context.FindTensor(name);
        if (tensor < 0)
        {
            for (var core = 0; core < context.Cores.Count; core++)
            {
                if (string.Equals(name, $"core{core}", StringComparison.Ordinal))
                {
                    reader.Expect("@");
                    var at = reader.Place;
                    return DmaPlace.OnChip(core, Operators.Integer(context.Expression(reader), 0, context.Spec.CoreApertureStride.Value - 1, "the address", at));
                }
            }

            throw new InputException(AssemblyCode.DescriptorPlaceUnknown, $"'{name}' is no tensor; name a tensor, or core0@ADDRESS", place);
        }

        reader.Expect("+");
        var offsetPlace = reader.Place;
        return DmaPlace.InTensor(tensor, Operators.Integer(context.Expression(reader), 0, int.MaxValue, "the byte", offsetPlace));
    }
}
