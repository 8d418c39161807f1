using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>r = (in0[i] op0 r) op1 in1[i] along the free dimensions; every r is a result.</summary>
public sealed class TensorTensorScan : LaneInstruction
{
    public override InstructionDefinition Definition => ReductionDefinitions.TensorTensorScan;

    public override int Sources => 2;

    public override bool CarriesLanes => true;

    /// <summary>The loop through the lane takes two cycles (AWS Neuron: NKI ISA reference 2.26, tensor_tensor_scan).</summary>
    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => BeatCost.Half;

    public override void Begin(LaneDatapath lanes) => lanes.Scalar(0).CopyTo(lanes.Row(0));

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var state = lanes.Row(0)[..lanes.Partitions];
        var result = lanes.Result;
        SimdOperations.Apply((AluOperator)word.Codes[0], lanes.Read(1, beat), state, result);
        SimdOperations.Apply((AluOperator)word.Codes[1], result, lanes.Read(2, beat), result);
        result.CopyTo(state);
        lanes.Write(beat, result);
    }
}
