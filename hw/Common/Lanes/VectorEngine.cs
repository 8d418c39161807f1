using Hardware.Common.Chip;
using Hardware.Common.Isa;

namespace Hardware.Common.Lanes;

/// <summary>VectorE (<c>dve</c>): elementwise work on two tensors, reductions, statistics, transposes; SBUF and PSUM.</summary>
public sealed class VectorEngine : LaneEngine
{
    public override Engine Engine => Engine.Vector;

    protected override int PipelineCycles => Spec.VectorPipelineCycles;

    protected override long Frequency(ChipSpec spec) => spec.VectorClock;
}
