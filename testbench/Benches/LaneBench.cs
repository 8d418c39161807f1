using Hardware.Common.Chip;
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
        var clocks = new ChipClocks(Spec);
        Observers.Add(this);
        _lanes = new Lanes(Spec, clocks, Observers, program) { Clock = clocks.Base };
        Simulator = new Simulator(_lanes, clocks.Grid, options);
    }

    public ChipSpec Spec { get; }

    public ExecutionObservers Observers { get; } = new();

    public Simulator Simulator { get; }

    public PartitionedMemory Sbuf => _lanes.Sbuf;

    public PartitionedMemory Psum => _lanes.Psum;

    public List<ExecutionRecord> Records { get; } = [];

    public List<(Engine Engine, int ProgramCounter)> Nans { get; } = [];

    /// <summary>Tick of each of <see cref="Nans"/>.</summary>
    public List<long> NanTicks { get; } = [];

    /// <summary>An engine of the bench; GpSimdE only if the chip has one.</summary>
    public LaneEngine this[Engine engine] => _lanes.Engines.First(e => e.Engine == engine);

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
        && _lanes.Engines.All(e => e.Idle.Q);

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

    public void OnNanProduced(in Agent by, long tick)
    {
        Nans.Add((by.Engine, by.Instruction));
        NanTicks.Add(tick);
    }

    private sealed class Lanes : Module
    {
        private readonly ChipSpec _spec;
        private readonly ChipClocks _clocks;
        private readonly ExecutionObservers _observers;
        private readonly Engine[] _engines;

        public Lanes(ChipSpec spec, ChipClocks clocks, ExecutionObservers observers, (Engine Engine, InstructionWord Word)[] program)
        {
            (_spec, _clocks, _observers) = (spec, clocks, observers);
            _engines = [.. new[] { Engine.Vector, Engine.Scalar, Engine.GpSimd }.Where(EngineNames.Of(spec).Contains)];
            Sbuf = new PartitionedMemory(spec.Partitions, spec.SbufPartitionBytes, 1);
            Psum = new PartitionedMemory(spec.Partitions, spec.PsumPartitionBytes, 2);
            Issues = Channel.Row<IssuedInstruction>(_engines.Length, spec.EngineQueueDepth);
            Requests = Channel.Row<SemaphoreRequest>(_engines.Length);
            Sources =
            [
                .. _engines.Select((e, i) => new InstructionSource { Out = Issues[i].Producer, Program = [.. program.Where(p => p.Engine == e).Select(p => p.Word)] }),
            ];
            Sinks = [.. Requests.Select(r => new UpdateSink { In = r.Consumer })];
            Engines = [.. _engines.Select(Make)];
        }

        public PartitionedMemory Sbuf { get; }

        public PartitionedMemory Psum { get; }

        public SharedPort SbufSide { get; } = new(2);

        public SharedPort PsumSide { get; } = new(2);

        public Channel<IssuedInstruction>[] Issues { get; }

        public Channel<SemaphoreRequest>[] Requests { get; }

        public InstructionSource[] Sources { get; }

        public UpdateSink[] Sinks { get; }

        public LaneEngine[] Engines { get; }

        private LaneEngine Make(Engine engine)
        {
            var index = Array.IndexOf(_engines, engine);
            var socket = new EngineSocket
            {
                Spec = _spec,
                Core = 0,
                Engine = engine,
                Clock = _clocks.Of(engine),
                Instructions = Issues[index].Consumer,
                Updates = Requests[index].Producer,
                Sbuf = Sbuf,
                Psum = engine == Engine.GpSimd ? null : Psum,
                SbufTurns = engine == Engine.Scalar ? null : SbufSide.Ends[engine == Engine.Vector ? 0 : 1],
                PsumTurns = engine == Engine.GpSimd ? null : PsumSide.Ends[engine == Engine.Vector ? 0 : 1],
                Observers = _observers,
            };
            return engine switch
            {
                Engine.Vector => new VectorEngine(socket) { Name = "vector" },
                Engine.Scalar => new ScalarEngine(socket) { Name = "scalar" },
                _ => new GpSimdEngine(socket) { Name = "gp_simd" },
            };
        }
    }
}
