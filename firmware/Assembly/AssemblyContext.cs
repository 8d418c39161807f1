using System.Diagnostics.CodeAnalysis;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>The state of one assembly: what has been declared, the scope of names, the selected core and stream, and the mistakes so far.</summary>
public sealed class AssemblyContext : IExpressionNames
{
    private readonly Dictionary<string, int> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);
    private readonly NameFunctions _functions;

    public AssemblyContext(AssemblerOptions options)
    {
        Options = options;
        Select(options.Spec);
        _functions = new NameFunctions(this);
        Mistakes = new MistakeList(options.MaximumErrors);
    }

    public AssemblerOptions Options { get; }

    /// <summary>The chip.</summary>
    public ChipSpec Spec { get; private set; }

    public ProgramImage Image { get; } = new();

    /// <summary>The innermost scope.</summary>
    public Scope Scope { get; set; } = new(null);

    /// <summary>The core that <c>.core</c> selected.</summary>
    public int Core { get; set; }

    /// <summary>The stream that <c>.engine</c> selected.</summary>
    public StreamBuilder? Stream { get; set; }

    public IReadOnlyList<CoreSymbols> Cores { get; private set; }

    public CoreSymbols Symbols => Cores[Core];

    /// <summary>The mistakes so far.</summary>
    public MistakeList Mistakes { get; }

    /// <summary>Assembles for a chip from here on; nothing must have been declared.</summary>
    [MemberNotNull(nameof(Spec), nameof(Cores))]
    public void Select(ChipSpec spec)
    {
        (Spec, Core) = (spec, 0);
        Image.Chip = spec.Name;
        Cores = [.. Enumerable.Range(0, spec.Cores).Select(c => new CoreSymbols(c, spec))];
    }

    /// <summary>True once an expression has asked for a number of the chip.</summary>
    public bool ChipWasAsked { get; set; }

    /// <summary>True if something has been declared or evaluated that depends on the chip.</summary>
    public bool HasDeclarations => ChipWasAsked || Core != 0 || _tensors.Count > 0 || Cores.Any(c => c.Names.Count > 0 || c.Streams.Count > 0);

    IEnumerable<string> IExpressionNames.Names => Scope.Names;

    IReadOnlyCollection<string> IExpressionNames.NameFunctions => NameFunctions.All;

    /// <summary>Names that a view may start with here, for suggestions.</summary>
    public IEnumerable<string> ViewableNames => Symbols.Buffers.Keys.Concat(_tensors.Keys);

    /// <summary>Tokens of a line, macro arguments and pastes filled in.</summary>
    public TokenReader Tokens(SourceText line) => new(line, new Lexer(line, Paste, Scope.Substitution).Run());

    /// <summary>Evaluates the expression at the reader.</summary>
    public Value Expression(TokenReader reader) => new ExpressionParser(reader, this).Parse();

    /// <summary>Reads integers with commas between, up to a closing symbol that is left.</summary>
    public List<int> Integers(TokenReader reader, string closing, long least, long most, string what)
    {
        var integers = new List<int>();
        while (!reader.Current.Is(closing))
        {
            var place = reader.Place;
            integers.Add(Operators.Integer(Expression(reader), least, most, what, place));
            if (!reader.TryTake(","))
                break;
        }

        return integers;
    }

    bool IExpressionNames.TryFind(string name, out Value value) => Scope.TryFind(name, out value);

    Value IExpressionNames.Call(string function, TokenReader reader) => _functions.Call(function, reader);

    /// <summary>Makes a name the program's own; it must be new.</summary>
    /// <param name="name">The name.</param>
    /// <param name="core">Core that it belongs to, or -1 for the program.</param>
    /// <param name="place">Where it is declared.</param>
    public void Claim(string name, int core, SourcePlace place)
    {
        var taken = _tensors.ContainsKey(name) || (core >= 0 ? Cores[core].Names.Contains(name) : Cores.Any(c => c.Names.Contains(name)));
        if (taken)
            throw new InputException(AssemblyCode.NameTaken, $"'{name}' is declared already; choose another name", place);
        if (core >= 0)
            Cores[core].Names.Add(name);
    }

    /// <summary>Adds a tensor whose name has been claimed.</summary>
    public void Add(ProgramTensor tensor)
    {
        _tensors.Add(tensor.Name, Image.Tensors.Count);
        Image.Tensors.Add(tensor);
    }

    /// <summary>Index of a tensor, or -1.</summary>
    public int FindTensor(string name) => _tensors.GetValueOrDefault(name, -1);

    /// <summary>True if a view may start with the name here.</summary>
    public bool IsViewable(string name) => FindTensor(name) >= 0 || FindSymbol(name, c => c.Buffers) is not null;

    /// <summary>Something of this core by its name, or of another by <c>coreN.name</c>; null if there is none.</summary>
    public T? FindSymbol<T>(string name, Func<CoreSymbols, Dictionary<string, T>> table)
        where T : class
    {
        if (table(Symbols).TryGetValue(name, out var found))
            return found;
        for (var core = 0; core < Cores.Count; core++)
        {
            var prefix = $"core{core}.";
            if (name.StartsWith(prefix, StringComparison.Ordinal) && table(Cores[core]).TryGetValue(name[prefix.Length..], out found))
                return found;
        }

        return null;
    }

    /// <summary>The number of a register that the sequencers have.</summary>
    public int Register(Value value, SourcePlace place)
    {
        if (value.Kind != ValueKind.Register || value.Integer >= Spec.SequencerRegisters.Value)
            throw new InputException(AssemblyCode.RegisterExpected, $"'{value}' is no register; R0 to R{Spec.SequencerRegisters.Value - 1} would be right", place);
        return (int)value.Integer;
    }

    /// <summary>Core-local bytes from a partition to the next.</summary>
    public long PartitionStride(LocalMemory memory) =>
        memory == LocalMemory.Psum ? Spec.PsumPartitionStride.Value : Spec.SbufPartitionStride.Value;

    /// <summary>The line as the image stores it.</summary>
    public SourceLine LineOf(SourceText line)
    {
        if (!_files.TryGetValue(line.File, out var file))
        {
            _files[line.File] = file = Image.SourceFiles.Count;
            Image.SourceFiles.Add(line.File);
        }

        return new SourceLine(file, line.Number);
    }

    private string Paste(SourceText line, int index, string expression)
    {
        // The expression is lexed as if the line held nothing else, so that columns stay right.
        var padded = line with { Text = new string(' ', index) + expression };
        var reader = Tokens(padded);
        // A macro argument that is a name pastes as that name.
        if (reader.Current.Kind == TokenKind.Name && reader.Peek(1).Kind == TokenKind.End && !Scope.TryFind(reader.Current.Text, out _)
            && Scope.Substitution(expression.Trim()) is not null)
        {
            return reader.Current.Text;
        }

        var value = Expression(reader);
        reader.ExpectEnd();
        return value.ToString();
    }
}
