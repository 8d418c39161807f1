namespace Hardware.Common.Isa;

/// <summary>A set of NeuronCore versions: which of them have an instruction.</summary>
[Flags]
public enum CoreVersions
{
    None = 0,

    /// <summary>NeuronCore-v1, of Inferentia1.</summary>
    V1 = 1,

    /// <summary>NeuronCore-v2, of Inferentia2.</summary>
    V2 = 2,
    All = V1 | V2,
}
