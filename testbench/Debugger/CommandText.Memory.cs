using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger;

/// <content>Memory operands: views of the program's names, and addresses.</content>
public sealed partial class CommandText
{
    private static readonly string[] MemoryNames = ["sbuf", "psum", "hbm"];

    /// <summary>
    /// Takes a view of the program's names, behind the name of a memory if the user likes, or <c>MEMORY ADDRESS [TYPE [COUNT]]</c>; then
    /// <c>as TYPE</c>, if it is there.
    /// </summary>
    public MemoryView Memory()
    {
        var (place, begin) = (Place, AtEnd ? 0 : Reader.Current.Start);
        var core = _session.Focus.Core;
        var memory = AtEnd || Reader.Current.Kind != TokenKind.Name ? "" : Reader.Current.Text;
        TryCore(ref memory, ref core);
        var isNamed = MemoryNames.Contains(memory, StringComparer.Ordinal) && !_session.Symbols.Image.Buffers.Exists(b => string.Equals(b.Name, memory, StringComparison.Ordinal));
        if (isNamed)
            Reader.Take();
        if (AtEnd)
            throw Unexpected("a buffer, a tensor, or sbuf, psum or hbm with an address");
        var view = isNamed && Reader.Current.Kind == TokenKind.Literal ? Addressed(memory, core) : Named();
        if (!view.Exists(_session.Run))
        {
            throw new InputException(
                DebuggerCode.DebuggerAddressOutside,
                $"0x{view.Start:x} and {view.Elements} elements of {view.Type.AssemblyName()} are not in {memory}; {RightAddresses(view)}",
                place);
        }

        if (isNamed && !string.Equals(memory, MemoryOf(view), StringComparison.Ordinal))
            throw new InputException(DebuggerCode.DebuggerMemoryDiffers, $"'{view.Name}' lies in {MemoryOf(view)}, not in {memory}; leave '{memory}' out", place);
        var end = AtEnd ? _line.Text.Length : Reader.Current.Start;
        return view with { Name = _line.Text[begin..end].Trim() };
    }

    private MemoryView Named()
    {
        var place = Place;
        var view = View();
        if (TryWord("as"))
            view = view.As(Type(), place);
        return view.IsOnChip
            ? new MemoryView(view.Name, view.Start.Core, view.Start.Offset, view.Type, view.Dimensions)
            : new MemoryView(view.Name, -1, _session.Symbols.AddressOf(view.Start.Tensor) + view.Start.Offset, view.Type, view.Dimensions);
    }

    private TensorView View()
    {
        var (place, name) = (Place, Reader.Current.Text);
        try
        {
            return _session.Symbols.View(Reader);
        }
        catch (InputException mistake) when (mistake.Code is AssemblyCode.TensorUnknown)
        {
            var names = _session.Symbols.ViewableNames(_session.Focus.Core).ToList();
            throw new InputException(
                DebuggerCode.DebuggerMemoryUnknown,
                $"no buffer or tensor of core {_session.Focus.Core} is named '{name}'{Suggestion.DidYouMean(name, names)}; "
                + $"{string.Join(", ", names)}, or sbuf, psum or hbm with an address, would be right",
                place);
        }
    }

    private MemoryView Addressed(string memory, int core)
    {
        var place = Place;
        var address = Operators.Integer(Expression("an address"), place);
        var spec = _session.Run.Board.Chip.Spec;
        if (memory is "psum" && address < spec.SbufWindowBytes.Value)
            address += spec.SbufWindowBytes.Value;
        TryWord("as");
        var type = !AtEnd && Reader.Current.Kind == TokenKind.Name && !string.Equals(Reader.Current.Text, CountWord, StringComparison.Ordinal) ? Type() : DataType.UInt32;
        var count = !AtEnd && Reader.Current.Kind == TokenKind.Literal ? CountOr(1) : 1;
        var isOnChip = memory is not "hbm";
        IReadOnlyList<ViewDimension> dimensions = isOnChip
            ? [new ViewDimension(1, spec.SbufPartitionStride.Value), new ViewDimension(count, type.Size())]
            : [new ViewDimension(count, type.Size())];
        return new MemoryView(memory, isOnChip ? core : -1, address, type, dimensions);
    }

    private DataType Type()
    {
        if (AtEnd)
            throw Unexpected("a type");
        var (place, name) = (Place, Reader.Current);
        if (DataTypes.TryParse(name.Text, out var type))
        {
            Reader.Take();
            return type;
        }

        string[] names = [.. DataTypes.Values.ToArray().Select(t => t.AssemblyName())];
        throw new InputException(
            DebuggerCode.DebuggerTypeUnknown, $"{name.Quoted} is no type{Suggestion.DidYouMean(name.Text, names)}; {string.Join(", ", names)} would be right", place);
    }

    private string RightAddresses(MemoryView view)
    {
        var spec = _session.Run.Board.Chip.Spec;
        return view.IsOnChip
            ? $"core-local addresses are partition * 0x{spec.SbufPartitionStride.Value:x} + byte in SBUF, and 0x{spec.SbufWindowBytes.Value:x} more in PSUM"
            : "'show' prints the address of a tensor, which would be right";
    }

    private string MemoryOf(MemoryView view)
    {
        if (!view.IsOnChip)
            return "hbm";
        return view.Start < _session.Run.Board.Chip.Spec.SbufWindowBytes.Value ? "sbuf" : "psum";
    }
}
