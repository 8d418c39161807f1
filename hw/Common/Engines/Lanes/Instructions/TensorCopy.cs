using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Copies a tensor, bit for bit if the types are equal, through FP32 if not.</summary>
public sealed class TensorCopy : LaneInstruction
{
    public override InstructionDefinition Definition => MoveDefinitions.TensorCopy;

    protected override void Beat(LaneDatapath lanes, int beat)
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
