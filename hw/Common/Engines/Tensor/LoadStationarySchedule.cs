using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// When a LoadStationary reads its columns and when they are in place, whatever they hold: a pure function of the instruction and the
/// chip. Cycles are of the tensor clock and count from the first read.
/// </summary>
/// <param name="Columns">Reads of the columns, <see cref="ChipSpec.LoadStationaryColumnsPerCycle"/> a cycle.</param>
/// <param name="Delay">Cycles after which the wave of weights starts through the array.</param>
/// <param name="Complete">Cycle in which the last weight is in place.</param>
/// <param name="ShadowReady">First cycle in which a MatMul may take the weights.</param>
/// <param name="Next">First cycle in which the next LoadStationary may begin.</param>
public readonly record struct LoadStationarySchedule(OperandStream Columns, int Delay, long Complete, long ShadowReady, long Next)
{
    /// <summary>Cycle of the last read.</summary>
    public long LastRead => Columns.LastRead;

    /// <summary>Cycle in which a column is read.</summary>
    public long ReadCycle(int column) => Columns.ReadCycle(0, column);

    /// <summary>The schedule of a LoadStationary.</summary>
    public static LoadStationarySchedule Of(in InstructionWord word, ChipSpec spec)
    {
        ref readonly var source = ref word.Patterns[MatrixFields.Stationary];
        int perCycle = spec.LoadStationaryColumnsPerCycle;
        var columns = new OperandStream(source.ElementsPerPartition, perCycle, AccessRate.CyclesOf(source, spec));

        // The wave of weights moves one column a cycle; if the reads are slower it starts late enough not to overtake them.
        var lastBeat = (columns.Elements - 1) / perCycle;
        var delay = Math.Max(0, (lastBeat * columns.Interval) - (lastBeat * perCycle));
        var rowsPerGroup = spec.Partitions / spec.RowGroups;
        return new LoadStationarySchedule(
            columns,
            delay,
            Complete: Math.Max(columns.LastRead, delay + columns.Elements - 1 + rowsPerGroup - 1),
            ShadowReady: Math.Max(columns.Cycles, delay + 1),
            Next: Math.Max(columns.Cycles, FewestCycles(spec)));
    }

    /// <summary>Fewest cycles from the start of one load to the start of the next: those of all columns of the array.</summary>
    public static int FewestCycles(ChipSpec spec) => Math.Max(1, spec.ArrayColumns / spec.LoadStationaryColumnsPerCycle);
}
