using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Integer arithmetic on registers (public name RegisterAluOp); results wrap to 32 bits.</summary>
public sealed class RegisterAlu : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.RegisterAlu;

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
