using Hardware.Common.Engines;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Benches;

/// <summary>A tensor engine with its memories, an instruction source and an update sink: the bench of everything about the array alone.</summary>
public sealed class TensorBench : Module, IExecutionObserver, IMemoryObserver
{
    private readonly List<Action> _stores = [];

    /// <param name="spec">The chip's numbers; its partitions are the rows and columns of the array.</param>
    /// <param name="level">How finely the array is modelled.</param>
    /// <param name="program">Instructions for the engine.</param>
    /// <param name="gap">Cycles between two of them, at least.</param>
    /// <param name="watched">Whether the lists below are filled; without, the engine runs as fast as it can.</param>
    public TensorBench(ChipSpec spec, ArrayLevel level, IReadOnlyList<InstructionWord> program, int gap = 1, bool watched = true)
    {
        Spec = spec;
        ProgramCheck.Require(Hardware.Common.Isa.Engine.Tensor, program, spec);
        Grid = new ClockGrid(("tensor", spec.TensorClock), ("base", spec.BaseClock));
        Clock = Grid["tensor"];
        Sbuf = new PartitionedMemory(spec.Partitions, spec.SbufPartitionBytes, 1);
        Psum = new PartitionedMemory(spec.Partitions, spec.PsumPartitionBytes, 2);
        Source = new InstructionSource { Out = Queue.Producer, Program = program, Gap = gap };
        Sink = new UpdateSink { In = Requests.Consumer };
        if (watched)
        {
            Psum.Observers.Add(this);
            Observers.Add(this);
        }

        var socket = new EngineSocket
        {
            Spec = spec,
            Core = 0,
            Engine = Common.Isa.Engine.Tensor,
            Clock = Clock,
            Instructions = Queue.Consumer,
            Updates = Requests.Producer,
            Sbuf = Sbuf,
            Psum = Psum,
            Observers = Observers,
        };
        Engine = new TensorEngine(socket, level) { Name = "tensor" };
    }

    public ChipSpec Spec { get; }

    public ClockGrid Grid { get; }

    public ExecutionObservers Observers { get; } = new();

    public Channel<IssuedInstruction> Queue { get; } = Channel.Of<IssuedInstruction>(4);

    public Channel<SemaphoreRequest> Requests { get; } = Channel.Of<SemaphoreRequest>();

    public PartitionedMemory Sbuf { get; }

    public PartitionedMemory Psum { get; }

    public InstructionSource Source { get; }

    public UpdateSink Sink { get; }

    public TensorEngine Engine { get; }

    public List<ExecutionRecord> Records { get; } = [];

    public List<int> NanProducers { get; } = [];

    public List<int> Wraps { get; } = [];

    /// <summary>Every PSUM write: cycle, offset and content of the partitions written.</summary>
    public List<string> PsumWrites { get; } = [];

    public void OnInstruction(in ExecutionRecord record) => Records.Add(record);

    public void OnNanProduced(in Agent by, long tick) => NanProducers.Add(by.Instruction);

    public void OnIntegerWrapped(in Agent by, long tick) => Wraps.Add(by.Instruction);

    public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
        var content = new byte[partitions * 4];
        Psum.Gather(firstPartition, partitions, (int)offset, 4, content);
        PsumWrites.Add($"{Simulator.Now / Clock.Period}: {firstPartition}+{partitions} @{offset} {Convert.ToHexString(content)}");
    }

    public Simulator Simulate(SimulatorOptions? options = null)
    {
        var simulator = new Simulator(this, Grid, options);
        foreach (var store in _stores)
            store();
        return simulator;
    }

    /// <summary>Runs until nothing happens any more; never more than 100,000 cycles.</summary>
    public Simulator Run(SimulatorOptions? options = null)
    {
        var simulator = Simulate(options);
        simulator.RunUntil(100_000 * Clock.Period);
        return simulator;
    }

    /// <summary>Stores a [partitions, elements] matrix of element codes at a byte offset, once the board has powered up.</summary>
    public void Store(uint[,] codes, DataType type, int firstPartition = 0, int offset = 0, int step = 1) =>
        _stores.Add(() => StoreNow(codes, type, firstPartition, offset, step));

    /// <summary>Stores what an operand holds, once the board has powered up.</summary>
    public void Store(AccessPattern pattern, TensorContent content) =>
        _stores.Add(() => content.Store(pattern, Sbuf, CoreAddress.Decode(pattern.Address, Spec)));

    private void StoreNow(uint[,] codes, DataType type, int firstPartition, int offset, int step)
    {
        var size = type.Size();
        for (var p = 0; p < codes.GetLength(0); p++)
        {
            for (var e = 0; e < codes.GetLength(1); e++)
                Sbuf.Write(firstPartition + p, offset + (e * step * size), BitConverter.GetBytes(codes[p, e]).AsSpan(0, size));
        }
    }

    /// <summary>The 32-bit word at a place of PSUM.</summary>
    public uint PsumWord(int partition, int offset)
    {
        var bytes = new byte[4];
        Psum.Read(partition, offset, bytes);
        return BitConverter.ToUInt32(bytes);
    }

    public static AccessPattern Pattern(uint address, DataType type, int partitions, int elements, int step = 1)
    {
        var pattern = new AccessPattern
        {
            Address = address,
            Type = type,
            Dimensions = 1,
            Partitions = (byte)partitions,
            OffsetRegister = AccessPattern.NoRegister,
        };
        pattern.Steps[0] = (short)step;
        pattern.Sizes[0] = (ushort)elements;
        return pattern;
    }

    public static InstructionWord Load(AccessPattern source, SemaphoreUpdate update = default)
    {
        var word = new InstructionWord { Opcode = Opcodes.LoadStationary, Update = update };
        word.Patterns[MatrixFields.Stationary] = source;
        return word;
    }

    public static InstructionWord Multiply(AccessPattern destination, AccessPattern moving, Accumulation accumulation = Accumulation.Whole, SemaphoreUpdate update = default)
    {
        var word = new InstructionWord { Opcode = Opcodes.MatMul, Update = update };
        word.Patterns[MatrixFields.Destination] = destination;
        word.Patterns[MatrixFields.Moving] = moving;
        word.Codes[MatrixFields.Accumulation] = (byte)accumulation;
        return word;
    }

    public uint PsumAddress(int partition, int offset) => new CoreAddress(LocalMemory.Psum, partition, offset).Encode(Spec);
}
