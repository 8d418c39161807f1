namespace Hardware.Common.Engines.Tensor;

/// <summary>What a stream of the tensor engine does, as a wave shows it.</summary>
public enum StreamState : byte
{
    Idle,

    /// <summary>Reads elements from SBUF.</summary>
    Streaming,
}
