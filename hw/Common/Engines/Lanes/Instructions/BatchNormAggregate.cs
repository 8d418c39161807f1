using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Merges triples of count, mean and variance x count into one mean and variance.</summary>
public sealed class BatchNormAggregate : LaneInstruction
{
    /// <summary>Engine cycles for each triple (AWS Neuron: NKI ISA reference 2.26, bn_aggr).</summary>
    public const int CyclesPerTriple = 13;

    public override InstructionDefinition Definition => ReductionDefinitions.BatchNormAggregate;

    public override bool CarriesLanes => true;

    public override BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => new(CyclesPerTriple, BatchNormStats.GroupValues);

    public override void Begin(LaneDatapath lanes)
    {
        for (var row = 0; row < BatchNormStats.GroupValues; row++)
            lanes.Row(row).Clear();
    }

    protected override void Beat(LaneDatapath lanes, int beat)
    {
        // Rows 0 to 2 hold what is merged so far, rows 3 to 5 the triple that is being read.
        var part = beat % BatchNormStats.GroupValues;
        var values = lanes.Read(1, beat);
        values.CopyTo(lanes.Row(BatchNormStats.GroupValues + part));
        if (part < BatchNormStats.GroupValues - 1)
            return;
        Merge(lanes, values.Length);
        if (beat < Beats(lanes.Word) - 1)
            return;
        var result = lanes.Result;
        lanes.Row(1)[..result.Length].CopyTo(result);
        lanes.Write(0, result);
        for (var i = 0; i < result.Length; i++)
            result[i] = lanes.Row(2)[i] / lanes.Row(0)[i];
        lanes.Write(1, result);
    }

    protected override (int Every, int Results) Emission(in InstructionWord word) => (Beats(word), 2);

    protected override OperandFault? CheckShapes(in InstructionWord word)
    {
        ref readonly var source = ref word.Patterns[1];
        ref readonly var destination = ref word.Patterns[0];
        if (OperandRules.SamePartitions(source, "in", destination, "dst") is { } wrong)
            return wrong;
        return source.ElementsPerPartition % BatchNormStats.GroupValues == 0
            ? OperandRules.Elements(destination, "dst", 2)
            : OperandFault.Elements($"in has {source.ElementsPerPartition} elements a partition; a multiple of {BatchNormStats.GroupValues} would be right");
    }

    // Chan's pairwise merge; a group of count 0 changes nothing.
    private static void Merge(LaneDatapath lanes, int partitions)
    {
        var count = lanes.Row(0);
        var mean = lanes.Row(1);
        var spread = lanes.Row(2);
        var newCount = lanes.Row(3);
        var newMean = lanes.Row(4);
        var newSpread = lanes.Row(5);
        for (var i = 0; i < partitions; i++)
        {
            if (newCount[i] == 0)
                continue;
            var total = count[i] + newCount[i];
            var delta = newMean[i] - mean[i];
            mean[i] += delta * (newCount[i] / total);
            spread[i] += newSpread[i] + (delta * delta * (count[i] * newCount[i] / total));
            count[i] = total;
        }
    }
}
