using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Count, mean and variance x count of the even elements, then of the odd ones: six values a partition.</summary>
public sealed class BatchNormStats : LaneInstruction
{
    /// <summary>Values of one group.</summary>
    public const int GroupValues = 3;

    /// <summary>Elements that one instruction may cover (AWS Neuron: NKI ISA reference, bn_stats).</summary>
    public const int MaximumElements = 512;

    public override InstructionDefinition Definition => ReductionDefinitions.BatchNormStats;

    public override bool CarriesLanes => true;

    public override void Begin(LaneDatapath lanes)
    {
        for (var row = 0; row < 2 * GroupValues; row++)
            lanes.Row(row).Clear();
    }

    // Welford's update, in ascending order: the summation order of the hardware is unpublished, and this one loses no digits to the mean.
    protected override void Beat(LaneDatapath lanes, int beat)
    {
        var group = (beat & 1) * GroupValues;
        var values = lanes.Read(1, beat);
        var count = lanes.Row(group);
        var mean = lanes.Row(group + 1);
        var spread = lanes.Row(group + 2);
        float n = (beat / 2) + 1;
        for (var i = 0; i < values.Length; i++)
        {
            var delta = values[i] - mean[i];
            count[i] = n;
            mean[i] += delta / n;
            spread[i] += delta * (values[i] - mean[i]);
        }

        if (beat < Beats(lanes.Word) - 1)
            return;
        var result = lanes.Result;
        for (var row = 0; row < 2 * GroupValues; row++)
        {
            lanes.Row(row)[..result.Length].CopyTo(result);
            lanes.Write(row, result);
        }
    }

    protected override (int Every, int Results) Emission(in InstructionWord word) => (Beats(word), 2 * GroupValues);

    protected override OperandFault? CheckShapes(in InstructionWord word)
    {
        ref readonly var source = ref word.Patterns[1];
        ref readonly var destination = ref word.Patterns[0];
        return OperandRules.SamePartitions(source, "in", destination, "dst")
            ?? OperandRules.MostElements(source, "in", MaximumElements)
            ?? OperandRules.Elements(destination, "dst", 2 * GroupValues);
    }
}
