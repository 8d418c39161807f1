using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes;

/// <summary>ScalarE (<c>act</c>): activation functions behind a fused multiply-add, with a reduce register in each lane; SBUF and PSUM.</summary>
public sealed class ScalarEngine : LaneEngine
{
    public override Engine Engine => Engine.Scalar;

    protected override int PipelineCycles => Spec.ScalarPipelineCycles;

    protected override long Frequency(ChipSpec spec) => spec.ScalarClock;
}
