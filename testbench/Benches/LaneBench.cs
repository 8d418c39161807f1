using Hardware.Common.Engines;
using Hardware.Common.Engines.GpSimd;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Inferentia2;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Benches;

/// <summary>One core's memories with the three lane engines, each fed with a list of instructions as its sequencer would.</summary>
public sealed class LaneBench : IExecutionObserver
{
    private readonly Lanes _lanes;

    /// <param name="spec">The chip's numbers; null for those of Inferentia2.</param>
    /// <param name="options">Stalls and other conditions.</param>
    /// <param name="program">The instructions; those of an engine keep their order.</param>
    public LaneBench(ChipSpec? spec = null, SimulatorOptions? options = null, params (Engine Engine, InstructionWord Word)[] program)
    {
        Spec = spec ?? Inferentia2Spec.Create();
        foreach (var stream in program.GroupBy(p => p.Engine))
            ProgramCheck.Require(stream.Key, [.. stream.Select(p => p.Word)], Spec);
        var grid = new ClockGrid(
            ("vector", Spec.VectorClock), ("scalar", Spec.ScalarClock), ("gpsimd", Spec.GpSimdClock), ("base", Spec.BaseClock));
        Tap.Observer = this;
        _lanes = new Lanes(Spec, grid, Tap, program) { Clock = grid["base"] };
        Simulator = new Simulator(_lanes, grid, options);
    }

    public ChipSpec Spec { get; }

    public ExecutionTap Tap { get; } = new();

    public Simulator Simulator { get; }

    public PartitionedMemory Sbuf => _lanes.Sbuf;

    public PartitionedMemory Psum => _lanes.Psum;

    public List<ExecutionRecord> Records { get; } = [];

    public List<(Engine Engine, int ProgramCounter)> Nans { get; } = [];

    /// <summary>Tick of each of <see cref="Nans"/>.</summary>
    public List<long> NanTicks { get; } = [];

    public LaneEngine this[Engine engine] => engine switch
    {
        Engine.Vector => _lanes.Vector,
        Engine.Scalar => _lanes.Scalar,
        _ => _lanes.GpSimd,
    };

    /// <summary>Updates in the order of their arrival, with the tick.</summary>
    public IEnumerable<(int Semaphore, long Tick)> Updates => _lanes.Sinks.SelectMany(s => s.Arrivals).Select(a => (a.Semaphore, a.Tick)).OrderBy(a => a.Tick);

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
        if (!IsIdle)
            throw new InvalidOperationException("an engine never became idle");
    }

    /// <summary>True if every instruction has been executed.</summary>
    public bool IsIdle => _lanes.Sources.All(s => s.Sent.Q == s.Program.Count)
        && this[Engine.Vector].Idle.Q && this[Engine.Scalar].Idle.Q && this[Engine.GpSimd].Idle.Q;

    /// <summary>Ticks in cycles of an engine.</summary>
    public double Cycles(Engine engine, long ticks) => (double)ticks / this[engine].Clock.Period;

    /// <summary>Stores what an operand holds.</summary>
    public void Store(in AccessPattern pattern, TensorContent content)
    {
        var place = CoreAddress.Decode(pattern.Address, Spec);
        content.Store(pattern, place.Memory == LocalMemory.Psum ? Psum : Sbuf, place);
    }

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

    public void OnNanProduced(int core, Engine engine, int programCounter, long tick)
    {
        Nans.Add((engine, programCounter));
        NanTicks.Add(tick);
    }

    private sealed class Lanes : Module
    {
        public Lanes(ChipSpec spec, ClockGrid grid, ExecutionTap tap, (Engine Engine, InstructionWord Word)[] program)
        {
            Sbuf = new PartitionedMemory(spec.Partitions, spec.SbufPartitionBytes, 1);
            Psum = new PartitionedMemory(spec.Partitions, spec.PsumPartitionBytes, 2);
            Issues = Channel.Row<IssuedInstruction>(3, spec.EngineQueueDepth);
            Requests = Channel.Row<SemaphoreRequest>(3);
            Engine[] engines = [Engine.Vector, Engine.Scalar, Engine.GpSimd];
            Sources =
            [
                .. engines.Select((e, i) => new InstructionSource { Out = Issues[i].Producer, Program = [.. program.Where(p => p.Engine == e).Select(p => p.Word)] }),
            ];
            Sinks = [.. Requests.Select(r => new UpdateSink { In = r.Consumer })];
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

        public InstructionSource[] Sources { get; }

        public UpdateSink[] Sinks { get; }

        public VectorEngine Vector { get; }

        public ScalarEngine Scalar { get; }

        public GpSimdEngine GpSimd { get; }
    }
}
