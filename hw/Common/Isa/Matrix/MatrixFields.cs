namespace Hardware.Common.Isa.Matrix;

/// <summary>Where the words of LoadStationary and MatMul hold their operands.</summary>
public static class MatrixFields
{
    /// <summary>Pattern of the stationary operand of a LoadStationary.</summary>
    public const int Stationary = 1;

    /// <summary>Pattern of the moving operand of a MatMul.</summary>
    public const int Moving = 1;

    /// <summary>Pattern of the destination of a MatMul.</summary>
    public const int Destination = 0;

    /// <summary>Code that holds the <see cref="Matrix.Accumulation"/> of a MatMul.</summary>
    public const int Accumulation = 0;
}
