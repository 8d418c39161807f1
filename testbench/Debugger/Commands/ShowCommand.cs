using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Hardware.Common.Numerics;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Shows part of a memory.</summary>
public sealed class ShowCommand : DebuggerCommand
{
    private const int MaximumElements = 512;
    private const int ValueWidth = 11;

    public override string Name => "show";

    public override IReadOnlyList<string> Aliases => ["x"];

    public override string Usage => "show MEMORY [as TYPE]";

    public override string Help => "elements of a buffer, a tensor or an address; '?' was never written";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var view = text.Memory();
        text.End();
        var run = console.Session.Run;
        console.Line($"{view.Type.AssemblyName()}[{string.Join(", ", view.Dimensions.Select(d => d.Size))}] in {view.Describe(run)}");
        var inner = view.Dimensions.Count == 0 ? 1 : view.Dimensions[^1].Size;
        var elements = Math.Min(view.Elements, MaximumElements);
        for (var row = 0L; row < elements; row += inner)
            WriteRow(console, view, row, (int)Math.Min(inner, elements - row));
        if (elements < view.Elements)
            console.Line($"and {view.Elements - elements} more; a narrower view shows them");
    }

    private static void WriteRow(DebuggerConsole console, MemoryView view, long row, int count)
    {
        var head = Head(view, row);
        var perLine = Math.Max(1, (Columns.Width - head.Length) / (ValueWidth + 1));
        var line = new StringBuilder(head);
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && i % perLine == 0)
            {
                console.Line(line.ToString());
                line.Clear().Append(' ', head.Length);
            }

            line.Append(' ').Append(Text(console, view, row + i).PadLeft(ValueWidth));
        }

        console.Line(line.ToString());
    }

    // The indices of the outer dimensions.
    private static string Head(MemoryView view, long row)
    {
        if (view.Dimensions.Count < 2)
            return "";
        row /= view.Dimensions[^1].Size;
        var indices = new List<string>();
        for (var d = view.Dimensions.Count - 2; d >= 0; d--)
        {
            indices.Insert(0, (row % view.Dimensions[d].Size).ToString(CultureInfo.InvariantCulture));
            row /= view.Dimensions[d].Size;
        }

        return $"[{string.Join(", ", indices)}]".PadRight(7);
    }

    private static string Text(DebuggerConsole console, MemoryView view, long element)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        bytes.Clear();
        if (!view.Read(console.Session.Run, element, bytes[..view.Type.Size()]))
            return "?";
        var format = ElementFormat.Of(view.Type, console.Session.Run.Board.Chip.Spec.Formats);
        var value = format.Decode(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        return value.ToString(format.IsFloat ? "G6" : "F0", CultureInfo.InvariantCulture);
    }
}
