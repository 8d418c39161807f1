using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>The range of a loop: <c>i in 0..64 step 8</c>.</summary>
/// <param name="Name">Name of the counter.</param>
/// <param name="From">First value.</param>
/// <param name="To">Bound, not reached.</param>
/// <param name="Step">Not 0.</param>
public readonly record struct LoopRange(string Name, long From, long To, long Step)
{
    /// <summary>The counter's values.</summary>
    public IEnumerable<long> Values
    {
        get
        {
            for (var value = From; Step > 0 ? value < To : value > To; value += Step)
                yield return value;
        }
    }

    /// <summary>Reads a range.</summary>
    public static LoopRange Read(AssemblyContext context, TokenReader reader)
    {
        var name = reader.ExpectName("the counter's name").Text;
        if (reader.Current.Kind != TokenKind.Name || reader.Current.Text is not "in")
            throw reader.Unexpected("'in'");
        reader.Take();
        var place = reader.Place;
        long from = Operators.Integer(context.Expression(reader), int.MinValue, int.MaxValue, "the first value", place);
        reader.Expect("..");
        place = reader.Place;
        long to = Operators.Integer(context.Expression(reader), int.MinValue, int.MaxValue, "the bound", place);
        long step = 1;
        if (reader.Current.Kind == TokenKind.Name && reader.Current.Text is "step")
        {
            reader.Take();
            place = reader.Place;
            step = Operators.Integer(context.Expression(reader), int.MinValue, int.MaxValue, "the step", place);
            if (step == 0)
                throw new InputException(SyntaxCode.StepZero, "a loop of step 0 never ends; another step would be right", place);
        }

        return new LoopRange(name, from, to, step);
    }
}
