using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;
using Hardware.Firmware.Loading;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Debugger;

/// <summary>The names of a program and what they stand for in the loaded chip.</summary>
public sealed class SymbolTable
{
    private readonly LoadPlan _plan;
    private readonly AssemblyContext _context;

    public SymbolTable(RunSession run)
    {
        _plan = run.Plan;
        Streams = [.. _plan.Streams.Select(s => new StreamName(s.Source.Core, s.Source.Engine))];
        _context = new AssemblyContext(new AssemblerOptions { Spec = run.Board.Chip.Spec });
        foreach (var tensor in Image.Tensors)
            _context.Add(tensor);
        foreach (var buffer in Image.Buffers)
            _context.Cores[buffer.Core].Buffers[buffer.Name] = buffer;
        foreach (var semaphore in Image.Semaphores)
            _context.Cores[semaphore.Core].Semaphores[semaphore.Name] = semaphore;
    }

    public ProgramImage Image => _plan.Image;

    /// <summary>The streams that the program has.</summary>
    public IReadOnlyList<StreamName> Streams { get; }

    /// <summary>A line as tokens of the assembly language; names without a core mean those of <paramref name="core"/>.</summary>
    public TokenReader Tokens(SourceText line, int core)
    {
        _context.Core = core;
        return _context.Tokens(line);
    }

    /// <summary>Evaluates an expression of the assembly language.</summary>
    public Value Expression(TokenReader reader) => _context.Expression(reader);

    /// <summary>Names that a view may start with on a core.</summary>
    public IEnumerable<string> ViewableNames(int core) => Image.Buffers.Where(b => b.Core == core).Select(b => b.Name).Concat(Image.Tensors.Select(t => t.Name));

    /// <summary>Reads a view of the assembly language.</summary>
    public TensorView View(TokenReader reader) => new ViewParser(_context).Parse(reader);

    /// <summary>The loaded stream of a name that is in <see cref="Streams"/>.</summary>
    public LoadedStream StreamOf(StreamName stream) => _plan.FindStream(stream.Core, stream.Engine)!;

    /// <summary>The index of a label in a loaded stream, or -1.</summary>
    public int FindLabel(StreamName stream, string label)
    {
        var loaded = StreamOf(stream);
        foreach (var (name, index) in loaded.Source.Labels)
        {
            if (string.Equals(name, label, StringComparison.Ordinal))
                return loaded.LoadedIndexOf(index);
        }

        return -1;
    }

    /// <summary>The labels before an instruction of a loaded stream.</summary>
    public IEnumerable<string> LabelsAt(StreamName stream, int programCounter)
    {
        var loaded = StreamOf(stream);
        return loaded.Source.Labels.Where(l => loaded.LoadedIndexOf(l.Index) == programCounter).Select(l => l.Name);
    }

    /// <summary>The semaphore of a name, of this core or as <c>core1.name</c>; null if there is none.</summary>
    public NamedNumber? FindSemaphore(string name, int core)
    {
        _context.Core = core;
        return _context.FindSymbol(name, c => c.Semaphores);
    }

    /// <summary>Names of the semaphores of a core.</summary>
    public IEnumerable<NamedNumber> SemaphoresOf(int core) => Image.Semaphores.Where(s => s.Core == core);

    /// <summary>The name of a semaphore, or <c>S[5]</c>.</summary>
    public string SemaphoreName(int core, int number) =>
        Image.Semaphores.Find(s => s.Core == core && s.Number == number)?.Name ?? $"S[{number}]";

    /// <summary>The name of an event, or <c>E[5]</c>.</summary>
    public string EventName(int core, int number) => Image.Events.Find(s => s.Core == core && s.Number == number)?.Name ?? $"E[{number}]";

    /// <summary>A core-local address by the buffer that starts there, else in hexadecimal.</summary>
    public string LocalAddress(int core, uint address) =>
        Image.Buffers.Find(b => b.Core == core && b.Address == address)?.Name ?? $"0x{address:x}";

    /// <summary>The tensor that holds an address of device memory, and the byte in it; null if none does.</summary>
    public (ProgramTensor Tensor, long Offset)? TensorAt(long address)
    {
        for (var t = 0; t < Image.Tensors.Count; t++)
        {
            var offset = address - _plan.TensorAddresses[t];
            if (offset >= 0 && offset < Image.Tensors[t].ByteLength)
                return (Image.Tensors[t], offset);
        }

        return null;
    }

    /// <summary>Device memory address of a tensor.</summary>
    public long AddressOf(int tensor) => _plan.TensorAddresses[tensor];

    /// <summary>Suggestion for a mistyped stream.</summary>
    public string SuggestStream(string name) => Suggestion.DidYouMean(name, Streams.SelectMany(s => new[] { s.ToString(), s.Engine.AssemblyName() }));
}
