using System.Runtime.InteropServices;
using Hardware.Common.Chip;
using Hardware.Common.Execution;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Lanes;
using Hardware.Common.Memory;
using Hardware.Common.Numerics;
using Hardware.Common.Sequencing;

namespace Hardware.Common.Tests.Lanes;

/// <summary>One core's memories with the three lane engines, each fed with a list of instructions as its sequencer would.</summary>
internal sealed class LaneBench : IExecutionObserver
{
    private readonly Board _board;

    public LaneBench(ChipSpec? spec = null, SimulatorOptions? options = null, params (Engine Engine, InstructionWord Word)[] program)
    {
        Spec = spec ?? TestSpec.Create();
        var grid = TestSpec.Grid(Spec);
        Tap.Observer = this;
        _board = new Board(Spec, grid, Tap, program) { Clock = grid["base"] };
        Simulator = new Simulator(_board, grid, options);
    }

    public ChipSpec Spec { get; }

    public ExecutionTap Tap { get; } = new();

    public Simulator Simulator { get; }

    public PartitionedMemory Sbuf => _board.Sbuf;

    public PartitionedMemory Psum => _board.Psum;

    public List<ExecutionRecord> Records { get; } = [];

    public List<(Engine Engine, int ProgramCounter)> Nans { get; } = [];

    public LaneEngine this[Engine engine] => engine switch
    {
        Engine.Vector => _board.Vector,
        Engine.Scalar => _board.Scalar,
        _ => _board.GpSimd,
    };

    /// <summary>Updates in the order of their arrival, with the tick.</summary>
    public IEnumerable<(int Semaphore, long Tick)> Updates => _board.Collectors.SelectMany(c => c.Arrivals()).OrderBy(a => a.Tick);

    /// <summary>Runs one instruction after its operands were filled.</summary>
    public static LaneBench Run(Engine engine, InstructionWord word, Action<LaneBench> fill)
    {
        var bench = new LaneBench(null, null, (engine, word));
        fill(bench);
        bench.Run();
        return bench;
    }

    public void Run(long ticks = 2_000_000)
    {
        Simulator.RunUntil(ticks);
        Assert.That(this[Engine.Vector].Idle.Q && this[Engine.Scalar].Idle.Q && this[Engine.GpSimd].Idle.Q, Is.True, "an engine never became idle");
    }

    /// <summary>Ticks in cycles of an engine.</summary>
    public double Cycles(Engine engine, long ticks) => (double)ticks / this[engine].Clock.Period;

    /// <summary>Writes values of FP32, as the operand's type and pattern say.</summary>
    public void Fill(in AccessPattern pattern, Func<int, int, float> value)
    {
        var place = CoreAddress.Decode(pattern.Address, Spec);
        var memory = place.Memory == LocalMemory.Psum ? Psum : Sbuf;
        var bytes = new byte[4];
        for (var p = 0; p < pattern.Partitions; p++)
        {
            for (var e = 0; e < pattern.ElementsPerPartition; e++)
            {
                Cast.FromSingle(pattern.Type, [value(p, e)], bytes);
                memory.Write(place.Partition + p, place.Offset + (pattern.OffsetOf(e) * pattern.Type.Size()), bytes.AsSpan(0, pattern.Type.Size()));
            }
        }
    }

    /// <summary>Reads an element back as FP32.</summary>
    public float At(in AccessPattern pattern, int partition, int element)
    {
        var value = new float[1];
        Cast.ToSingle(pattern.Type, BytesAt(pattern, partition, element), value);
        return value[0];
    }

    public byte[] BytesAt(in AccessPattern pattern, int partition, int element)
    {
        var place = CoreAddress.Decode(pattern.Address, Spec);
        var memory = place.Memory == LocalMemory.Psum ? Psum : Sbuf;
        var bytes = new byte[pattern.Type.Size()];
        memory.Read(place.Partition + partition, place.Offset + (pattern.OffsetOf(element) * bytes.Length), bytes);
        return bytes;
    }

    public void OnInstruction(in ExecutionRecord record) => Records.Add(record);

    public void OnDescriptor(in DmaRecord record)
    {
    }

    public void OnNanProduced(int core, Engine engine, int programCounter, long tick) => Nans.Add((engine, programCounter));

    private sealed class Board : Assembly
    {
        public Board(ChipSpec spec, ClockGrid grid, ExecutionTap tap, (Engine Engine, InstructionWord Word)[] program)
        {
            Sbuf = new PartitionedMemory(spec.Partitions, spec.SbufPartitionBytes, 1);
            Psum = new PartitionedMemory(spec.Partitions, spec.PsumPartitionBytes, 2);
            Issues = Channel.Row<IssuedInstruction>(3, spec.EngineQueueDepth);
            Requests = Channel.Row<SemaphoreRequest>(3);
            Engine[] engines = [Engine.Vector, Engine.Scalar, Engine.GpSimd];
            Feeders = [.. engines.Select((e, i) => new Feeder([.. program.Where(p => p.Engine == e).Select(p => p.Word)]) { Out = Issues[i].Producer })];
            Collectors = [.. Enumerable.Range(0, 3).Select(i => new Collector { In = Requests[i].Consumer })];
            Vector = new VectorEngine
            {
                Spec = spec,
                Core = 0,
                Instructions = Issues[0].Consumer,
                Sbuf = Sbuf,
                Psum = Psum,
                Updates = Requests[0].Producer,
                Tap = tap,
                SbufTurns = SbufSide.Ends[0],
                PsumTurns = PsumSide.Ends[0],
                Clock = grid["vector"],
            };
            Scalar = new ScalarEngine
            {
                Spec = spec,
                Core = 0,
                Instructions = Issues[1].Consumer,
                Sbuf = Sbuf,
                Psum = Psum,
                Updates = Requests[1].Producer,
                Tap = tap,
                PsumTurns = PsumSide.Ends[1],
                Clock = grid["scalar"],
            };
            GpSimd = new GpSimdEngine
            {
                Spec = spec,
                Core = 0,
                Instructions = Issues[2].Consumer,
                Sbuf = Sbuf,
                Updates = Requests[2].Producer,
                Tap = tap,
                SbufTurns = SbufSide.Ends[1],
                Clock = grid["gpsimd"],
            };
        }

        public PartitionedMemory Sbuf { get; }

        public PartitionedMemory Psum { get; }

        public SharedPort SbufSide { get; } = new(2);

        public SharedPort PsumSide { get; } = new(2);

        public Channel<IssuedInstruction>[] Issues { get; }

        public Channel<SemaphoreRequest>[] Requests { get; }

        public Feeder[] Feeders { get; }

        public Collector[] Collectors { get; }

        public VectorEngine Vector { get; }

        public ScalarEngine Scalar { get; }

        public GpSimdEngine GpSimd { get; }
    }

    private sealed class Feeder(InstructionWord[] program) : Component
    {
        public required Producer<IssuedInstruction> Out { get; init; }

        public Reg<int> Next { get; } = Reg.Of(0);

        protected internal override void Tick()
        {
            if (Next.Q < program.Length
                && Out.TryPush(new IssuedInstruction { Word = program[Next.Q], ProgramCounter = Next.Q, Sequence = Next.Q }))
            {
                Next.Next = Next.Q + 1;
                return;
            }

            Sleep();
        }
    }

    private sealed class Collector : Component
    {
        public required Consumer<SemaphoreRequest> In { get; init; }

        public Bank<Arrival> Log { get; } = Bank.Of<Arrival>(256);

        public Reg<int> Count { get; } = Reg.Of(0);

        public IEnumerable<(int Semaphore, long Tick)> Arrivals() => Enumerable.Range(0, Count.Q).Select(i => (Log[i].Semaphore, Log[i].Tick));

        protected internal override void Tick()
        {
            if (!In.TryPop(out var request))
            {
                Sleep();
                return;
            }

            Log[Count.Q] = new Arrival { Tick = Now, Semaphore = request.Update.Index };
            Count.Next = Count.Q + 1;
        }

        [StructLayout(LayoutKind.Sequential, Pack = 4)]
        public struct Arrival
        {
            public long Tick;
            public int Semaphore;
        }
    }
}
