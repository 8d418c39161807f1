using Hardware.Common.Engines.Tensor;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Systolic;

/// <summary>The instructions and operands that a <see cref="MatrixCase"/> stands for.</summary>
public sealed class MatrixStream
{
    // Larger products on larger arrays would make cases slow and reach nothing new.
    private const int MostElementsOfLargeArray = 96;

    private static readonly DataType[][] Classes =
    [
        [DataType.BFloat16, DataType.Float16, DataType.Float8E3, DataType.Float8E4, DataType.Float8E5],
        [DataType.Float32, DataType.TensorFloat32],
        [DataType.Int8],
    ];

    private readonly MatrixCase _case;
    private readonly OperandAllocator _allocator;
    private readonly List<Operand> _operands = [];

    /// <param name="matrixCase">The case.</param>
    /// <param name="chip">The chip, of which the case changes some numbers; it was generated for one with the same core.</param>
    public MatrixStream(MatrixCase matrixCase, ChipSpec chip)
    {
        _case = matrixCase;
        var square = chip.WithPartitions(matrixCase.Size).With(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["TensorMinimumInitiationInterval"] = matrixCase.Interval,
            ["AccessStartCycles"] = matrixCase.AccessStart,
            ["FlushToZero"] = matrixCase.FlushToZero ? 1 : 0,
            ["IntegerElementsPerCycle"] = matrixCase.IntegerElements,
        });
        Spec = square with { ArrayColumns = square.ArrayColumns with { Value = matrixCase.ArrayColumns } };
        _allocator = new OperandAllocator(Spec);
        foreach (var tile in matrixCase.Tiles)
            Add(tile);
    }

    /// <summary>Every type that an array multiplies, of whichever core.</summary>
    public static DataType[] Types { get; } = [.. Classes.SelectMany(c => c)];

    public ChipSpec Spec { get; }

    public List<InstructionWord> Program { get; } = [];

    /// <summary>The MatMuls, each with the operands that it multiplies.</summary>
    public List<(Operand Stationary, Operand Moving, InstructionWord Word)> Products { get; } = [];

    /// <summary>The board, with the program and the operands in place.</summary>
    public TensorBench Board(ArrayLevel level)
    {
        var board = new TensorBench(Spec, level, Program, _case.Gap);
        foreach (var operand in _operands)
            board.Store(operand.Pattern, operand.Content);
        return board;
    }

    private void Add(MatrixTile tile)
    {
        var rows = 1 + (tile.Rows % _case.Size);
        var stationary = Take(tile.Plan, tile.Type, rows, 1 + (tile.Columns % _case.ArrayColumns), tile.Content, null);
        Program.Add(TensorBench.Load(stationary.Pattern, Update(Program.Count)));
        foreach (var product in tile.Products)
            Add(stationary, product);
    }

    private void Add(Operand stationary, MatrixProduct product)
    {
        DataType[] types = [.. Classes.Single(c => c.Contains(stationary.Pattern.Type)).Where(CoreFeatures.Of(Spec).ArrayTypes.Contains)];
        var most = _case.Size > 32 ? MostElementsOfLargeArray : MatrixProduct.MostElements;
        var elements = 1 + ((product.Elements - 1) % most);
        var columns = 1 + (product.Columns % stationary.Pattern.ElementsPerPartition);
        var accumulation = product.Closes ? Accumulation.Whole : Accumulation.First;
        AccessPattern? result = null;
        if (product.Onto > 0 && Products.Count > 0)
        {
            // What an earlier product wrote, or the first columns of it.
            var earlier = Products[(product.Onto - 1) % Products.Count].Word.Patterns[MatrixFields.Destination];
            elements = earlier.ElementsPerPartition;
            columns = Math.Min(columns, earlier.Partitions);
            earlier.Partitions = (byte)columns;
            result = earlier;
            accumulation = product.Closes ? Accumulation.Last : Accumulation.Middle;
        }

        var moving = Take(
            product.Moving, types[product.Type % types.Length], stationary.Pattern.Partitions, elements, product.Content,
            CoreAddress.Decode(stationary.Pattern.Address, Spec).Partition);
        var resultType = types[0] == DataType.Int8 ? DataType.Int32 : DataType.Float32;
        var destination = result ?? _allocator.Result(product.Result, resultType, columns, elements);
        destination.Type = resultType;
        var word = TensorBench.Multiply(destination, moving.Pattern, accumulation, Update(product.Updates));
        Program.Add(word);
        Products.Add((stationary, moving, word));
    }

    private Operand Take(PatternPlan plan, DataType type, int partitions, int elements, TensorContent content, int? firstPartition)
    {
        var operand = new Operand(_allocator.Operand(plan, type, LocalMemory.Sbuf, partitions, elements, written: false, firstPartition), content);
        _operands.Add(operand);
        return operand;
    }

    private SemaphoreUpdate Update(int choice) => choice % 4 == 0 ? default : new SemaphoreUpdate
    {
        Operation = choice % 4 == 1 ? UpdateOperation.Decrement : UpdateOperation.Increment,
        Index = (byte)(Program.Count % Spec.Semaphores.Value),
        Timing = choice % 4 == 3 ? UpdateTiming.Complete : UpdateTiming.Read,
    };

    /// <summary>An operand in SBUF: where it lies and what it holds.</summary>
    public sealed record Operand(AccessPattern Pattern, TensorContent Content)
    {
        /// <inheritdoc cref="TensorContent.CodeAt"/>
        public uint Code(int partition, int element) => Content.CodeAt(Pattern, partition, element);
    }
}
