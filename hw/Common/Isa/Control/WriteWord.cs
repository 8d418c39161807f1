namespace Hardware.Common.Isa.Control;

/// <summary>The fields of a Write.</summary>
public static class WriteWord
{
    /// <summary>Code that holds the register of the data.</summary>
    public const int DataRegister = 0;

    /// <summary>Code that holds the register of the offset.</summary>
    public const int OffsetRegister = 1;

    /// <summary>Makes the word of a Write of constant <paramref name="data"/>: what the loader puts in place of a DmaTrigger.</summary>
    public static InstructionWord Encode(long address, int data, int count, long stride, long secondOffset)
    {
        var word = new InstructionWord { Opcode = Opcodes.Write };
        word.Patterns.SetLong(0, address);
        word.Patterns.SetLong(1, stride);
        word.Patterns.SetLong(2, secondOffset);
        word.Integers[0] = data;
        word.Integers[1] = count;
        return word;
    }
}
