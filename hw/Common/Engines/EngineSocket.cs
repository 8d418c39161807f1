using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines;

/// <summary>The place of an engine in a core: all that joins it to its sequencer, the semaphores and the memories.</summary>
public sealed record EngineSocket : IPortBundle
{
    /// <summary>The chip's numbers.</summary>
    public required ChipSpec Spec { get; init; }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    /// <summary>Number of the core.</summary>
    public required int Core { get; init; }

    /// <summary>Which engine of the core sits here.</summary>
    public required Engine Engine { get; init; }

    /// <summary>The engine's clock.</summary>
    public required Clock Clock { get; init; }

    /// <summary>Instructions from the engine's sequencer.</summary>
    public required Consumer<IssuedInstruction> Instructions { get; init; }

    /// <summary>Updates to the core's semaphores.</summary>
    public required Producer<SemaphoreRequest> Updates { get; init; }

    /// <summary>SBUF of the core.</summary>
    public required PartitionedMemory Sbuf { get; init; }

    /// <summary>PSUM of the core; null for an engine that cannot reach it.</summary>
    public PartitionedMemory? Psum { get; init; }

    /// <summary>Turns of the SBUF side that VectorE and GpSimdE share; null for an engine that has it for itself.</summary>
    public SharedPortEnd? SbufTurns { get; init; }

    /// <summary>Turns of the PSUM side that VectorE and ScalarE share; null for an engine that has it for itself.</summary>
    public SharedPortEnd? PsumTurns { get; init; }

    /// <summary>Who sees what the engine does.</summary>
    public required ExecutionObservers Observers { get; init; }
}
