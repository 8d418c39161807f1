using System.Runtime.InteropServices;

namespace Hardware.Common.Engines.Lanes;

/// <summary>Where an operand of the running instruction starts, decoded once.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct OperandPlace
{
    /// <summary>A <see cref="Isa.LocalMemory"/>.</summary>
    public int Memory;

    public int Partition;

    /// <summary>Byte of the first element within its partition.</summary>
    public int Offset;

    /// <summary>Bytes of an element.</summary>
    public int Size;
}
