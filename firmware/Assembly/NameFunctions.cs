using Hardware.Common.Diagnostics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>The functions of expressions that take a name of the program or of the chip.</summary>
public sealed class NameFunctions(AssemblyContext context)
{
    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> All { get; } =
        ["size", "dim", "address", "semaphore", "increment_address", "set_address", "engines", "chip", "defined"];

    /// <summary>Calls one; the reader stands before its arguments.</summary>
    public Value Call(string function, TokenReader reader)
    {
        switch (function)
        {
            case "defined":
                return Value.Of(context.Scope.TryFind(reader.ExpectName("a name").Text, out _));
            case "semaphore":
                return Value.Of((long)Semaphore(reader).Number);
            case "increment_address":
                return Value.Of(SemaphoreAddress(context.Spec.SemaphoreIncrementOffset.Value, reader));
            case "set_address":
                return Value.Of(SemaphoreAddress(context.Spec.SemaphoreSetOffset.Value, reader));
            case "address":
                return Address(reader);
            case "engines":
                return Value.Of((long)DmaHeader.FindQueue(context, reader).Queue.EngineCount);
            case "chip":
                context.ChipWasAsked = true;
                return Value.Of(ChipParameter(reader));
        }

        var place = reader.Place;
        var view = new ViewParser(context).Parse(reader);
        if (function is "size")
            return Value.Of(view.Elements);
        reader.Expect(",");
        place = reader.Place;
        return Value.Of((long)view.Dimensions[Operators.Integer(context.Expression(reader), 0, view.Dimensions.Count - 1, "the dimension", place)].Size);
    }

    /// <summary>Reads the name of a semaphore of this core.</summary>
    public NamedNumber Semaphore(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("a semaphore").Text;
        return context.FindSymbol(name, c => c.Semaphores) ?? throw new InputException(
            AssemblyCode.SemaphoreUnknown,
            $"core {context.Core} has no semaphore '{name}'{Suggestion.DidYouMean(name, context.Symbols.Semaphores.Keys)}; declare it with .semaphore before this line",
            place);
    }

    private long ChipParameter(TokenReader reader)
    {
        var place = reader.Place;
        var name = reader.ExpectName("a parameter of the chip").Text;
        foreach (var (known, parameter) in context.Spec.All)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
                return parameter.Value;
        }

        throw new InputException(
            AssemblyCode.ChipNumberUnknown,
            $"chip '{context.Spec.Name}' has no parameter '{name}'{Suggestion.DidYouMean(name, ChipSpec.Names)}; 'inspect --chip {context.Spec.Name}' lists all",
            place);
    }

    private Value Address(TokenReader reader)
    {
        var place = reader.Place;
        var view = new ViewParser(context).Parse(reader);
        return view.IsOnChip
            ? Value.Of(view.Start.Offset)
            : throw new InputException(AssemblyCode.AddressNotOnChip, $"'{view.Name}' lies in device memory, where the loader places it; name a buffer", place);
    }

    private long SemaphoreAddress(long alias, TokenReader reader)
    {
        var semaphore = Semaphore(reader);
        return context.Spec.CoreApertureBase.Value + (semaphore.Core * context.Spec.CoreApertureStride.Value) + alias + (4L * semaphore.Number);
    }
}
