using Hardware.Common.Chip;
using Hardware.Common.Lanes;
using Hardware.Common.Numerics;

namespace Hardware.Common.Isa.Lanes;

/// <summary>dst = (in op0 scalar0) op1 scalar1; a scalar is a constant or one element of each partition.</summary>
public sealed class TensorScalar : LaneInstruction
{
    public override string Mnemonic => "TensorScalar";

    public override ushort Opcode => 0x41;

    public override EngineSet Engines => EngineSet.Vector | EngineSet.GpSimd;

    public override string Summary => "dst = (in op0 scalar0) op1 scalar1; reverse0 and reverse1 swap the sides of an operator; power and rsqrt run on GpSimdE only";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), Alu.Slot("op0", 0), OperandSlot.Scalar("scalar0", 0),
        Alu.Slot("op1", 1, required: false), OperandSlot.Scalar("scalar1", 1, required: false),
        OperandSlot.Flag("reverse0", 2), OperandSlot.Flag("reverse1", 3), RoundingOperand.Slot,
    ];

    /// <summary>An operator that is left out is bypass.</summary>
    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) =>
        Alu.Cost((AluOperator)word.Codes[0], (AluOperator)word.Codes[1], spec);

    public override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        if (((AluOperator)word.Codes[0]).IsBitwise())
        {
            BitwiseBeat(lanes, beat);
            return;
        }

        var result = lanes.Result;
        Step((AluOperator)word.Codes[0], lanes.Read(1, beat), lanes.Scalar(0), word.Codes[2] != 0, result);
        if (HasSecond(word))
            Step((AluOperator)word.Codes[1], result, lanes.Scalar(1), word.Codes[3] != 0, result);
        lanes.Write(beat, result);
    }

    protected override string? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Check(engine, word, spec) is { } wrong)
            return wrong;
        for (var s = 0; s < 2; s++)
        {
            if (Alu.Check((AluOperator)word.Codes[s], engine) is { } elsewhere)
                return elsewhere;
        }

        var bitwise = ((AluOperator)word.Codes[0]).IsBitwise();
        if (HasSecond(word) && ((AluOperator)word.Codes[1]).IsBitwise() != bitwise)
            return "op0 and op1 are of different classes; two arithmetic or two bitwise operators would be right";
        if (!bitwise)
            return null;
        for (var s = 0; s < 2; s++)
        {
            if (word.Scalars[s].Kind == ScalarKind.PerPartition)
                return $"scalar{s} of a bitwise operator is a vector; a constant would be right";
        }

        return Alu.Check((AluOperator)word.Codes[0], word.Patterns[1], word.Patterns[0]);
    }

    internal static void Step(AluOperator op, ReadOnlySpan<float> data, ReadOnlySpan<float> scalar, bool reverse, Span<float> result)
    {
        if (reverse)
            LaneOperations.Apply(op, scalar, data, result);
        else
            LaneOperations.Apply(op, data, scalar, result);
    }

    private static bool HasSecond(in InstructionWord word) => word.Scalars[1].Kind != ScalarKind.None;

    // The constant of a bitwise operator is a whole number in FP32, so at most 24 significant bits.
    private static void BitwiseBeat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var size = word.Patterns[0].Type.Size();
        var source = lanes.ReadBytes(1, beat);
        var bytes = lanes.ResultBytes(size);
        var steps = HasSecond(word) ? 2 : 1;
        for (var i = 0; i < bytes.Length; i += size)
        {
            var value = IntegerAlu.Load(source[i..], size);
            for (var s = 0; s < steps; s++)
            {
                var constant = (uint)(long)word.Scalars[s].AsSingle;
                var (left, right) = word.Codes[2 + s] != 0 ? (constant, value) : (value, constant);
                value = IntegerAlu.Apply((AluOperator)word.Codes[s], size * 8, left, right);
            }

            IntegerAlu.Store(bytes[i..], size, value);
        }

        lanes.WriteBytes(beat, bytes);
    }
}
