using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Language;

/// <summary>The functions of expressions that take values.</summary>
public static class Functions
{
    private static readonly Dictionary<string, int> Arities = new(StringComparer.Ordinal)
    {
        ["min"] = 2,
        ["max"] = 2,
        ["ceil_div"] = 2,
        ["abs"] = 1,
        ["sqrt"] = 1,
        ["float"] = 1,
        ["int"] = 1,
        ["bits"] = 1,
        ["bytes"] = 1,
    };

    /// <summary>Calls a function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="others">Names of further functions, for suggestions.</param>
    /// <param name="place">Where it is called.</param>
    public static Value Call(string name, IReadOnlyList<Value> arguments, IEnumerable<string> others, SourcePlace place)
    {
        if (!Arities.TryGetValue(name, out var arity))
        {
            throw new InputException(
                AssemblyCode.FunctionUnknown, $"no function is named '{name}'{Suggestion.DidYouMean(name, Arities.Keys.Concat(others))}; see docs/language.md", place);
        }

        if (arguments.Count != arity)
            throw new InputException(AssemblyCode.FunctionArguments, $"{name} has {arguments.Count} arguments here; {arity} would be right", place);
        var first = arguments[0];
        return name switch
        {
            "min" => Operators.Truth(Operators.Apply("<=", first, arguments[1], place), place) ? first : arguments[1],
            "max" => Operators.Truth(Operators.Apply(">=", first, arguments[1], place), place) ? first : arguments[1],
            "ceil_div" => Operators.Negate(
                Operators.Apply("/", Value.Of(-Operators.Integer(first, place)), Value.Of(Operators.Integer(arguments[1], place)), place), place),
            "abs" => Operators.Number(first, place) < 0 ? Operators.Negate(first, place) : first,
            "sqrt" => Value.Of(Math.Sqrt(Operators.Number(first, place))),
            "float" => Value.Of(Operators.Number(first, place)),
            "int" => Value.Of((long)Operators.Number(first, place)),
            "bits" => Value.Of((long)BitConverter.SingleToUInt32Bits((float)Operators.Number(first, place))),
            "bytes" => Value.Of((long)TypeOf(first, place).Size()),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    /// <summary>Requires a type.</summary>
    public static DataType TypeOf(Value value, SourcePlace place) => value.Kind == ValueKind.Type
        ? value.Type
        : throw new InputException(AssemblyCode.TypeExpected, $"'{value}' is {value.KindName}; a type such as fp32 or bf16 would be right", place);
}
