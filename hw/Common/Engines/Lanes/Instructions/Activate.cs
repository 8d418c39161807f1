using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>dst = function(in x scale + bias), with an optional sum of the results into the reduce registers.</summary>
public sealed class Activate : LaneInstruction
{
    public override InstructionDefinition Definition => ActivationDefinitions.Activate;

    public override int TableSet(in InstructionWord word) => FunctionSets.Of((ActivationFunction)word.Codes[0]);

    public override void Begin(LaneDatapath lanes)
    {
        if ((ReduceCommand)lanes.Word.Codes[1] is ReduceCommand.Reset or ReduceCommand.ResetReduce)
            lanes.ReduceRegisters.Clear();
    }

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var source = lanes.Read(1, beat);
        var result = lanes.Result;
        Scale(lanes, word, source, result);
        ActivationTables.For((ActivationFunction)word.Codes[0]).Evaluate(result, result);
        if ((ReduceCommand)word.Codes[1] is ReduceCommand.Reduce or ReduceCommand.ResetReduce)
        {
            var registers = lanes.ReduceRegisters.Slice(lanes.FirstPartition, result.Length);
            var explained = NanMask.Of(registers) | NanMask.Of(result);
            SimdOperations.Apply(AluOperator.Add, registers, result, registers);
            lanes.ReportNan(NanMask.Of(registers) & ~explained);
        }

        lanes.Write(beat, result);
    }

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec) => base.Check(engine, word, spec)
        ?? (word.Scalars[1].Kind is ScalarKind.None or ScalarKind.PerPartition
            ? null
            : OperandFault.Illegal("bias is a constant; on this core a vector of one element a partition would be right"));

    // One fused multiply-add in front of the function; what is not given costs no rounding.
    private static void Scale(LaneDatapath lanes, in InstructionWord word, ReadOnlySpan<float> source, Span<float> result)
    {
        var hasScale = word.Scalars[0].Kind != ScalarKind.None;
        var scale = lanes.Scalar(0);
        if (word.Scalars[1].Kind != ScalarKind.None)
        {
            var bias = lanes.Scalar(1);
            for (var i = 0; i < result.Length; i++)
                result[i] = MathF.FusedMultiplyAdd(source[i], hasScale ? scale[i] : 1f, bias[i]);
        }
        else if (hasScale)
        {
            for (var i = 0; i < result.Length; i++)
                result[i] = source[i] * scale[i];
        }
        else
        {
            source.CopyTo(result);
        }
    }
}
