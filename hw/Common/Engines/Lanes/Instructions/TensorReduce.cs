using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Reduces the innermost free dimensions of a tensor.</summary>
public sealed class TensorReduce : LaneInstruction
{
    public override InstructionDefinition Definition => ReductionDefinitions.TensorReduce;

    public override bool CarriesLanes => true;

    /// <summary>BF16 in and out with add or max reads two elements a cycle (AWS Neuron: NKI ISA reference 2.26, tensor_reduce).</summary>
    public override bool ReadsPacked(in InstructionWord word) => IsPacked(word);

    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => IsPacked(word) ? BeatCost.Packed : BeatCost.Full;

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        ref readonly var word = ref lanes.Word;
        var op = (AluOperator)word.Codes[0];
        var group = GroupSize(word);
        var position = beat % group;
        if (op.IsBitwise())
        {
            BitwiseBeat(lanes, beat, op, position, group);
            return;
        }

        var values = lanes.Read(1, beat);

        // Elements ascend; the packed form keeps even and odd elements in two accumulators.
        var ways = IsPacked(word) ? 2 : 1;
        var accumulator = lanes.Row(position % ways)[..values.Length];
        if (position >= ways)
            SimdOperations.Apply(op, accumulator, values, accumulator);
        else if (op.IsLogical())
            SimdOperations.Apply(AluOperator.LogicalOr, values, values, accumulator); // one element alone counts as 1.0 or 0.0 too
        else
            values.CopyTo(accumulator);
        if (position < group - 1)
            return;
        var result = lanes.Result;
        lanes.Row(0)[..result.Length].CopyTo(result);
        if (ways == 2 && group > 1)
            SimdOperations.Apply(op, result, lanes.Row(1)[..result.Length], result);
        if (word.Codes[2] != 0)
        {
            foreach (ref var value in result)
                value = -value;
        }

        lanes.Write(beat / group, result);
    }

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Check(engine, word, spec) is { } wrong)
            return wrong;
        var op = (AluOperator)word.Codes[0];
        if (op.IsBitwise() && word.Codes[2] != 0)
            return OperandFault.Illegal($"negate is on for {op.AssemblyName()}, whose result is bits; negate=off or an arithmetic operator would be right");
        return AluRules.Check(op, word.Patterns[1], word.Patterns[0]);
    }

    protected override (int Every, int Results) Emission(in InstructionWord word) => (GroupSize(word), 1);

    protected override OperandFault? CheckShapes(in InstructionWord word)
    {
        ref readonly var source = ref word.Patterns[1];
        ref readonly var destination = ref word.Patterns[0];
        if (word.Codes[1] >= source.Dimensions)
            return OperandFault.Shapes($"axes {ReductionDefinitions.Axes[word.Codes[1]]} name more dimensions than the {source.Dimensions} of in; fewer would be right");
        var outputs = source.ElementsPerPartition / GroupSize(word);
        return OperandRules.SamePartitions(source, "in", destination, "dst")
            ?? OperandRules.Elements(destination, "dst", outputs, ", one for each reduced group of in");
    }

    private static void BitwiseBeat(LaneDatapath lanes, int beat, AluOperator op, int position, int group)
    {
        var size = lanes.Word.Patterns[0].Type.Size();
        var source = lanes.ReadBytes(1, beat);
        var bytes = lanes.ResultBytes(size);
        var accumulator = lanes.WordRow(0)[..lanes.Partitions];
        for (var lane = 0; lane < accumulator.Length; lane++)
        {
            ref var word = ref accumulator[lane];
            var value = IntegerAlu.Load(source[(lane * size)..], size);
            word = position == 0 ? value : IntegerAlu.Apply(op, size, word, value);
        }

        if (position < group - 1)
            return;
        for (var lane = 0; lane < accumulator.Length; lane++)
            IntegerAlu.Store(bytes[(lane * size)..], size, accumulator[lane]);
        lanes.WriteBytes(beat / group, bytes);
    }

    private static bool IsPacked(in InstructionWord word) =>
        word.Patterns[0].Type == DataType.BFloat16 && word.Patterns[1].Type == DataType.BFloat16
        && (AluOperator)word.Codes[0] is AluOperator.Add or AluOperator.Max;

    private static int GroupSize(in InstructionWord word)
    {
        var size = 1;
        for (var d = 0; d <= word.Codes[1]; d++)
            size *= word.Patterns[1].Sizes[d];
        return size;
    }
}
