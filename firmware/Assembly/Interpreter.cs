using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>Carries out the statements of a program: conditions, loops, macros and includes here, the rest in the directive classes.</summary>
public sealed class Interpreter
{
    private const int MaximumDepth = 64;
    private const int MaximumStatements = 1_000_000;

    private readonly AssemblyContext _context;
    private readonly Dictionary<string, Macro> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<TokenReader>> _directives = new(StringComparer.Ordinal);
    private readonly DefinitionDirectives _definitions;
    private readonly DmaDirectives _dma;
    private readonly StreamStatements _streams;
    private int _depth;
    private int _statements;
    private int _calls;

    public Interpreter(AssemblyContext context)
    {
        _context = context;
        _definitions = new DefinitionDirectives(context);
        _definitions.AddTo(_directives);
        new TensorDirectives(context).AddTo(_directives);
        new CoreDirectives(context).AddTo(_directives);
        _dma = new DmaDirectives(context);
        _streams = new StreamStatements(context);
        _streams.AddTo(_directives);
    }

    /// <summary>Carries out a whole program.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">As messages name it.</param>
    public void Run(string text, string file)
    {
        Execute(SourceReader.Parse(text, file, m => _context.Mistakes.Add(m)));
        if (_context.Mistakes.IsFull || _context.Mistakes.DeclarationsFailed)
            return;
        _streams.Finish(_dma);
        _definitions.Finish();
    }

    /// <summary>Carries out statements; a mistake in one does not stop the others.</summary>
    public void Execute(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            if (_context.Mistakes.IsFull)
                return;
            try
            {
                if (++_statements > MaximumStatements)
                {
                    throw new InputException(
                        SyntaxCode.ExpansionTooLong, $"loops and macros expand to more than {MaximumStatements} lines; use a loop of the sequencer instead", statement.Head.At(0));
                }

                Execute(statement);
            }
            catch (InputException error) when (error.Code is AssemblyCode.RequirementFailed or AssemblyCode.DefineValueWrong)
            {
                _context.Mistakes.AddLast(error);
            }
            catch (InputException error) when (error.Code is not SyntaxCode.ExpansionTooLong)
            {
                _context.Mistakes.Add(error, statement.Head);
            }
        }
    }

    private void Execute(Statement statement)
    {
        var isBlock = statement.Branches is not null;
        // Macro bodies are read when they are called; the heads of branches when they are reached.
        var reader = _context.Tokens(statement.Head);
        if (reader.Current.Kind != TokenKind.Dotted)
        {
            Line(reader);
            return;
        }

        var place = reader.Place;
        var directive = reader.Take().Text;
        if (isBlock)
            Block(directive, reader, statement);
        else if (directive is ".include")
            Include(reader);
        else if (_directives.TryGetValue(directive, out var action))
            action(reader);
        else
            throw new InputException(SyntaxCode.DirectiveUnknown, $"there is no directive '{directive}'{Suggestion.DidYouMean(directive, KnownDirectives)}; see docs/language.md", place);
    }

    private IEnumerable<string> KnownDirectives => _directives.Keys.Concat([".include", ".if", ".elif", ".else", ".end", ".for", ".macro", ".dma", ".repeat"]);

    private void Block(string directive, TokenReader reader, Statement statement)
    {
        var body = statement.Branches![0].Body;
        var place = reader.Line.At(0);
        switch (directive)
        {
            case ".if":
                Conditional(statement);
                break;
            case ".for":
                Loop(reader, body);
                break;
            case ".macro":
                DefineMacro(reader, body);
                break;
            case ".dma":
                _dma.Block(reader, s => InScope(place, () => Execute(s)), body);
                break;
            default:
                _dma.Repeat(reader, s => InScope(place, () => Execute(s)), body);
                break;
        }
    }

    private void Conditional(Statement statement)
    {
        foreach (var branch in statement.Branches!)
        {
            var reader = _context.Tokens(branch.Head);
            var word = reader.Take().Text;
            var holds = true;
            if (word is not ".else")
            {
                var place = reader.Place;
                holds = Operators.Truth(_context.Expression(reader), place);
            }

            reader.ExpectEnd();
            if (holds)
            {
                Execute(branch.Body);
                return;
            }
        }
    }

    private void Loop(TokenReader reader, IReadOnlyList<Statement> body)
    {
        var range = LoopRange.Read(_context, reader);
        reader.ExpectEnd();
        foreach (var value in range.Values)
        {
            InScope(reader.Line.At(0), () =>
            {
                _context.Scope.Declare(range.Name, Value.Of(value));
                Execute(body);
            });
        }
    }

    private void DefineMacro(TokenReader reader, IReadOnlyList<Statement> body)
    {
        var place = reader.Place;
        var name = reader.ExpectName("the macro's name").Text;
        var parameters = new List<string>();
        reader.Expect("(");
        while (!reader.Current.Is(")"))
        {
            parameters.Add(reader.ExpectName("a parameter").Text);
            if (!reader.TryTake(","))
                break;
        }

        reader.Expect(")");
        reader.ExpectEnd();
        if (!_macros.TryAdd(name, new Macro(parameters, body)))
            throw new InputException(SyntaxCode.MacroTwice, $"the macro '{name}' is defined already; choose another name", place);
    }

    private void Line(TokenReader reader)
    {
        if (reader.Current.Kind == TokenKind.Name && reader.Peek(1).Is("(") && _macros.TryGetValue(reader.Current.Text, out var macro))
            Call(macro, reader);
        else if (_dma.IsOpen && reader.Current.Kind == TokenKind.Name && reader.Current.Text is "copy")
            _dma.Copy(reader);
        else if (_dma.IsOpen && reader.Current.Kind == TokenKind.Name && reader.Current.Text is "descriptor")
            _dma.Descriptor(reader);
        else
            _streams.Line(reader, _macros.Keys);
    }

    private void Call(Macro macro, TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.Take().Text;
        reader.Expect("(");
        var arguments = new List<IReadOnlyList<Token>>();
        while (!reader.Current.Is(")"))
        {
            arguments.Add(Argument(reader));
            if (!reader.TryTake(","))
                break;
        }

        reader.Expect(")");
        reader.ExpectEnd();
        if (arguments.Count != macro.Parameters.Count)
        {
            throw new InputException(
                SyntaxCode.MacroArguments, $"the macro '{name}' has {arguments.Count} arguments here; {macro.Parameters.Count} would be right", place);
        }

        InScope(place, () =>
        {
            _context.Scope.Declare("unique", Value.Of((long)_calls++));
            for (var a = 0; a < arguments.Count; a++)
                _context.Scope.Substitute(macro.Parameters[a], arguments[a]);
            Execute(macro.Body);
        });
    }

    /// <summary>An argument is an expression, whose value is passed, or else the words up to the next comma.</summary>
    private IReadOnlyList<Token> Argument(TokenReader reader)
    {
        var mark = reader.Mark();
        try
        {
            var first = reader.Current;
            var value = _context.Expression(reader);
            if (reader.Current.Is(",") || reader.Current.Is(")"))
                return [new Token(TokenKind.Literal, value.ToString(), first.Start, first.Finish, value)];
        }
        catch (InputException error) when (error.Code is AssemblyCode.NameUnknown or SyntaxCode.ExpressionMissing)
        {
            // A name of the program, or a view.
        }

        reader.Rewind(mark);
        for (var nesting = 0; !reader.AtEnd; reader.Take())
        {
            if (nesting == 0 && (reader.Current.Is(",") || reader.Current.Is(")")))
                break;
            if (reader.Current.Is("(") || reader.Current.Is("["))
                nesting++;
            else if (reader.Current.Is(")") || reader.Current.Is("]"))
                nesting--;
        }

        return reader.Since(mark);
    }

    private void Include(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectText("a file name in quotes");
        reader.ExpectEnd();
        var folder = Path.GetDirectoryName(reader.Line.File) ?? "";
        var path = Path.Combine(folder, name);
        var text = SourceReader.ReadFile(path, path, place);
        Nested(place, () => Execute(SourceReader.Parse(text, path, m => _context.Mistakes.Add(m))));
    }

    private void InScope(SourcePlace place, Action action)
    {
        var outer = _context.Scope;
        _context.Scope = new Scope(outer);
        try
        {
            Nested(place, action);
        }
        finally
        {
            _context.Scope = outer;
        }
    }

    private void Nested(SourcePlace place, Action action)
    {
        if (_depth >= MaximumDepth)
            throw new InputException(SyntaxCode.NestingTooDeep, $"macros, loops and includes are nested more than {MaximumDepth} deep; does one call itself?", place);
        _depth++;
        try
        {
            action();
        }
        finally
        {
            _depth--;
        }
    }

    private sealed record Macro(IReadOnlyList<string> Parameters, IReadOnlyList<Statement> Body);
}
