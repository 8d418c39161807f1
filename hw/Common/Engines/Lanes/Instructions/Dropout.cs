using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>
/// Replaces elements by zero, each with the same probability and independently. One 32-bit draw u for each element decides: the event
/// of probability <c>rate</c> occurs if u is below rate x 2^32, compared exactly. So a rate of 0, less, or NaN never occurs, 1 or more always,
/// and any other as often as stated to within 2^-32.
/// </summary>
/// <remarks>The comparison is our choice, because the hardware's is unpublished. Elements that stay are not scaled and keep their bits.</remarks>
public sealed class Dropout : LaneInstruction
{
    private const double DrawRange = 4294967296.0;

    public override InstructionDefinition Definition => RandomDefinitions.Dropout;

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        var source = lanes.ReadBytes(1, beat);
        var rates = lanes.Scalar(0);
        var draws = lanes.DrawBits();
        var size = source.Length / draws.Length;
        var bytes = lanes.ResultBytes(size);
        bytes.Clear();
        var keeps = (DropoutMode)lanes.Word.Codes[0] == DropoutMode.Keep;
        for (var i = 0; i < draws.Length; i++)
        {
            // Both sides are exact in FP64.
            if (draws[i] < rates[i] * DrawRange == keeps)
                source.Slice(i * size, size).CopyTo(bytes[(i * size)..]);
        }

        lanes.WriteBytes(beat, bytes);
    }

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec) => base.Check(engine, word, spec)
        ?? OperandRules.SameType(word.Patterns[1], "in", word.Patterns[0], "dst");
}
