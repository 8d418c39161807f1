using Hardware.Common.Engines.Lanes;

namespace Hardware.Common.Isa.Lanes;

/// <summary>The eight largest elements of each partition, in descending order.</summary>
public sealed class Max8 : LaneInstruction
{
    /// <summary>Results a partition.</summary>
    public const int Count = 8;

    /// <summary>Elements that one instruction may search (AWS Neuron: NKI ISA reference, max8).</summary>
    public const int MaximumElements = 16384;

    public override string Mnemonic => "Max8";

    public override ushort Opcode => 0x4D;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "dst = the eight largest elements of in, descending; FP32 inside";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
        [OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot];

    public override bool CarriesLanes => true;

    public override void Beat(LaneDatapath lanes, int beat)
    {
        var values = lanes.Read(1, beat);
        var held = Math.Min(beat, Count);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var rank = held;
            for (; rank > 0 && Precedes(value, lanes.Row(rank - 1)[i]); rank--)
            {
                if (rank < Count)
                    lanes.Row(rank)[i] = lanes.Row(rank - 1)[i];
            }

            if (rank < Count)
                lanes.Row(rank)[i] = value;
        }

        if (beat < Beats(lanes.Word) - 1)
            return;
        var result = lanes.Result;
        for (var rank = 0; rank < Count; rank++)
        {
            lanes.Row(rank)[..result.Length].CopyTo(result);
            lanes.Write(rank, result);
        }
    }

    protected override string? CheckShapes(in InstructionWord word)
    {
        ref readonly var source = ref word.Patterns[1];
        ref readonly var destination = ref word.Patterns[0];
        if (source.Partitions != destination.Partitions)
            return $"in has {source.Partitions} partitions and dst {destination.Partitions}; equal counts would be right";
        if (source.Dimensions > 3 || source.ElementsPerPartition is < Count or > MaximumElements)
            return $"in has {source.ElementsPerPartition} elements a partition in {source.Dimensions} dimensions; {Count} to {MaximumElements} in at most 3 would be right";
        return destination.ElementsPerPartition == Count
            ? null
            : $"dst has {destination.ElementsPerPartition} elements a partition; {Count} would be right";
    }

    // Strictly larger, so that equal values keep their order; a NaN ranks above every number, as the maximum propagates it.
    private static bool Precedes(float value, float other) => value > other || (float.IsNaN(value) && !float.IsNaN(other));
}
