namespace Hardware.Common.Isa.Lanes;

/// <summary>What the rate of a Dropout is the probability of.</summary>
public enum DropoutMode : byte
{
    /// <summary>That an element becomes zero.</summary>
    Drop,

    /// <summary>That an element stays.</summary>
    Keep,
}
