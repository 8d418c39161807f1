using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>The eight largest elements of each partition, in descending order.</summary>
public sealed class Max8 : LaneInstruction
{
    /// <summary>Results a partition.</summary>
    public const int Count = 8;

    /// <summary>Elements that one instruction may search (AWS Neuron: NKI ISA reference, max8).</summary>
    public const int MaximumElements = 16384;

    public override InstructionDefinition Definition => ReductionDefinitions.Max8;

    public override bool CarriesLanes => true;

    protected override void Beat(LaneDatapath lanes, int beat)
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

    protected override (int Every, int Results) Emission(in InstructionWord word) => (Beats(word), Count);

    protected override OperandFault? CheckShapes(in InstructionWord word)
    {
        ref readonly var source = ref word.Patterns[1];
        ref readonly var destination = ref word.Patterns[0];
        if (OperandRules.SamePartitions(source, "in", destination, "dst") is { } wrong)
            return wrong;
        return source.Dimensions <= 3 && source.ElementsPerPartition is >= Count and <= MaximumElements
            ? OperandRules.Elements(destination, "dst", Count)
            : OperandFault.Elements($"in has {source.ElementsPerPartition} elements a partition in {source.Dimensions} dimensions; {Count} to {MaximumElements} in at most 3 would be right");
    }

    // Strictly larger, so that equal values keep their order; a NaN ranks above every number, as the maximum propagates it.
    private static bool Precedes(float value, float other) => value > other || (float.IsNaN(value) && !float.IsNaN(other));
}
