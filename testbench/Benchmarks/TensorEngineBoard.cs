using System.Runtime.InteropServices;
using Hardware.Common.Execution;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Numerics;
using Hardware.Common.Systolic;
using Hardware.Inferentia2;

namespace Hardware.Testbench.Benchmarks;

/// <summary>A tensor engine of Inferentia2 that executes MatMuls of 512 elements without a pause: a new stationary operand for every two.</summary>
internal sealed class TensorEngineBoard : Assembly
{
    private const int MovingElements = 512;

    public TensorEngineBoard(ArrayLevel level, int matMuls)
    {
        var spec = Inferentia2Spec.Create();
        Grid = new ClockGrid(("tensor", spec.TensorClock), ("base", spec.BaseClock));
        Clock = Grid["tensor"];
        Sbuf = new PartitionedMemory(spec.Partitions, spec.SbufPartitionBytes, 1);
        Psum = new PartitionedMemory(spec.Partitions, spec.PsumPartitionBytes, 2);
        var stationary = new InstructionWord { Opcode = LoadStationary.Code };
        stationary.Patterns[LoadStationary.Source] = Pattern(0, DataType.BFloat16, spec.Partitions, spec.Partitions);
        var product = new InstructionWord { Opcode = MatMul.Code };
        product.Patterns[MatMul.Destination] =
            Pattern(new CoreAddress(LocalMemory.Psum, 0, 0).Encode(spec), DataType.Float32, spec.Partitions, MovingElements);
        product.Patterns[MatMul.Moving] = Pattern(1024, DataType.BFloat16, spec.Partitions, MovingElements);
        product.Codes[MatMul.AccumulationCode] = (byte)Accumulation.Whole;
        Source = new InstructionLoop { Out = Queue.Producer, Stationary = stationary, Product = product, MatMuls = matMuls };
        Sink = new UpdateSink { In = Requests.Consumer };
        Engine = new TensorEngine
        {
            Name = "tensor",
            Spec = spec,
            Level = level,
            Core = 0,
            Instructions = Queue.Consumer,
            Sbuf = Sbuf,
            Psum = Psum,
            Updates = Requests.Producer,
            Tap = new ExecutionTap(),
        };
    }

    public ClockGrid Grid { get; }

    public Channel<IssuedInstruction> Queue { get; } = Channel.Of<IssuedInstruction>(4);

    public Channel<SemaphoreRequest> Requests { get; } = Channel.Of<SemaphoreRequest>();

    public PartitionedMemory Sbuf { get; }

    public PartitionedMemory Psum { get; }

    public InstructionLoop Source { get; }

    public UpdateSink Sink { get; }

    public TensorEngine Engine { get; }

    /// <summary>Fills the operands, runs until the engine is idle, and checks a result.</summary>
    /// <returns>Cycles in which a wave-front entered the array, and cycles in all.</returns>
    public (long WaveFronts, long Cycles) Run()
    {
        var simulator = new Simulator(this, Grid);
        Span<byte> bytes = stackalloc byte[1024 + (MovingElements * 2)];
        var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (var partition = 0; partition < Sbuf.Partitions; partition++)
        {
            for (var e = 0; e < halves.Length; e++)
                halves[e] = (ushort)(0x3F00 + (((partition * 7) + (e * 13)) % 256));
            Sbuf.Write(partition, 0, bytes);
        }

        var last = 0L;
        while (!(Source.Sent.Q == Source.Length && Engine.Idle.Q && Queue.Count == 0))
        {
            if (!simulator.Step())
                break;
            last = simulator.Now;
        }

        Check();
        return ((long)Source.MatMuls * MovingElements, last / Clock.Period);
    }

    private void Check()
    {
        var expected = 0.0;
        Span<byte> element = stackalloc byte[4];
        for (var p = 0; p < Sbuf.Partitions; p++)
        {
            Sbuf.Read(p, 2, element[..2]);
            var weight = BitConverter.UInt32BitsToSingle((uint)BitConverter.ToUInt16(element) << 16);
            Sbuf.Read(p, 1024 + 6, element[..2]);
            expected += weight * (double)BitConverter.UInt32BitsToSingle((uint)BitConverter.ToUInt16(element) << 16);
        }

        Psum.Read(1, 12, element);
        var got = BitConverter.ToSingle(element);
        if (Math.Abs(got - expected) > Math.Abs(expected) * 1e-4)
            throw new InvalidOperationException($"result [1, 3] is {got}, not about {expected}");
    }

    private static AccessPattern Pattern(uint address, DataType type, int partitions, int elements)
    {
        var pattern = new AccessPattern
        {
            Address = address,
            Type = type,
            Dimensions = 1,
            Partitions = (byte)partitions,
            OffsetRegister = AccessPattern.NoRegister,
        };
        pattern.Steps[0] = 1;
        pattern.Sizes[0] = (ushort)elements;
        return pattern;
    }

    internal sealed class InstructionLoop : Component
    {
        public required Producer<IssuedInstruction> Out { get; init; }

        public required InstructionWord Stationary { get; init; }

        public required InstructionWord Product { get; init; }

        public required int MatMuls { get; init; }

        public Reg<int> Sent { get; } = Reg.Of(0);

        /// <summary>Instructions in all: a load and two products, repeated.</summary>
        public int Length => MatMuls + ((MatMuls + 1) / 2);

        protected override void Tick()
        {
            if (Sent.Q == Length || !Out.TryPush(new IssuedInstruction { Word = Sent.Q % 3 == 0 ? Stationary : Product, ProgramCounter = Sent.Q }))
                Sleep();
            else
                Sent.Next = Sent.Q + 1;
        }
    }

    internal sealed class UpdateSink : Component
    {
        public required Consumer<SemaphoreRequest> In { get; init; }

        protected override void Tick()
        {
            if (!In.TryPop(out _))
                Sleep();
        }
    }
}
