using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
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
        [.. ControlDefinitions.All.Where(d => d.Operands.All(o => o.Kind != OperandKind.DmaBlock))];

    /// <summary>Instructions that the sequencers of a chip have, in streams that it has.</summary>
    public static Gen<ControlChoice> GeneratorOf(ChipSpec chip) =>
        from engine in Gen.Elements(EngineNames.All.Positions(EngineNames.Of(chip).Contains))
        from instruction in Gen.Elements(Instructions.Positions(d => d.IsOn(CoreFeatures.Of(chip))))
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
    /// <param name="chip">Its chip: operands that are registers are left out where there are none.</param>
    public InstructionWord Word(int labels, ChipSpec chip)
    {
        var definition = Instructions[Instruction];
        var word = new InstructionWord { Opcode = definition.Opcode };
        for (var i = 0; i < definition.Operands.Count; i++)
        {
            var slot = definition.Operands[i];
            if (slot.Kind == OperandKind.Register && !CoreFeatures.Of(chip).HasRegisters)
                continue;
            if (slot.Required || (Present >> i & 1) != 0)
                Fill(ref word, slot, Values[i], labels);
        }

        // What the kinds of operands do not say.
        switch (definition.Opcode)
        {
            case Opcodes.CompareBranch when word.Codes[1] != (byte)Comparison.Always && word.Codes.RegisterAt(0) < 0:
                word.Codes.SetRegister(0, 0);
                break;
            case Opcodes.SemaphoreRangeClear:
                var half = ((int)chip.Semaphores.Value / 2) - 1;
                (word.Integers[0], word.Integers[1]) = (word.Integers[0] & half, 1 + (word.Integers[1] & half));
                break;
            case Opcodes.Write:
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
