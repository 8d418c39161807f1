using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;

namespace Hardware.Firmware.Tests.Disassembly;

/// <summary>Generates instructions that use every field of their definition, legal by kind (not necessarily by shape).</summary>
internal static class RandomWords
{
    public static Gen<InstructionWord> Of(InstructionDefinition definition) =>
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Make(definition, new Random(seed));

    public static Gen<(InstructionDefinition Definition, InstructionWord Word)> Any(IReadOnlyList<InstructionDefinition> definitions) =>
        from definition in Gen.Elements(definitions.ToArray())
        from word in Of(definition)
        select (definition, word);

    /// <summary>Bytes that need not mean anything.</summary>
    public static InstructionWord Noise(int seed)
    {
        var word = default(InstructionWord);
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(new Span<InstructionWord>(ref word)));
        return word;
    }

    private static InstructionWord Make(InstructionDefinition definition, Random random)
    {
        var word = new InstructionWord { Opcode = definition.Opcode };
        word.Wait = random.Next(3) switch
        {
            0 => default,
            1 => new WaitCondition
            {
                Kind = WaitKind.Semaphore,
                Index = (byte)random.Next(256),
                Comparison = (Comparison)random.Next(1, 7),
                Register = AccessPattern.NoRegister,
                Value = random.Next() - random.Next(),
            },
            _ => new WaitCondition { Kind = WaitKind.Event, Index = (byte)random.Next(256), Comparison = Comparison.Equal, Register = AccessPattern.NoRegister, Value = random.Next(2) },
        };
        var operation = (UpdateOperation)random.Next(8);
        word.Update = operation == UpdateOperation.None ? default : new SemaphoreUpdate
        {
            Operation = operation,
            Index = (byte)random.Next(256),
            Timing = (UpdateTiming)random.Next(2),
            Value = operation is UpdateOperation.Add or UpdateOperation.Subtract or UpdateOperation.Write ? random.Next(-100, 100) : 0,
        };
        foreach (var slot in definition.Operands)
        {
            if (slot.Required || random.Next(2) == 0)
                Fill(slot, random, ref word);
        }

        return word;
    }

    private static void Fill(OperandSlot slot, Random random, ref InstructionWord word)
    {
        switch (slot.Kind)
        {
            case OperandKind.Pattern:
                word.Patterns[slot.Index] = Pattern(random);
                break;
            case OperandKind.Scalar:
                word.Scalars[slot.Index] = random.Next(3) switch
                {
                    0 => new ScalarOperand { Kind = ScalarKind.Constant, Value = (uint)random.NextInt64(1L << 32) },
                    1 => new ScalarOperand { Kind = ScalarKind.PerPartition, Type = Type(random), Value = (uint)random.Next(1 << 25) },
                    _ => new ScalarOperand { Kind = ScalarKind.Register, Value = (uint)random.Next(64) },
                };
                break;
            case OperandKind.Choice:
                var legal = Enumerable.Range(0, slot.Choices!.Count).Where(c => slot.Choices[c] is not null).ToArray();
                word.Codes[slot.Index] = (byte)legal[random.Next(legal.Length)];
                break;
            case OperandKind.Register:
                word.Codes.SetRegister(slot.Index, random.Next(64));
                break;
            case OperandKind.Number:
                word.Codes[slot.Index] = (byte)random.Next(256);
                break;
            case OperandKind.Long:
                word.Patterns.SetLong(slot.Index, random.NextInt64(-1L << 44, 1L << 44));
                break;
            case OperandKind.Integer:
                word.Integers[slot.Index] = random.Next() - random.Next();
                break;
            default:
                word.Integers[slot.Index] = 0;
                break;
        }
    }

    private static AccessPattern Pattern(Random random)
    {
        var pattern = new AccessPattern
        {
            Address = (uint)random.Next(1 << 26),
            Type = Type(random),
            Dimensions = (byte)random.Next(1, 5),
            Partitions = (byte)random.Next(1, 129),
            OffsetRegister = random.Next(2) == 0 ? AccessPattern.NoRegister : (byte)random.Next(64),
        };
        for (var d = 0; d < pattern.Dimensions; d++)
        {
            pattern.Steps[d] = (short)random.Next(short.MinValue, short.MaxValue + 1);
            pattern.Sizes[d] = (ushort)random.Next(1, ushort.MaxValue + 1);
        }

        return pattern;
    }

    private static DataType Type(Random random) => DataTypes.Values[random.Next(DataTypes.Values.Length)];
}
