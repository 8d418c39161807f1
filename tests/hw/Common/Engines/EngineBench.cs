using Hardware.Common.Engines;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Testbench.Benches;

namespace Hardware.Common.Tests.Engines;

/// <summary>Idle engines, each with a source of instructions and a sink of updates; or two of them in one socket.</summary>
internal sealed class EngineBench : Module
{
    private readonly ChipSpec _spec = TestSpec.Create();
    private readonly PartitionedMemory _sbuf;

    /// <param name="program">Instructions of the first engine.</param>
    /// <param name="shareInstructions">Whether the second engine's socket has the first one's instructions.</param>
    /// <param name="shareUpdates">Whether it has the first one's updates.</param>
    public EngineBench(IReadOnlyList<InstructionWord> program, bool shareInstructions = false, bool shareUpdates = false)
    {
        Name = "bench";
        Grid = TestSpec.Grid(_spec);
        Clock = Grid["base"];
        _sbuf = new PartitionedMemory(_spec.Partitions, _spec.SbufPartitionBytes, 1);
        Sources = [.. Issues.Select((c, i) => new InstructionSource { Out = c.Producer, Program = i == 0 ? program : [] })];
        Sinks = [.. Requests.Select(c => new UpdateSink { In = c.Consumer })];
        First = new IdleEngine(Socket(Issues[0], Requests[0]));
        Second = new IdleEngine(Socket(Issues[shareInstructions ? 0 : 1], Requests[shareUpdates ? 0 : 1]));
    }

    public ClockGrid Grid { get; }

    public Channel<IssuedInstruction>[] Issues { get; } = Channel.Row<IssuedInstruction>(2);

    public Channel<SemaphoreRequest>[] Requests { get; } = Channel.Row<SemaphoreRequest>(2);

    public InstructionSource[] Sources { get; }

    public UpdateSink[] Sinks { get; }

    public IdleEngine First { get; }

    public IdleEngine Second { get; }

    public ExecutionObservers Observers { get; } = new();

    private EngineSocket Socket(Channel<IssuedInstruction> issues, Channel<SemaphoreRequest> requests) => new()
    {
        Spec = _spec,
        Core = 0,
        Engine = Engine.Scalar,
        Clock = Grid["base"],
        Instructions = issues.Consumer,
        Updates = requests.Producer,
        Sbuf = _sbuf,
        Observers = Observers,
    };
}
