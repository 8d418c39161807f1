using Hardware.Common.Engines.Lanes;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Copies a tensor, bit for bit if the types are equal, through FP32 if not.</summary>
public sealed class TensorCopy : LaneInstruction
{
    public override string Mnemonic => "TensorCopy";

    public override ushort Opcode => 0x45;

    public override EngineSet Engines => EngineSet.Vector | EngineSet.GpSimd;

    public override string Summary => "dst = in; bit-exact between equal types, cast through FP32 otherwise";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
        [OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot];

    public override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        if (word.Patterns[0].Type == word.Patterns[1].Type)
        {
            lanes.WriteBytes(beat, lanes.ReadBytes(1, beat));
            return;
        }

        var result = lanes.Result;
        lanes.Read(1, beat).CopyTo(result);
        lanes.WriteConverted(beat, result);
    }
}
