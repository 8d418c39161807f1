using System.Globalization;
using System.Text;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Disassembly;

/// <summary>Prints a whole program as text that assembles to the same image, and with lines to the same container, byte for byte.</summary>
public sealed class Disassembler
{
    private readonly ProgramImage _image;
    private readonly AssemblerOptions _options;
    private readonly bool _withLines;
    private readonly StringBuilder _text = new();
    private int _core;

    private Disassembler(ProgramImage image, AssemblerOptions options, bool withLines)
    {
        _image = image;
        _options = options with { Defines = new Dictionary<string, string>(StringComparer.Ordinal) };
        _withLines = withLines;
    }

    /// <summary>Prints a program.</summary>
    /// <param name="image">The program.</param>
    /// <param name="options">Chip and instructions.</param>
    /// <param name="withLines">True to keep the source line of every instruction, by <c>.source</c> and <c>.line</c>.</param>
    public static string Print(ProgramImage image, AssemblerOptions options, bool withLines = false)
    {
        var disassembler = new Disassembler(image, options, withLines);
        disassembler.Header();
        disassembler.Tensors();
        disassembler.Cores();
        new DmaText(image, disassembler.Line, disassembler.Select).Print();
        disassembler.Streams();
        return disassembler._text.ToString();
    }

    private static string Shape(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";

    private static bool IsValue(string text) =>
        DataTypes.TryParse(text, out _) || double.TryParse(text, CultureInfo.InvariantCulture, out _) || text is "inf" or "-inf" or "nan"
        || (text.StartsWith('R') && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private void Line(string text) => _text.Append(text).Append('\n');

    private void Select(int core)
    {
        if (core != _core)
            Line($".core {core}");
        _core = core;
    }

    private void Header()
    {
        if (_image.Title.Length > 0)
            Line($".program \"{_image.Title}\"");
        if (_image.Chip.Length > 0)
            Line($".chip {_image.Chip}");
        if (_image.Reference.Length > 0)
            Line($".reference {_image.Reference}");
        foreach (var (name, value) in _image.Defines)
            Line($".define {name} = {(IsValue(value) ? value : $"\"{value}\"")}");
        if (!_withLines)
            return;
        foreach (var file in _image.SourceFiles)
            Line($".source \"{file}\"");
    }

    private void Tensors()
    {
        foreach (var tensor in _image.Tensors)
        {
            Select(tensor.Core);
            var text = new StringBuilder($".{tensor.Kind.ToString().ToLowerInvariant()} {tensor.Name} {tensor.Type.AssemblyName()}{Shape(tensor.Shape)}");
            if (tensor.Kind == TensorKind.Constant)
                text.Append(" = bytes(\"").Append(Convert.ToHexStringLower(tensor.Content.Span)).Append("\")");
            if (tensor.Tolerance.MaximumError > 0)
                text.Append(" max_error=").Append(NumberText.Of(tensor.Tolerance.MaximumError));
            if (tensor.Tolerance.Relative > 0)
                text.Append(" rtol=").Append(NumberText.Of(tensor.Tolerance.Relative));
            if (tensor.Tolerance.Absolute > 0)
                text.Append(" atol=").Append(NumberText.Of(tensor.Tolerance.Absolute));
            if (tensor.File.Length > 0)
                text.Append(" file=\"").Append(tensor.File).Append('"');
            if (tensor.FileTensor.Length > 0)
                text.Append(" tensor=\"").Append(tensor.FileTensor).Append('"');
            Line(text.ToString());
        }
    }

    private void Cores()
    {
        foreach (var buffer in _image.Buffers)
        {
            Select(buffer.Core);
            Buffer(buffer);
        }

        foreach (var semaphore in _image.Semaphores)
        {
            Select(semaphore.Core);
            Line($".semaphore {semaphore.Name} = {semaphore.Number}");
        }

        foreach (var named in _image.Events)
        {
            Select(named.Core);
            Line($".event {named.Name} = {named.Number}");
        }

        foreach (var queue in _image.Queues)
        {
            Select(queue.Core);
            Line($".queue {queue.Name} engines={queue.EngineCount} ring={queue.Ring} first={queue.FirstEngine}{(queue.IsPinned ? " pinned" : "")}");
        }
    }

    private void Buffer(OnChipBuffer buffer)
    {
        var place = CoreAddress.Decode(buffer.Address, _options.Spec);
        var position = buffer.Memory == LocalMemory.Psum ? $"bank={place.Offset / _options.Spec.PsumBankBytes}" : $"at=0x{place.Offset:X}";
        var earlier = _image.Buffers.TakeWhile(b => b != buffer).FirstOrDefault(b => Shares(b, buffer));
        Line($".{buffer.Memory.ToString().ToLowerInvariant()} {buffer.Name} {buffer.Type.AssemblyName()}{Shape(buffer.Shape)} {position} partition={place.Partition}"
            + (earlier is null ? "" : $" alias={earlier.Name}"));
    }

    private bool Shares(OnChipBuffer a, OnChipBuffer b) =>
        a.Core == b.Core && a.Memory == b.Memory && Extent(a).Overlaps(Extent(b));

    private BufferExtent Extent(OnChipBuffer buffer)
    {
        var place = CoreAddress.Decode(buffer.Address, _options.Spec);
        return new BufferExtent(buffer.Name, "", place.Partition, buffer.Shape[0], place.Offset, buffer.BytesPerPartition);
    }

    private void Streams()
    {
        var printer = new WordPrinter(_options);
        foreach (var stream in _image.Streams)
        {
            Select(stream.Core);
            Line("");
            Line($".engine {stream.Engine.AssemblyName()}");
            var labels = stream.Labels.ToLookup(l => l.Index, l => l.Name);
            for (var i = 0; i <= stream.Words.Count; i++)
            {
                foreach (var label in labels[i])
                    Line(label + ":");
                if (i == stream.Words.Count)
                    break;
                if (_withLines)
                    Line($".line {stream.Lines[i].File}, {stream.Lines[i].Line}");
                Line("    " + printer.Print(stream, stream.Words[i], index => labels[index].FirstOrDefault(), BlockName));
            }
        }
    }

    private string? BlockName(int index) => index >= 0 && index < _image.DmaBlocks.Count ? _image.DmaBlocks[index].Name : null;
}
