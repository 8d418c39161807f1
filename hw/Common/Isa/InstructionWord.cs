using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Isa;

/// <summary>
/// One instruction, 128 bytes, little-endian: the encoding is this project's own, because no public one exists. Every instruction has the
/// same fields; its <see cref="InstructionDefinition"/> says which it uses and what they mean.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Bytes)]
public struct InstructionWord
{
    /// <summary>Bytes of an encoded instruction.</summary>
    public const int Bytes = 128;

    /// <summary>Number in the <see cref="InstructionCatalog"/>.</summary>
    public ushort Opcode;

    private readonly ushort _reserved0;

    private readonly uint _reserved1;

    public WaitCondition Wait;

    public SemaphoreUpdate Update;

    /// <summary>Tensor operands; by convention 0 is the destination.</summary>
    public ThreePatterns Patterns;

    public TwoScalars Scalars;

    /// <summary>Small fields: operators, functions, registers, flags.</summary>
    public EightCodes Codes;

    public TwoIntegers Integers;
}

/// <summary>The tensor operands of an instruction.</summary>
[InlineArray(3)]
public struct ThreePatterns
{
    private AccessPattern _first;

    /// <summary>The 64-bit number that an <see cref="OperandKind.Long"/> operand keeps in place of a pattern.</summary>
    public readonly long LongAt(int index)
    {
        var pattern = this[index];
        return MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(new ReadOnlySpan<AccessPattern>(in pattern)));
    }

    public void SetLong(int index, long value)
    {
        var pattern = default(AccessPattern);
        MemoryMarshal.Write(MemoryMarshal.AsBytes(new Span<AccessPattern>(ref pattern)), value);
        this[index] = pattern;
    }
}

/// <summary>The scalar operands of an instruction.</summary>
[InlineArray(2)]
public struct TwoScalars
{
    private ScalarOperand _first;
}

/// <summary>The one-byte fields of an instruction.</summary>
[InlineArray(8)]
public struct EightCodes
{
    private byte _first;

    /// <summary>The register of an <see cref="OperandKind.Register"/> operand, or -1 if it was left out.</summary>
    public readonly int RegisterAt(int index) => this[index] - 1;

    /// <summary>Sets the register of an <see cref="OperandKind.Register"/> operand; -1 means none.</summary>
    public void SetRegister(int index, int register) => this[index] = checked((byte)(register + 1));
}

/// <summary>The 32-bit integer fields of an instruction.</summary>
[InlineArray(2)]
public struct TwoIntegers
{
    private int _first;
}
