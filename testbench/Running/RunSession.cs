using Hardware.Common.Engines.Tensor;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;
using Hardware.Firmware.Loading;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Tensors;
using Microsoft.Extensions.Logging;

namespace Hardware.Testbench.Running;

/// <summary>How a program is simulated; none of it changes what a correct program computes.</summary>
/// <param name="Level">Level of the systolic arrays.</param>
/// <param name="Simulator">Power-up content, stalls and other conditions.</param>
public sealed record SessionOptions(ArrayLevel Level = ArrayLevel.Beat, SimulatorOptions? Simulator = null)
{
    /// <summary>Is told the milestones of the run; null for nobody.</summary>
    public ILogger? Logger { get; init; }
}

/// <summary>One program on one board, from load to read-back: what <c>run</c> runs at once and <c>step</c> step by step.</summary>
public sealed class RunSession
{
    // Steps between two looks at the interrupt flag and reports of progress.
    private const int StepsBetweenLooks = 4096;

    private readonly SessionOptions _options;
    private readonly HostPlan _host;
    private readonly ExecutionTap _tap = new();
    private readonly Milestones? _milestones;

    public RunSession(ProgramImage image, ChipSpec spec, IReadOnlyDictionary<string, Tensor> inputs, SessionOptions? options = null)
    {
        _options = options ?? new SessionOptions();
        Plan = ProgramLoader.Plan(image, spec);
        Inputs = inputs;
        _host = new HostPlan(Plan, inputs, spec.Formats);
        Board = new Board(spec, _host.Program, _tap, _options.Level);
        Simulator = new Simulator(Board, Board.Clocks.Grid, _options.Simulator);
        _host.Fill(Board.HostMemory);
        _milestones = _options.Logger is null ? null : new Milestones(_options.Logger, this);
    }

    public LoadPlan Plan { get; }

    public IReadOnlyDictionary<string, Tensor> Inputs { get; }

    public Board Board { get; }

    public Simulator Simulator { get; }

    public ClockGrid Grid => Board.Clocks.Grid;

    /// <summary>Sees what the chip executes; null for nobody.</summary>
    public IExecutionObserver? Observer
    {
        get => _tap.Observer;
        set => _tap.Observer = value;
    }

    /// <summary>True once the host waits for the program: from here on a time limit counts.</summary>
    public bool IsRunning => Board.Driver.Phase.Q == HostPhase.Running;

    /// <summary>A new session that will run exactly as this one did.</summary>
    public RunSession Again() => new(Plan.Image, Board.Chip.Spec, Inputs, _options with { Logger = null });

    /// <summary>One tick with activity, the host's completion notice included.</summary>
    /// <returns>False if nothing can happen any more: the run has completed, or it is a deadlock.</returns>
    /// <exception cref="ProgramFaultException">The program did what the hardware forbids.</exception>
    public bool Step()
    {
        if (Simulator.Options.NeverSleep)
            return StepAwake();
        if (Simulator.Step())
        {
            _milestones?.Look();
            return true;
        }

        if (!IsRunning || !Board.Chip.IsDone)
            return false;
        Board.Driver.NotifyCompletion();
        return Simulator.Step();
    }

    // A netlist that never sleeps never runs out of activity: its end is looked for.
    private bool StepAwake()
    {
        if (Board.Driver.Phase.Q == HostPhase.Done)
            return false;
        if (IsRunning && Board.Chip.IsDone)
            Board.Driver.NotifyCompletion();
        return Simulator.Step();
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="limit">Ticks of program time after which the run is stopped.</param>
    /// <param name="interrupted">Asked from time to time; true stops the run.</param>
    /// <param name="progress">Told the tick from time to time.</param>
    public RunOutcome Run(long limit = long.MaxValue, Func<bool>? interrupted = null, Action<long>? progress = null)
    {
        try
        {
            for (var steps = 1; Step(); steps++)
            {
                if (IsRunning && Simulator.Now - Board.Driver.StartedAt.Q > limit)
                    return End(RunEnd.TimeLimit);
                if (steps % StepsBetweenLooks != 0)
                    continue;
                if (interrupted?.Invoke() ?? false)
                    return End(RunEnd.Interrupted);
                progress?.Invoke(Simulator.Now);
            }
        }
        catch (ProgramFaultException fault)
        {
            _milestones?.End(RunEnd.Fault);
            return new RunOutcome(RunEnd.Fault, Simulator.Now, [], fault);
        }

        return End(Board.Driver.Phase.Q == HostPhase.Done ? RunEnd.Completed : RunEnd.Deadlock);
    }

    private RunOutcome End(RunEnd end)
    {
        _milestones?.End(end);
        return new RunOutcome(end, Simulator.Now, end == RunEnd.Completed ? _host.Outputs(Board.HostMemory) : []);
    }
}
