using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Isa;

/// <summary>Where a scalar operand comes from.</summary>
public enum ScalarKind : byte
{
    None,

    /// <summary>The 32 bits of an FP32 constant.</summary>
    Constant,

    /// <summary>A vector of one element a partition at a core-local address.</summary>
    PerPartition,

    /// <summary>The FP32 bits in a sequencer register, read at issue.</summary>
    Register,
}

/// <summary>A scalar operand: a constant, a register, or one element of each partition.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = 8)]
public struct ScalarOperand
{
    public ScalarKind Kind;

    /// <summary>Element type of a <see cref="ScalarKind.PerPartition"/> operand.</summary>
    public DataType Type;

    private readonly ushort _reserved;

    /// <summary>FP32 bits, core-local address or register number, by <see cref="Kind"/>.</summary>
    public uint Value;

    public static ScalarOperand Constant(float value) => new() { Kind = ScalarKind.Constant, Value = BitConverter.SingleToUInt32Bits(value) };

    /// <summary>The constant, when <see cref="Kind"/> says it is one.</summary>
    public readonly float AsSingle => BitConverter.UInt32BitsToSingle(Value);
}
