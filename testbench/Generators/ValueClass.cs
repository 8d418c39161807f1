namespace Hardware.Testbench.Generators;

/// <summary>What kind of value an element holds: the classes at which arithmetic goes different ways.</summary>
public enum ValueClass
{
    /// <summary>Zero, of both signs where there are two.</summary>
    Zero,

    /// <summary>A float below the smallest normal one.</summary>
    Subnormal,

    /// <summary>A float of moderate size, with any mantissa; an integer of up to 8 bits.</summary>
    Normal,

    /// <summary>Within a few powers of two of the largest finite float; an integer at or beside a power of two or an end of its range.</summary>
    Large,

    /// <summary>A float midway between two neighbours of a narrower format or between two integers; an integer midway between two FP32 values.</summary>
    Tie,

    /// <summary>Infinity, of both signs.</summary>
    Infinity,

    /// <summary>NaN with any payload, quiet or signalling.</summary>
    NaN,
}

/// <summary>A set of value classes.</summary>
[Flags]
public enum ValueMix
{
    None = 0,
    Zero = 1 << ValueClass.Zero,
    Subnormal = 1 << ValueClass.Subnormal,
    Normal = 1 << ValueClass.Normal,
    Large = 1 << ValueClass.Large,
    Tie = 1 << ValueClass.Tie,
    Infinity = 1 << ValueClass.Infinity,
    NaN = 1 << ValueClass.NaN,

    /// <summary>What data usually is.</summary>
    Ordinary = Zero | Normal | Tie,

    /// <summary>All that is neither infinite nor NaN.</summary>
    Finite = Ordinary | Subnormal | Large,

    All = Finite | Infinity | NaN,
}
