using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>dst = in0 op in1, element by element.</summary>
public sealed class TensorTensor : LaneInstruction
{
    public override InstructionDefinition Definition => ElementwiseDefinitions.TensorTensor;

    public override int Sources => 2;

    /// <summary>The fast form needs BF16 everywhere, contiguous, with add, subtract or multiply (AWS Neuron: NKI ISA reference 2.26, tensor_tensor).</summary>
    public override bool ReadsPacked(in InstructionWord word)
    {
        if ((AluOperator)word.Codes[0] is not (AluOperator.Add or AluOperator.Subtract or AluOperator.Multiply))
            return false;
        for (var i = 0; i < 3; i++)
        {
            if (word.Patterns[i].Type != DataType.BFloat16 || word.Patterns[i].Steps[0] != 1)
                return false;
        }

        return true;
    }

    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => AluRules.Cost((AluOperator)word.Codes[0], AluOperator.Bypass, spec);

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var op = (AluOperator)word.Codes[0];
        if (IsInteger(lanes.Engine, word))
        {
            var size = word.Patterns[0].Type.Size();
            var bytes = lanes.ResultBytes(size);
            IntegerAlu.Apply(op, size, lanes.ReadBytes(1, beat), lanes.ReadBytes(2, beat), bytes);
            lanes.WriteBytes(beat, bytes);
            return;
        }

        var result = lanes.Result;
        SimdOperations.Apply(op, lanes.Read(1, beat), lanes.Read(2, beat), result);
        lanes.Write(beat, result);
    }

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Check(engine, word, spec) is { } wrong)
            return wrong;
        var op = (AluOperator)word.Codes[0];
        return AluRules.Check(op, engine, spec) ?? AluRules.Check(op, word.Patterns[1], word.Patterns[0]) ?? AluRules.Check(op, word.Patterns[2], word.Patterns[0]);
    }

    private static bool IsInteger(Engine engine, in InstructionWord word)
    {
        var op = (AluOperator)word.Codes[0];
        if (op.IsBitwise())
            return true;
        var type = word.Patterns[0].Type;
        return engine == Engine.GpSimd && AluRules.IsExactInteger(op) && type is DataType.Int32 or DataType.UInt32
            && word.Patterns[1].Type == type && word.Patterns[2].Type == type;
    }
}
