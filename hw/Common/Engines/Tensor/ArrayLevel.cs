namespace Hardware.Common.Engines.Tensor;

/// <summary>How finely the systolic array is modelled; results and cycles are the same.</summary>
public enum ArrayLevel : byte
{
    /// <summary>One wave-front a cycle; sums are computed in blocks before they are due.</summary>
    Beat,

    /// <summary>The registers of every processing element are updated each cycle and can be watched.</summary>
    ProcessingElement,
}
