using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>dst = 1 / in, correctly rounded FP32.</summary>
public sealed class Reciprocal : LaneInstruction
{
    public override string Mnemonic => "Reciprocal";

    public override ushort Opcode => 0x47;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "dst = 1 / in, computed in FP32, more precise and slower than the activation function";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
        [OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot];

    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => new(spec.ReciprocalCyclesPerBeat, 1);

    public override void Beat(LaneDatapath lanes, int beat)
    {
        var result = lanes.Result;
        SimdOperations.Reciprocal(lanes.Read(1, beat), result);
        lanes.Write(beat, result);
    }
}
