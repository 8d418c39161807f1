using System.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// Size of the systolic array, every latency that follows from it, in cycles of the tensor clock, and what its arithmetic does on
/// underflow; all array levels take these from here.
/// </summary>
/// <remarks>
/// Rows are cut into groups that work in parallel, each a chain of processing elements with its own input skew 0, 1, 2 ...; a column's
/// group sums meet in a registered binary tree, and output registers undo the column skew. The four groups of 32 follow the driver's
/// performance counters and patent US12182691.
/// </remarks>
public sealed record ArrayGeometry
{
    public ArrayGeometry(int rows, int columns, int rowGroups)
    {
        if (rowGroups < 1 || !BitOperations.IsPow2(rowGroups) || rows < rowGroups || rows % rowGroups != 0)
            throw new ArgumentException($"{rows} rows cannot be cut into {rowGroups} groups: a power of two that divides the rows would be right");
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (Rows, Columns, RowGroups) = (rows, columns, rowGroups);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Groups of rows that a column sums apart; a power of two.</summary>
    public int RowGroups { get; }

    /// <summary>Subnormal operands and sums are zero of their sign; otherwise underflow is gradual.</summary>
    public bool FlushToZero { get; init; }

    /// <summary>Moving INT8 elements of a row that enter in one cycle, side by side in one activation register: 1 or 2.</summary>
    public int IntegerElementsPerCycle { get; init; } = 1;

    public int RowsPerGroup => Rows / RowGroups;

    /// <summary>Registered stages that add the group sums of a column.</summary>
    public int TreeStages => BitOperations.Log2((uint)RowGroups);

    /// <summary>Cycles from the edge at which a wave-front enters to the edge at which all its column sums can be read together.</summary>
    public int Latency => RowsPerGroup + Columns - 1 + TreeStages;

    /// <summary>Cycles for which a wave-front or a wave of weights is inside the processing elements.</summary>
    public int TraversalCycles => RowsPerGroup + Columns - 1;

    /// <summary>Elements from one row of a register bank to the next: columns rounded up to whole vectors.</summary>
    public int RowStride => (Columns + 15) / 16 * 16;

    /// <summary>The array of a chip: as many rows as the memories have partitions.</summary>
    public static ArrayGeometry Of(ChipSpec spec) => new(spec.Partitions, spec.ArrayColumns, spec.RowGroups)
    {
        FlushToZero = spec.FlushToZero.Value != 0,
        IntegerElementsPerCycle = spec.IntegerElementsPerCycle,
    };
}
