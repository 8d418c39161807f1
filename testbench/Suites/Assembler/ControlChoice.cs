using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Assembler;

/// <summary>A control instruction with operands of each of its slots, as free choices.</summary>
/// <param name="Engine">Which engine's stream it is in.</param>
/// <param name="Instruction">Which instruction.</param>
/// <param name="Values">A number for each operand; it is cut to what the operand may be.</param>
/// <param name="Present">Bit i: operand i is there, where it may be left out.</param>
public sealed record ControlChoice(int Engine, int Instruction, int[] Values, int Present)
{
    private const int MostOperands = 8;

    // A trigger names a DMA block of its program; those of the shipped programs are round-tripped by the firmware's tests.
    private static readonly InstructionDefinition[] Instructions =
        [.. ControlInstructions.All.Where(d => d.Operands.All(o => o.Kind != OperandKind.DmaBlock))];

    public static Gen<ControlChoice> Generator { get; } =
        from engine in Gen.Choose(0, EngineNames.All.Count - 1)
        from instruction in Gen.Choose(0, Instructions.Length - 1)
        from values in Gen.OneOf(Gen.Choose(-20, 20), Gen.Choose(int.MinValue + 1, int.MaxValue - 1)).ArrayOf(MostOperands)
        from present in Gen.Choose(0, 255)
        select new ControlChoice(engine, instruction, values, present);

    public static IEnumerable<ControlChoice> Shrink(ControlChoice choice) =>
    [
        .. Shrinking.Toward(0, choice.Present).Select(present => choice with { Present = present }),
        .. Shrinking.Sequence(choice.Values, v => Shrinking.Toward(0, v).Take(2), fewest: MostOperands).Select(values => choice with { Values = values }),
    ];

    public override string ToString() => $"{Instructions[Instruction].Mnemonic}({string.Join(", ", Values)}; {Present:x})";

    /// <summary>The instruction.</summary>
    /// <param name="labels">Labels are the numbers from 0 up to this one.</param>
    public InstructionWord Word(int labels)
    {
        var definition = Instructions[Instruction];
        var word = new InstructionWord { Opcode = definition.Opcode };
        for (var i = 0; i < definition.Operands.Count; i++)
        {
            if (definition.Operands[i].Required || (Present >> i & 1) != 0)
                Fill(ref word, definition.Operands[i], Values[i], labels);
        }

        // What the kinds of operands do not say.
        switch (definition)
        {
            case CompareBranch when word.Codes[1] != (byte)Comparison.Always && word.Codes.RegisterAt(0) < 0:
                word.Codes.SetRegister(0, 0);
                break;
            case SemaphoreRangeClear:
                (word.Integers[0], word.Integers[1]) = (word.Integers[0] & 0x7F, 1 + (word.Integers[1] & 0x7F));
                break;
            case Write:
                word.Integers[1] = 1 + (word.Integers[1] & 0xFFFF);
                break;
        }

        return word;
    }

    private static void Fill(ref InstructionWord word, OperandSlot slot, int value, int labels)
    {
        switch (slot.Kind)
        {
            case OperandKind.Choice:
                int[] legal = [.. Enumerable.Range(0, slot.Choices!.Count).Where(c => slot.Choices[c] is not null)];
                word.Codes[slot.Index] = (byte)legal[(int)((uint)value % legal.Length)];
                break;
            case OperandKind.Register:
                word.Codes.SetRegister(slot.Index, value & 63);
                break;
            case OperandKind.Number:
                word.Codes[slot.Index] = (byte)value;
                break;
            case OperandKind.Integer:
                word.Integers[slot.Index] = value;
                break;
            case OperandKind.Label:
                word.Integers[slot.Index] = (int)((uint)value % (labels + 1));
                break;
            case OperandKind.Long:
                // Addresses of the chip: multiples of 4 in 44 bits, and distances of both signs.
                word.Patterns.SetLong(slot.Index, (long)value << 12);
                break;
            case OperandKind.Pattern:
                word.Patterns[slot.Index] = Element(value);
                break;
            default:
                throw new NotSupportedException($"no control instruction has an operand of kind {slot.Kind}");
        }
    }

    /// <summary>One 32-bit element in SBUF.</summary>
    private static AccessPattern Element(int value)
    {
        ReadOnlySpan<DataType> types = [DataType.Int32, DataType.UInt32, DataType.Float32];
        var pattern = new AccessPattern
        {
            Address = ((uint)value & 0x7FFF) << 2,
            Type = types[(int)((uint)value % 3)],
            Dimensions = 1,
            Partitions = 1,
            OffsetRegister = AccessPattern.NoRegister,
        };
        (pattern.Steps[0], pattern.Sizes[0]) = (1, 1);
        return pattern;
    }
}
