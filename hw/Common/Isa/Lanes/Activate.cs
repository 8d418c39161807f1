using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>What an activation does with the reduce registers; codes as in the public ISA.</summary>
public enum ReduceCommand : byte
{
    /// <summary>Leaves them alone.</summary>
    Idle,

    /// <summary>Sets them to zero.</summary>
    Reset,

    /// <summary>Adds the results to them.</summary>
    Reduce,

    /// <summary>Sets them to zero, then adds the results.</summary>
    ResetReduce,
}

/// <summary>dst = function(in x scale + bias), with an optional sum of the results into the reduce registers.</summary>
public sealed class Activate : LaneInstruction
{
    private static readonly string?[] Functions =
        [.. Enumerable.Range(0, ActivationFunctions.Count).Select(code => ((ActivationFunction)code).AssemblyName())];

    public override string Mnemonic => "Activate";

    public override ushort Opcode => 0x50;

    public override EngineSet Engines => EngineSet.Scalar;

    public override string Summary => "dst = function(in * scale + bias); reduce adds the results of each partition into its reduce register";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Choice("function", 0, Functions),
        OperandSlot.Scalar("scale", 0, required: false), OperandSlot.Scalar("bias", 1, required: false),
        OperandSlot.Choice("reduce", 1, ChoiceNames.Of<ReduceCommand>(), required: false), RoundingOperand.Slot,
    ];

    public override int TableSet(in InstructionWord word) => FunctionSets.Of((ActivationFunction)word.Codes[0]);

    public override void Begin(LaneDatapath lanes)
    {
        if ((ReduceCommand)lanes.Word.Codes[1] is ReduceCommand.Reset or ReduceCommand.ResetReduce)
            lanes.ReduceRegisters.Clear();
    }

    public override void Beat(LaneDatapath lanes, int beat)
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

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec) => base.Validate(engine, word, spec)
        ?? (word.Scalars[1].Kind is ScalarKind.None or ScalarKind.PerPartition
            ? null
            : "bias is a constant; on this core a vector of one element a partition would be right");

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
