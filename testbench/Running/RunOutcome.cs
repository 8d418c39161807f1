using Hardware.Common.Observation;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Running;

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    /// <summary>All streams halted and the outputs were read back.</summary>
    Completed,

    /// <summary>Every unit sleeps, but not every stream has halted.</summary>
    Deadlock,

    /// <summary>The limit of simulated time was reached.</summary>
    TimeLimit,

    /// <summary>The program did what the hardware forbids.</summary>
    Fault,

    /// <summary>The user interrupted the run.</summary>
    Interrupted,
}

/// <summary>The end of a run and its outputs.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Tick">Tick of the end.</param>
/// <param name="Outputs">The outputs, if it completed; otherwise none.</param>
/// <param name="Fault">The fault, if that ended it.</param>
public sealed record RunOutcome(RunEnd End, long Tick, IReadOnlyList<Tensor> Outputs, ProgramFaultException? Fault = null);
