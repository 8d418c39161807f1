namespace Hardware.Common.Interconnect;

/// <summary>
/// What a notification tells of, in the order of the public driver (aws-neuron-driver: v2 address map): Inferentia2's queues have all six types,
/// Inferentia1's the first four.
/// </summary>
public enum NotificationType : byte
{
    /// <summary>An instruction is complete.</summary>
    Trace,

    /// <summary>A Notify instruction.</summary>
    Notify,

    /// <summary>An event was set or cleared.</summary>
    Event,

    /// <summary>Arithmetic went wrong: a NaN from operands without one, or an INT32 sum that wrapped.</summary>
    Error,

    /// <summary>A DMA descriptor is complete.</summary>
    DmaTrace,

    /// <summary>The chip slowed itself down; this model never does.</summary>
    Throttle,
}
