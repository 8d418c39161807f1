namespace Hardware.Firmware.Image;

/// <summary>One ring on several neighbouring DMA engines of a core.</summary>
/// <param name="Name">Name in the program.</param>
/// <param name="Core">Core whose DMA engines serve it.</param>
/// <param name="Ring">Ring number on each engine.</param>
/// <param name="FirstEngine">First DMA engine.</param>
/// <param name="EngineCount">Number of DMA engines.</param>
public sealed record DmaQueue(string Name, int Core, int Ring, int FirstEngine, int EngineCount)
{
    /// <summary>True if the loader runs the rings, before the program starts: weights stay on chip from then on (Inferentia1).</summary>
    public bool IsPinned { get; init; }

    /// <summary>What lies in the rings, in order; the program must trigger in this order.</summary>
    public List<RingEntry> Order { get; init; } = [];
}

/// <summary>One run of a DMA block.</summary>
/// <param name="Block">Index in <see cref="ProgramImage.DmaBlocks"/>.</param>
/// <param name="Instance">Index in <see cref="DmaBlock.Instances"/>.</param>
public readonly record struct RingEntry(int Block, int Instance);
