using Hardware.Common.Kernel;

namespace Hardware.Common.Engines;

/// <summary>What a sequencer sees of its engine's progress, for Drain.</summary>
/// <param name="Idle">The engine's own register: false from the commit that pops an instruction until the commit after which all its
/// results are visible and its update is sent.</param>
/// <param name="BecameIdle">Raised in the tick that sets <paramref name="Idle"/>.</param>
public sealed record EngineIdleLine(Reg<bool> Idle, WakeLine BecameIdle);
