using Hardware.Common.Diagnostics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary><c>.program .chip .reference .define .let .type .require</c>.</summary>
public sealed class DefinitionDirectives(AssemblyContext context)
{
    /// <summary>Enters the directives into a table.</summary>
    public void AddTo(Dictionary<string, Action<TokenReader>> table)
    {
        table[".program"] = reader => context.Image.Title = Ended(reader, reader.ExpectText("the title in quotes"));
        table[".chip"] = Chip;
        table[".reference"] = reader => context.Image.Reference = Ended(reader, reader.ExpectName("the reference's name").Text);
        table[".define"] = Define;
        table[".let"] = reader => Let(reader, v => v);
        table[".type"] = reader =>
        {
            var place = reader.Place;
            Let(reader, v => Value.Of(Functions.TypeOf(v, place)));
        };
        table[".require"] = Require;
    }

    /// <summary>Reports values that were given for names that the program does not define.</summary>
    public void Finish()
    {
        var known = context.Image.Defines.ConvertAll(d => d.Name);
        foreach (var name in context.Options.Defines.Keys.Order(StringComparer.Ordinal))
        {
            if (!known.Contains(name))
            {
                context.Mistakes.Add(new InputException(
                    AssemblyCode.DefineUnknown,
                    $"--define {name}: the program has no .define of that name{Suggestion.DidYouMean(name, known)}; "
                    + (known.Count > 0 ? $"{string.Join(", ", known)} would be right" : "it has none at all")));
            }
        }
    }

    private static string Ended(TokenReader reader, string text)
    {
        reader.ExpectEnd();
        return text;
    }

    private void Chip(TokenReader reader)
    {
        var place = reader.Place;
        var name = Ended(reader, reader.ExpectName("the chip's name").Text);
        if (string.Equals(name, context.Spec.Name, StringComparison.Ordinal))
            return;
        var wrong = $"the program is for chip '{name}', but '{context.Spec.Name}' is selected; select {name} or change the line";
        ChipSpec? other = null;
        try
        {
            other = context.Options.OtherChip?.Invoke(name);
        }
        catch (InputException unknown)
        {
            wrong = unknown.Message;
        }

        if (other is not null)
        {
            if (context.HasDeclarations)
                throw new InputException(AssemblyCode.ChipAfterDeclarations, "lines that depend on the chip stand before it; move this line in front of declarations, .core and chip()", place);
            context.Select(other);
            return;
        }

        throw new InputException(AssemblyCode.ChipMismatch, wrong, place);
    }

    private void Define(TokenReader reader)
    {
        var name = reader.ExpectName("a name").Text;
        reader.Expect("=");
        var value = context.Expression(reader);
        reader.ExpectEnd();
        if (context.Options.Defines.TryGetValue(name, out var given))
        {
            value = Given(name, given, value);
        }

        context.Scope.Assign(name, value);
        context.Image.Defines.RemoveAll(d => string.Equals(d.Name, name, StringComparison.Ordinal));
        context.Image.Defines.Add((name, value.ToString()));
    }

    private Value Given(string name, string text, Value usual)
    {
        try
        {
            var reader = context.Tokens(new SourceText("--define", 1, text));
            var value = context.Expression(reader);
            reader.ExpectEnd();
            return value;
        }
        catch (InputException error)
        {
            throw new InputException(AssemblyCode.DefineValueWrong, $"--define {name}={text}: {error.Message}; the program's own value is {usual}");
        }
    }

    private void Let(TokenReader reader, Func<Value, Value> convert)
    {
        var name = reader.ExpectName("a name").Text;
        reader.Expect("=");
        var value = context.Expression(reader);
        reader.ExpectEnd();
        context.Scope.Assign(name, convert(value));
    }

    private void Require(TokenReader reader)
    {
        var place = reader.Place;
        var holds = Operators.Truth(context.Expression(reader), place);
        reader.Expect(",");
        var text = Ended(reader, reader.ExpectText("the message in quotes"));
        if (!holds)
            throw new InputException(AssemblyCode.RequirementFailed, text, place);
    }
}
