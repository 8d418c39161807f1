namespace Hardware.Common.Isa.Control;

/// <summary>Operations of RegisterAlu on 32-bit registers; results wrap.</summary>
public enum RegisterOperation : byte
{
    Add,
    Subtract,

    /// <summary>Low 32 bits of the product.</summary>
    Multiply,
    And,
    Or,
    Xor,

    /// <summary>By the low five bits of b.</summary>
    ShiftLeft,

    /// <summary>Logical, by the low five bits of b.</summary>
    ShiftRight,

    /// <summary>Signed.</summary>
    Minimum,

    /// <summary>Signed.</summary>
    Maximum,
}
