using System.Buffers.Binary;
using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Writes values into a memory.</summary>
public sealed class PokeCommand : DebuggerCommand
{
    public override string Name => "poke";

    public override string Usage => "poke MEMORY = VALUE, ...";

    public override string Help => "write a value to every element, or one value to each";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var view = text.Memory();
        text.TryTake("=");
        var place = text.Place;
        var format = ElementFormat.Of(view.Type, console.Session.Run.Board.Chip.Spec.Formats);
        var codes = new List<uint> { Code(format, view, text) };
        while (text.TryTake(","))
            codes.Add(Code(format, view, text));
        text.End();
        if (codes.Count != 1 && codes.Count != view.Elements)
        {
            throw new InputException(
                DebuggerCode.DebuggerValueCount, $"{codes.Count} values for {view.Elements} elements; 1 or {view.Elements} would be right", place);
        }

        var run = console.Session.Run;
        console.Session.Poke(() => Write(view, codes, run));
    }

    private static void Write(MemoryView view, List<uint> codes, Running.RunSession run)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        for (var element = 0L; element < view.Elements; element++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, codes[codes.Count == 1 ? 0 : (int)element]);
            view.Write(run, element, bytes[..view.Type.Size()]);
        }
    }

    private static uint Code(ElementFormat format, MemoryView view, CommandText text)
    {
        var place = text.Place;
        var value = text.Value("a value");
        if (!format.IsFloat && !(value >= format.Minimum && value <= format.Maximum && value == Math.Floor(value)))
        {
            throw new InputException(
                DebuggerCode.DebuggerValueOutOfRange,
                string.Create(CultureInfo.InvariantCulture, $"{value} is no {view.Type.AssemblyName()}; a whole number from {format.Minimum} to {format.Maximum} would be right"),
                place);
        }

        return format.Encode(value);
    }
}
