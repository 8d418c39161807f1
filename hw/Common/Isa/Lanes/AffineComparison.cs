namespace Hardware.Common.Isa.Lanes;

/// <summary>Comparisons of an affine value with zero.</summary>
public enum AffineComparison : byte
{
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}
