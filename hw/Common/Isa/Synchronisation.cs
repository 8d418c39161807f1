using System.Runtime.InteropServices;

namespace Hardware.Common.Isa;

/// <summary>What an instruction waits on before it issues.</summary>
public enum WaitKind : byte
{
    None,
    Semaphore,
    Event,
}

/// <summary>Comparison of a wait or a conditional branch, on signed 32-bit values.</summary>
public enum Comparison : byte
{
    Always,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>The condition on a semaphore or an event that an instruction waits for.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = 8)]
public struct WaitCondition
{
    public WaitKind Kind;

    /// <summary>Semaphore or event number, 0 to 255.</summary>
    public byte Index;

    public Comparison Comparison;

    /// <summary>Register that holds the value to compare with, or <see cref="AccessPattern.NoRegister"/> for <see cref="Value"/>.</summary>
    public byte Register;

    public int Value;
}

/// <summary>The operations on semaphores and events that the public profile schema names.</summary>
public enum UpdateOperation : byte
{
    None,
    Increment,
    Decrement,
    Add,
    Subtract,
    Write,
    EventSet,
    EventClear,
}

/// <summary>When an instruction's update fires.</summary>
public enum UpdateTiming : byte
{
    /// <summary>When the last input has been read.</summary>
    Read,

    /// <summary>When the last result is visible in memory.</summary>
    Complete,
}

/// <summary>An update of one semaphore or event.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = 8)]
public struct SemaphoreUpdate
{
    public UpdateOperation Operation;

    /// <summary>Semaphore or event number, 0 to 255.</summary>
    public byte Index;

    public UpdateTiming Timing;

    private readonly byte _reserved;

    /// <summary>Operand of <see cref="UpdateOperation.Add"/>, <see cref="UpdateOperation.Subtract"/> and <see cref="UpdateOperation.Write"/>.</summary>
    public int Value;
}

public static class Comparisons
{
    public static bool Holds(this Comparison comparison, int left, int right) => comparison switch
    {
        Comparison.Always => true,
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.Less => left < right,
        Comparison.LessOrEqual => left <= right,
        Comparison.Greater => left > right,
        Comparison.GreaterOrEqual => left >= right,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    /// <summary>The operator in assembly text: <c>==</c>, <c>&gt;=</c> and so on.</summary>
    public static string Symbol(this Comparison comparison) => comparison switch
    {
        Comparison.Always => "always",
        Comparison.Equal => "==",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };
}
