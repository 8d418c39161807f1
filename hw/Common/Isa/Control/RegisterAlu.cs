namespace Hardware.Common.Isa.Control;

/// <summary>Operations of <see cref="RegisterAlu"/> on 32-bit registers.</summary>
public enum RegisterOperation : byte
{
    Add,
    Subtract,

    /// <summary>Low 32 bits of the product.</summary>
    Multiply,
    And,
    Or,
    Xor,

    /// <summary>By the low five bits of b.</summary>
    ShiftLeft,

    /// <summary>Logical, by the low five bits of b.</summary>
    ShiftRight,

    /// <summary>Signed.</summary>
    Minimum,

    /// <summary>Signed.</summary>
    Maximum,
}

/// <summary>Integer arithmetic on registers (public name RegisterAluOp); results wrap to 32 bits.</summary>
public sealed class RegisterAlu : ControlInstruction
{
    private static readonly string?[] OperationNames =
        ["add", "subtract", "multiply", "and", "or", "xor", "shift_left", "shift_right", "min", "max"];

    public override string Mnemonic => "RegisterAlu";

    public override ushort Opcode => 0x05;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Register("dst", 0),
        OperandSlot.Register("a", 1),
        OperandSlot.Choice("op", 2, OperationNames),
        OperandSlot.Register("b", 3, required: false),
        OperandSlot.Integer("value", 0, required: false),
    ];

    public override string Summary => "dst = a op b, or a op value, on 32-bit integers";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var result = Compute((RegisterOperation)word.Codes[2], unit.Read(word.Codes.RegisterAt(1)), Value(word, unit, registerCode: 3, integer: 0));
        unit.Write(word.Codes.RegisterAt(0), result);
        return ControlResult.Next;
    }

    private static int Compute(RegisterOperation operation, int a, int b) => operation switch
    {
        RegisterOperation.Add => unchecked(a + b),
        RegisterOperation.Subtract => unchecked(a - b),
        RegisterOperation.Multiply => unchecked(a * b),
        RegisterOperation.And => a & b,
        RegisterOperation.Or => a | b,
        RegisterOperation.Xor => a ^ b,
        RegisterOperation.ShiftLeft => a << (b & 31),
        RegisterOperation.ShiftRight => a >>> (b & 31),
        RegisterOperation.Minimum => Math.Min(a, b),
        RegisterOperation.Maximum => Math.Max(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
