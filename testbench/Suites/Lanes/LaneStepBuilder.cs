using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>Takes from a step's free choices what an instruction needs, and lays its operands out.</summary>
/// <param name="chip">The chip.</param>
/// <param name="allocator">Where operands are laid.</param>
/// <param name="step">The choices.</param>
/// <param name="engine">The engine that will execute the instruction.</param>
/// <param name="opcode">The instruction.</param>
/// <param name="previous">Result of the instruction before on this engine, for a chained step.</param>
internal sealed class LaneStepBuilder(
    ChipSpec chip, OperandAllocator allocator, LaneStep step, Engine engine, ushort opcode, AccessPattern? previous)
{
    private bool _sourceInPsum;

    /// <summary>The instruction so far.</summary>
    public InstructionWord Word = new() { Opcode = opcode };

    public LaneStep Choices => step;

    public Engine Engine => engine;

    /// <summary>Partitions of all operands, unless an instruction needs another number.</summary>
    public int Partitions => previous?.Partitions ?? step.Partitions;

    /// <summary>Elements a partition, unless an instruction needs another number.</summary>
    public int Elements => previous?.ElementsPerPartition ?? step.Elements;

    /// <summary>What memory holds before the stream runs: an operand and its content.</summary>
    public List<(AccessPattern Pattern, TensorContent Content)> Stored { get; } = [];

    /// <summary>One of the legal values of a small field.</summary>
    public static T Pick<T>(IReadOnlyList<T> values, int choice) => values[choice % values.Count];

    public bool Flag(int bit) => (step.Flags >> bit & 1) != 0;

    /// <summary>The type that the choices give an operand.</summary>
    public DataType TypeOf(int operand) => operand == 1 && previous is { } chained ? chained.Type : step.Operands[operand].Type;

    /// <summary>The integer type of the chip that stands in for a type where the instruction needs one.</summary>
    public DataType Integer(DataType type)
    {
        if (type.IsInteger())
            return type;
        ReadOnlySpan<DataType> unsigned = [DataType.UInt8, DataType.Int16, DataType.UInt32];
        ReadOnlySpan<DataType> signed = [DataType.Int8, DataType.Int16, DataType.Int32];
        var size = type.Size() / 2;
        return CoreFeatures.Of(chip).Types.Contains(unsigned[size]) ? unsigned[size] : signed[size];
    }

    /// <summary>Lays the destination.</summary>
    public void Destination(int? elements = null, DataType? type = null, int? partitions = null) =>
        Word.Patterns[0] = Lay(step.Operands[0], elements ?? Elements, type ?? TypeOf(0), partitions ?? Partitions, written: true);

    /// <summary>Lays a source, or takes the result of the instruction before.</summary>
    public void Source(int operand, int? elements = null, DataType? type = null, int? partitions = null, int mostDimensions = AccessPattern.MaximumDimensions)
    {
        var (count, rows) = (elements ?? Elements, partitions ?? Partitions);
        if (operand == 1 && previous is { } chained && chained.ElementsPerPartition == count && chained.Partitions == rows
            && chained.Type == (type ?? chained.Type) && chained.Dimensions <= mostDimensions)
        {
            // It may be in PSUM, and then the other source must not.
            _sourceInPsum = true;
            Word.Patterns[operand] = chained;
            return;
        }

        var choice = step.Operands[operand];
        var plan = choice.Plan with { Split = Math.Min(choice.Plan.Split % AccessPattern.MaximumDimensions, mostDimensions - 1) + (choice.Plan.Split / AccessPattern.MaximumDimensions * AccessPattern.MaximumDimensions) };
        Word.Patterns[operand] = Lay(choice with { Plan = plan }, count, type ?? TypeOf(operand), rows, written: false);
    }

    /// <summary>A pattern of which only steps and sizes count.</summary>
    public void IndexPattern(int operand)
    {
        // Laid for its shape alone; its bytes stay unused.
        var pattern = allocator.Operand(step.Operands[operand].Plan, DataType.Int32, LocalMemory.Sbuf, Partitions, Elements, written: false);
        Word.Patterns[operand] = pattern;
    }

    /// <summary>A scalar: the constant or vector of the choices.</summary>
    public void Scalar(int index, bool constantOnly = false, bool vectorOnly = false)
    {
        var choice = step.Scalars[index];
        if (vectorOnly || (choice.IsVector && !constantOnly))
        {
            var pattern = allocator.Operand(choice.Plan, choice.Type, LocalMemory.Sbuf, Partitions, 1, written: true);
            Stored.Add((pattern, choice.Content));
            Word.Scalars[index] = new ScalarOperand { Kind = ScalarKind.PerPartition, Type = choice.Type, Value = pattern.Address };
            return;
        }

        Word.Scalars[index] = ScalarOperand.Constant(BitConverter.UInt32BitsToSingle(choice.Content.Code(DataType.Float32, 0)));
    }

    private AccessPattern Lay(OperandChoice choice, int elements, DataType type, int partitions, bool written)
    {
        var psum = choice.InPsum && engine != Engine.GpSimd && (written || !_sourceInPsum) && allocator.HasRoom(LocalMemory.Psum);
        _sourceInPsum |= psum && !written;
        var pattern = allocator.Operand(choice.Plan, type, psum ? LocalMemory.Psum : LocalMemory.Sbuf, partitions, elements, written);
        Stored.Add((pattern, choice.Content));
        return pattern;
    }
}
