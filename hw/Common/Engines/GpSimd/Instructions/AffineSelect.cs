using Hardware.Common.Engines.Lanes;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.GpSimd.Instructions;

/// <summary>dst = in where the affine value compares true with zero, a constant elsewhere: causal masks.</summary>
public sealed class AffineSelect : LaneInstruction
{
    public override InstructionDefinition Definition => IndexDefinitions.AffineSelect;

    public override int KernelStartCycles(in InstructionWord word, ChipSpec spec) => spec.GpSimdStartCycles;

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var value = AffineValue.Of(word, word.Patterns[2], beat);
        var source = lanes.Read(1, beat);
        var fill = lanes.Scalar(0);
        var result = lanes.Result;
        for (var p = 0; p < result.Length; p++)
            result[p] = Holds((AffineComparison)word.Codes[0], unchecked(value + (p * word.Integers[1]))) ? source[p] : fill[p];
        lanes.WriteConverted(beat, result);
    }

    protected override OperandFault? CheckShapes(in InstructionWord word) =>
        base.CheckShapes(word) ?? AffineValue.Check(word.Patterns[2], word.Patterns[0]);

    private static bool Holds(AffineComparison comparison, int value) => comparison switch
    {
        AffineComparison.Greater => value > 0,
        AffineComparison.GreaterOrEqual => value >= 0,
        AffineComparison.Equal => value == 0,
        _ => value != 0,
    };
}
