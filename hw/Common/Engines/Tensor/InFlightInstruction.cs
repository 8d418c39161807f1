using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Tensor;

/// <summary>An instruction between acceptance and completion; cycles are of the tensor clock.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct InFlightInstruction
{
    public IssuedInstruction Issued;

    /// <summary>First cycle at which the access start-up is over and the first element may be read.</summary>
    public long ReadyCycle;

    /// <summary>Cycle of the first read; set when the stream begins.</summary>
    public long BeginCycle;

    /// <summary>Cycle of the last read.</summary>
    public long LastReadCycle;

    /// <summary>Cycle at which a LoadStationary's last weight is in place.</summary>
    public long CompleteCycle;

    /// <summary>Columns 0 to 63 of the stationary operand that hold a NaN.</summary>
    public ulong NanColumnsLow;

    /// <summary>Columns 64 to 127 that hold one.</summary>
    public ulong NanColumnsHigh;

    /// <summary>Array row, and partition, of the source's first element.</summary>
    public int FirstPartition;

    /// <summary>Byte within the partition of the source's first element.</summary>
    public int SourceOffset;

    /// <summary>When the elements of the source are read; set when the stream begins.</summary>
    public OperandStream Stream;

    /// <summary>First partition of the destination.</summary>
    public int DestinationPartition;

    /// <summary>Byte within the partition of the destination's first element.</summary>
    public int DestinationOffset;

    public DataType SourceType;

    public MultiplyMode Mode;

    private readonly ushort _reserved0;

    /// <summary>1 once the instruction is complete.</summary>
    public int Done;

    /// <summary>1 once a NaN that it produced was reported.</summary>
    public int NanReported;

    /// <summary>1 once a wrap of an INT32 sum was reported.</summary>
    public int WrapReported;
}

/// <summary>What is known of a weight set.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct StationarySet
{
    public ulong NanColumnsLow;

    public ulong NanColumnsHigh;

    public int FirstRow;

    public int Rows;

    public int Columns;

    /// <summary>Element type as loaded; <see cref="DataType.Invalid"/> if nothing was loaded.</summary>
    public DataType Type;

    private readonly byte _reserved0;

    private readonly ushort _reserved1;
}
