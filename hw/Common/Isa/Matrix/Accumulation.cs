namespace Hardware.Common.Isa.Matrix;

/// <summary>Place of a MatMul in its accumulation group; codes as in the public KLR operator list.</summary>
public enum Accumulation : byte
{
    /// <summary>Adds to what PSUM holds; more follow.</summary>
    Middle = 0,

    /// <summary>Overwrites PSUM; more follow.</summary>
    First = 2,

    /// <summary>Adds to what PSUM holds; the group is complete.</summary>
    Last = 1,

    /// <summary>Overwrites PSUM; a group of its own.</summary>
    Whole = 3,
}

public static class Accumulations
{
    /// <summary>Names in text, by code.</summary>
    public static IReadOnlyList<string?> Names { get; } = ["middle", "last", "first", "whole"];

    /// <summary>True if the result replaces what PSUM holds.</summary>
    public static bool Overwrites(this Accumulation accumulation) => accumulation is Accumulation.First or Accumulation.Whole;
}
