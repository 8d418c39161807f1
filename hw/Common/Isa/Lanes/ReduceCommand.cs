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
