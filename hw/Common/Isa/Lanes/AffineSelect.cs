using Hardware.Common.Engines.Lanes;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Comparisons of an affine value with zero.</summary>
public enum AffineComparison : byte
{
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// <summary>dst = in where the affine value compares true with zero, a constant elsewhere: causal masks.</summary>
public sealed class AffineSelect : LaneInstruction
{
    public override string Mnemonic => "AffineSelect";

    public override ushort Opcode => 0x59;

    public override EngineSet Engines => EngineSet.GpSimd;

    public override string Summary => "dst = in where (offset + partition * channel_multiplier + index value of pattern) cmp 0, fill elsewhere";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Pattern("pattern", 2),
        OperandSlot.Integer("offset", 0, required: false), OperandSlot.Integer("channel_multiplier", 1, required: false),
        OperandSlot.Choice("cmp", 0, [">", ">=", "==", "!="]), OperandSlot.Scalar("fill", 0), RoundingOperand.Slot,
    ];

    public override int KernelStartCycles(in InstructionWord word, ChipSpec spec) => spec.GpSimdStartCycles;

    public override void Beat(LaneDatapath lanes, int beat)
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

    protected override string? CheckShapes(in InstructionWord word) =>
        base.CheckShapes(word) ?? AffineValue.Check(word.Patterns[2], word.Patterns[0]);

    private static bool Holds(AffineComparison comparison, int value) => comparison switch
    {
        AffineComparison.Greater => value > 0,
        AffineComparison.GreaterOrEqual => value >= 0,
        AffineComparison.Equal => value == 0,
        _ => value != 0,
    };
}
