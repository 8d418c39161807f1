using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;

namespace Hardware.Common.Tests.Engines.Sequencing;

/// <summary>Assembles instruction words in code.</summary>
internal static class Words
{
    public static InstructionWord Of<T>(params (string Slot, long Value)[] operands)
        where T : InstructionDefinition
    {
        var definition = InstructionCatalog.All.OfType<T>().Single();
        var word = new InstructionWord { Opcode = definition.Opcode };
        foreach (var (name, value) in operands)
        {
            var slot = definition.Operands.Single(s => string.Equals(s.Name, name, StringComparison.Ordinal));
            switch (slot.Kind)
            {
                case OperandKind.Register:
                    word.Codes.SetRegister(slot.Index, (int)value);
                    break;
                case OperandKind.Choice or OperandKind.Number:
                    word.Codes[slot.Index] = (byte)value;
                    break;
                case OperandKind.Long:
                    word.Patterns.SetLong(slot.Index, value);
                    break;
                default:
                    word.Integers[slot.Index] = (int)value;
                    break;
            }
        }

        return word;
    }

    public static InstructionWord Nop => Of<Nop>();

    public static InstructionWord Halt => Of<Halt>();

    public static InstructionWord Move(int dst, int value) => Of<RegisterMove>(("dst", dst), ("value", value));

    public static InstructionWord Alu(int dst, int a, RegisterOperation op, int value) =>
        Of<RegisterAlu>(("dst", dst), ("a", a), ("op", (long)op), ("value", value));

    public static InstructionWord AluRegister(int dst, int a, RegisterOperation op, int b) =>
        Of<RegisterAlu>(("dst", dst), ("a", a), ("op", (long)op), ("b", b));

    public static InstructionWord BranchIf(int a, Comparison comparison, int value, int target) =>
        Of<CompareBranch>(("a", a), ("cmp", (long)comparison), ("value", value), ("target", target));

    public static InstructionWord Waiting(this InstructionWord word, int semaphore, int atLeast)
    {
        word.Wait = new WaitCondition
        {
            Kind = WaitKind.Semaphore,
            Index = (byte)semaphore,
            Comparison = Comparison.GreaterOrEqual,
            Register = AccessPattern.NoRegister,
            Value = atLeast,
        };
        return word;
    }

    public static InstructionWord WaitingForEvent(this InstructionWord word, int number)
    {
        word.Wait = new WaitCondition
        {
            Kind = WaitKind.Event,
            Index = (byte)number,
            Comparison = Comparison.Equal,
            Register = AccessPattern.NoRegister,
            Value = 1,
        };
        return word;
    }

    public static InstructionWord Updating(this InstructionWord word, UpdateOperation operation, int index, int value = 0)
    {
        word.Update = new SemaphoreUpdate { Operation = operation, Index = (byte)index, Timing = UpdateTiming.Complete, Value = value };
        return word;
    }
}
