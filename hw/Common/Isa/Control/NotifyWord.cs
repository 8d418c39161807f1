namespace Hardware.Common.Isa.Control;

/// <summary>Fields of Notify, and the word that the loader puts before each Halt.</summary>
public static class NotifyWord
{
    /// <summary>Index in <see cref="InstructionWord.Codes"/> of the flag that tells the end of the stream.</summary>
    public const int EndCode = 1;

    /// <summary>The notification of a stream's end.</summary>
    public static InstructionWord End()
    {
        var word = new InstructionWord { Opcode = Opcodes.Notify };
        word.Codes[EndCode] = 1;
        return word;
    }
}
