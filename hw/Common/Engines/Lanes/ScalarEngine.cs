namespace Hardware.Common.Engines.Lanes;

/// <summary>ScalarE (<c>act</c>): activation functions behind a fused multiply-add, with a reduce register in each lane; SBUF and PSUM.</summary>
/// <param name="socket">The engine's place in its core.</param>
public sealed class ScalarEngine(EngineSocket socket) : LaneEngine(socket, socket.Spec.ScalarPipelineCycles);
