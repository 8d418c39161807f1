using Hardware.Common.Engines.Lanes;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Count, mean and variance x count of the even elements, then of the odd ones: six values a partition.</summary>
public sealed class BatchNormStats : LaneInstruction
{
    /// <summary>Values of one group.</summary>
    public const int GroupValues = 3;

    /// <summary>Elements that one instruction may cover (AWS Neuron: NKI ISA reference, bn_stats).</summary>
    public const int MaximumElements = 512;

    public override string Mnemonic => "BatchNormStats";

    public override ushort Opcode => 0x48;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "dst = (count, mean, variance x count) of the even elements of in, then of the odd ones";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
        [OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot];

    public override bool CarriesLanes => true;

    public override void Begin(LaneDatapath lanes)
    {
        for (var row = 0; row < 2 * GroupValues; row++)
            lanes.Row(row).Clear();
    }

    // Welford's update, in ascending order: the summation order of the hardware is unpublished, and this one loses no digits to the mean.
    public override void Beat(LaneDatapath lanes, int beat)
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

    protected override string? CheckShapes(in InstructionWord word)
    {
        ref readonly var source = ref word.Patterns[1];
        ref readonly var destination = ref word.Patterns[0];
        if (source.Partitions != destination.Partitions)
            return $"in has {source.Partitions} partitions and dst {destination.Partitions}; equal counts would be right";
        if (source.ElementsPerPartition > MaximumElements)
            return $"in has {source.ElementsPerPartition} elements a partition; at most {MaximumElements} would be right";
        return destination.ElementsPerPartition == 2 * GroupValues
            ? null
            : $"dst has {destination.ElementsPerPartition} elements a partition; {2 * GroupValues} would be right";
    }
}
