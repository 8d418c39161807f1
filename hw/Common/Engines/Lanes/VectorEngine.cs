using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes;

/// <summary>VectorE (<c>dve</c>): elementwise work on two tensors, reductions, statistics, transposes; SBUF and PSUM.</summary>
public sealed class VectorEngine : LaneEngine
{
    public override Engine Engine => Engine.Vector;

    protected override int PipelineCycles => Spec.VectorPipelineCycles;

    protected override long Frequency(ChipSpec spec) => spec.VectorClock;
}
