using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>Reads waits and updates of semaphores and events.</summary>
public sealed class SynchronisationParser(AssemblyContext context)
{
    private static readonly string[] Updates = ["++", "--", "+=", "-=", "="];

    /// <summary>Reads a wait after its <c>$</c>.</summary>
    public WaitCondition Wait(TokenReader reader)
    {
        var isEvent = IsEvent(reader);
        var named = isEvent ? Event(reader) : Semaphore(reader);
        var wait = new WaitCondition
        {
            Kind = isEvent ? WaitKind.Event : WaitKind.Semaphore,
            Index = (byte)OwnNumber(named, reader),
            Register = AccessPattern.NoRegister,
        };
        if (isEvent && !IsComparison(reader.Current))
        {
            (wait.Comparison, wait.Value) = (Comparison.Equal, 1);
            return wait;
        }

        if (!IsComparison(reader.Current))
            throw reader.Unexpected("a comparison (== != < <= > >=)");
        var symbol = reader.Take().Text;
        wait.Comparison = Enum.GetValues<Comparison>().First(c => string.Equals(c.Symbol(), symbol, StringComparison.Ordinal));
        var place = reader.Place;
        var value = context.Expression(reader);
        if (value.Kind == ValueKind.Register)
            wait.Register = (byte)context.Register(value, place);
        else
            wait.Value = Operators.Integer(value, int.MinValue, int.MaxValue, "the value to wait for", place);
        return wait;
    }

    /// <summary>True if an update stands at the reader.</summary>
    public bool IsUpdate(TokenReader reader)
    {
        if (reader.Current.Kind != TokenKind.Name)
            return false;
        var next = reader.Peek(1);
        if (next.Is("["))
            return IsNumberForm(reader.Current.Text, 'S') || IsNumberForm(reader.Current.Text, 'E');
        if (next.Is("="))
            return context.FindSymbol(reader.Current.Text, c => c.Semaphores) is not null || context.FindSymbol(reader.Current.Text, c => c.Events) is not null;
        return next.Kind == TokenKind.Symbol && Array.IndexOf(Updates, next.Text) >= 0;
    }

    /// <summary>Reads an update.</summary>
    public SemaphoreUpdate Update(TokenReader reader)
    {
        var update = new SemaphoreUpdate { Timing = UpdateTiming.Complete };
        if (IsEvent(reader))
        {
            update.Index = (byte)OwnNumber(Event(reader), reader);
            reader.Expect("=");
            var statePlace = reader.Place;
            update.Operation = reader.ExpectName("set or clear").Text switch
            {
                "set" => UpdateOperation.EventSet,
                "clear" => UpdateOperation.EventClear,
                var other => throw new InputException(SyntaxCode.EventUpdateUnknown, $"an event is set or cleared, not '{other}'; =set or =clear would be right", statePlace),
            };
        }
        else
        {
            update.Index = (byte)OwnNumber(Semaphore(reader), reader);
            Operation(reader, ref update);
        }

        if (reader.TryTake("@"))
        {
            var place = reader.Place;
            update.Timing = reader.ExpectName("read or complete").Text switch
            {
                "read" => UpdateTiming.Read,
                "complete" => UpdateTiming.Complete,
                var other => throw new InputException(SyntaxCode.UpdateTimingUnknown, $"there is no '@{other}'; @read or @complete would be right", place),
            };
        }

        return update;
    }

    /// <summary>Reads a semaphore by name or as <c>S[5]</c>, also of another core.</summary>
    public NamedNumber Semaphore(TokenReader reader) =>
        ByNumber(reader, 'S', context.Spec.Semaphores) ?? new NameFunctions(context).Semaphore(reader);

    private static bool IsComparison(Token token) => token.Is("==") || token.Is("!=") || token.Is("<") || token.Is("<=") || token.Is(">") || token.Is(">=");

    private static bool IsNumberForm(string name, char letter) =>
        name.Length == 1 ? name[0] == letter : name.StartsWith("core", StringComparison.Ordinal) && name.EndsWith("." + letter, StringComparison.Ordinal);

    private void Operation(TokenReader reader, ref SemaphoreUpdate update)
    {
        var operationPlace = reader.Place;
        update.Operation = reader.Take().Text switch
        {
            "++" => UpdateOperation.Increment,
            "--" => UpdateOperation.Decrement,
            "+=" => UpdateOperation.Add,
            "-=" => UpdateOperation.Subtract,
            "=" => UpdateOperation.Write,
            _ => throw new InputException(SyntaxCode.UpdateUnknown, "an update is ++, --, +=, -= or = and a number; write for instance done++", operationPlace),
        };
        if (update.Operation is UpdateOperation.Increment or UpdateOperation.Decrement)
            return;
        var place = reader.Place;
        update.Value = Operators.Integer(context.Expression(reader), int.MinValue, int.MaxValue, "the operand of the update", place);
    }

    private bool IsEvent(TokenReader reader)
    {
        var name = reader.Current.Text;
        return reader.Current.Kind == TokenKind.Name
            && (context.FindSymbol(name, c => c.Events) is not null || (IsNumberForm(name, 'E') && reader.Peek(1).Is("[")));
    }

    private NamedNumber Event(TokenReader reader) =>
        ByNumber(reader, 'E', context.Spec.Events) ?? context.FindSymbol(reader.Take().Text, c => c.Events)!;

    private NamedNumber? ByNumber(TokenReader reader, char letter, int count)
    {
        if (!IsNumberForm(reader.Current.Text, letter) || !reader.Peek(1).Is("["))
            return null;
        var place = reader.Place;
        var name = reader.Take().Text;
        var core = name.Length == 1 ? context.Core : Array.FindIndex([.. context.Cores], c => string.Equals($"core{c.Number}.{letter}", name, StringComparison.Ordinal));
        if (core < 0)
            throw new InputException(AssemblyCode.CoreUnknown, $"'{name}' names no core; core0 to core{context.Cores.Count - 1} would be right", place);
        reader.Expect("[");
        var numberPlace = reader.Place;
        var number = Operators.Integer(context.Expression(reader), 0, count - 1, "the number", numberPlace);
        reader.Expect("]");
        return new NamedNumber("", core, number);
    }

    private int OwnNumber(NamedNumber named, TokenReader reader) => named.Core == context.Core
        ? named.Number
        : throw new InputException(
            AssemblyCode.SemaphoreOfOtherCore,
            "an instruction waits for and updates semaphores and events of its own core; let a DMA block or a Write to increment_address(...) reach the other",
            reader.Place);
}
