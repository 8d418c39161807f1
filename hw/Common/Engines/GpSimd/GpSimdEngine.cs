using Hardware.Common.Engines.Lanes;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.GpSimd;

/// <summary>GpSimdE (<c>pool</c>): eight programmable processors of 16 lanes, which run published kernels; SBUF only.</summary>
public sealed class GpSimdEngine : LaneEngine
{
    public override Engine Engine => Engine.GpSimd;

    protected override int PipelineCycles => Spec.GpSimdPipelineCycles;

    protected override long Frequency(ChipSpec spec) => spec.GpSimdClock;
}
