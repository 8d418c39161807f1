using Hardware.Common.Engines.Lanes;

namespace Hardware.Common.Engines.GpSimd;

/// <summary>GpSimdE (<c>pool</c>): eight programmable processors of 16 lanes, which run published kernels; SBUF only.</summary>
/// <param name="socket">The engine's place in its core.</param>
public sealed class GpSimdEngine(EngineSocket socket) : LaneEngine(socket, socket.Spec.GpSimdPipelineCycles);
