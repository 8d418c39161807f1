namespace Hardware.Common.Engines.Lanes;

/// <summary>VectorE (<c>dve</c>): elementwise work on two tensors, reductions, statistics, transposes; SBUF and PSUM.</summary>
/// <param name="socket">The engine's place in its core.</param>
public sealed class VectorEngine(EngineSocket socket) : LaneEngine(socket, socket.Spec.VectorPipelineCycles);
