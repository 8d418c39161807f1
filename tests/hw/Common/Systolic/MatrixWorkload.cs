using Hardware.Common.Chip;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Systolic;

namespace Hardware.Common.Tests.Systolic;

/// <summary>A random but legal stream of LoadStationary and MatMul, with its operands: a pure function of the seed.</summary>
internal sealed class MatrixWorkload
{
    private static readonly DataType[][] Classes =
    [
        [DataType.Int8],
        [DataType.Float32, DataType.TensorFloat32],
        [DataType.BFloat16, DataType.Float16, DataType.Float8E3, DataType.Float8E4, DataType.Float8E5],
    ];

    private readonly Random _random;
    private int _sbufBytes;

    public MatrixWorkload(int seed, int size, int instructions = 12, DataType? only = null)
    {
        _random = new Random(seed);
        Spec = TestSpec.Create(
            ("Partitions", size),
            ("RowGroups", size < 4 ? 1 : 4),
            ("TensorMinimumInitiationInterval", Pick(64, 1, 7)),
            ("AccessStartCycles", Pick(60, 3, 0)));
        Gap = Pick(1, 1, 50);
        var pending = false;
        for (var i = 0; i < instructions; i++)
        {
            if (Products.Count == 0 && !pending)
                AddLoad(only);
            else if (!pending && _random.Next(2) == 0)
                AddLoad(only);
            else
                AddProduct(only);
            pending = Program[^1].Opcode == LoadStationary.Code;
        }
    }

    public ChipSpec Spec { get; }

    /// <summary>Cycles between two instructions of the source.</summary>
    public int Gap { get; }

    public List<InstructionWord> Program { get; } = [];

    public List<(Matrix Stationary, Matrix Moving, InstructionWord Word)> Products { get; } = [];

    private List<Matrix> Matrices { get; } = [];

    private Matrix? Stationary { get; set; }

    public TensorBoard Board(ArrayLevel level)
    {
        var board = new TensorBoard(Spec, level, Program, Gap);
        foreach (var matrix in Matrices)
            board.Store(matrix.Codes, matrix.Type, matrix.FirstPartition, matrix.Offset, matrix.Step);
        return board;
    }

    private int Pick(params int[] values) => values[_random.Next(values.Length)];

    private int Starts(int count)
    {
        int size = Spec.Partitions;
        return count > size / 2 ? 0 : count > size / 4 ? _random.Next(2) * (size / 2) : _random.Next(4) * (size / 4);
    }

    private Matrix Make(DataType type, int rows, int columns, int firstPartition)
    {
        var step = Pick(1, 1, 1, 3, 20);
        var codes = new uint[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                codes[r, c] = OperandCodes.Draw(_random, type);
        }

        var matrix = new Matrix(type, codes, firstPartition, _sbufBytes, step);
        _sbufBytes += columns * step * 4;
        Matrices.Add(matrix);
        return matrix;
    }

    private AccessPattern PatternOf(Matrix matrix) => TensorBoard.Pattern(
        new Memory.CoreAddress(Memory.LocalMemory.Sbuf, matrix.FirstPartition, matrix.Offset).Encode(Spec),
        matrix.Type, matrix.Codes.GetLength(0), matrix.Codes.GetLength(1), matrix.Step);

    private SemaphoreUpdate Update() => new()
    {
        Operation = (UpdateOperation)_random.Next(2),
        Index = (byte)Program.Count,
        Timing = (UpdateTiming)_random.Next(2),
    };

    private void AddLoad(DataType? only)
    {
        int size = Spec.Partitions;
        var rows = 1 + _random.Next(size);
        var set = Classes[_random.Next(Classes.Length)];
        var type = only ?? set[_random.Next(set.Length)];
        Stationary = Make(type, rows, 1 + _random.Next(size), Starts(rows));
        Program.Add(TensorBoard.Load(PatternOf(Stationary), Update()));
    }

    private void AddProduct(DataType? only)
    {
        var stationary = Stationary!;
        var set = Classes.Single(c => c.Contains(stationary.Type));
        var elements = _random.Next(5) == 0 ? 1 + _random.Next(90) : 1 + _random.Next(12);
        var moving = Make(only ?? set[_random.Next(set.Length)], stationary.Codes.GetLength(0), elements, stationary.FirstPartition);
        var columns = 1 + _random.Next(stationary.Codes.GetLength(1));
        var type = stationary.Type == DataType.Int8 ? DataType.Int32 : DataType.Float32;
        var bank = _random.Next(4);
        var place = new Memory.CoreAddress(Memory.LocalMemory.Psum, Starts(columns), bank * 2048);
        var step = Pick(1, 1, 2, 5);
        if (elements * step > 512)
            step = 1;
        var word = TensorBoard.Multiply(TensorBoard.Pattern(place.Encode(Spec), type, columns, elements, step), PatternOf(moving), Accumulation.Whole, Update());

        // Accumulates only where an earlier product of the same shape left a sum.
        var earlier = Products.Where(p => Covers(p.Word, columns)).ToArray();
        if (earlier.Length > 0 && _random.Next(2) == 0)
        {
            var old = earlier[_random.Next(earlier.Length)].Word.Patterns[MatMul.Destination];
            old.Partitions = (byte)columns;
            old.Type = type;
            old.Sizes[0] = (ushort)Math.Min(old.Sizes[0], elements);
            moving = moving with { Codes = Columns(moving.Codes, old.Sizes[0]) };
            word = TensorBoard.Multiply(old, PatternOf(moving), Pick(0, 1) == 0 ? Accumulation.Middle : Accumulation.Last, Update());
        }

        Products.Add((stationary, moving, word));
        Program.Add(word);
    }

    private static bool Covers(in InstructionWord word, int columns) => word.Patterns[MatMul.Destination].Partitions >= columns
        && word.Patterns[MatMul.Destination].Partitions / 2 < columns;

    private static uint[,] Columns(uint[,] codes, int columns)
    {
        var part = new uint[codes.GetLength(0), columns];
        for (var r = 0; r < codes.GetLength(0); r++)
        {
            for (var c = 0; c < columns; c++)
                part[r, c] = codes[r, c];
        }

        return part;
    }

    /// <summary>An operand in SBUF: element codes by partition and element.</summary>
    public sealed record Matrix(DataType Type, uint[,] Codes, int FirstPartition, int Offset, int Step);
}
