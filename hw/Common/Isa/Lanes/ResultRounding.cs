using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>How an instruction rounds the FP32 results that it casts to the type of its destination.</summary>
public enum ResultRounding : byte
{
    /// <summary>As the chip is set: <see cref="ChipSpec.StochasticRounding"/>.</summary>
    Chip,

    /// <summary>To the nearest value, ties to even.</summary>
    NearestEven,

    /// <summary>Up or down by chance, so that the expectation is the value; one draw of the engine's generator for each element.</summary>
    Stochastic,
}
