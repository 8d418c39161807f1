using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Debugger;

/// <summary>
/// A run that stops where it is told, and goes back: it returns to a snapshot and runs again, deterministically, to the very step. Looking
/// never changes a cycle; poking begins a new epoch, and what had followed is forgotten.
/// </summary>
public sealed class DebugSession
{
    private const int StepsBetweenLooks = 64;

    private readonly Func<bool> _interrupted;
    private readonly Checkpoints _checkpoints = new();
    private readonly Stack<Moment> _history = new();
    private bool _needsNewRun;
    private long _steps;
    private int _epoch;

    /// <summary>Begins at the moment at which the host has loaded the program and starts the streams.</summary>
    /// <param name="run">A run that has not begun.</param>
    /// <param name="interrupted">Asked from time to time; true stops a forward command.</param>
    public DebugSession(RunSession run, Func<bool>? interrupted = null)
    {
        Run = run;
        _interrupted = interrupted ?? (() => false);
        while (run.Board.Driver.Phase.Q == HostPhase.Loading && run.Step())
        {
        }

        Symbols = new SymbolTable(run);
        Breakpoints = new Breakpoints(this);
        Focus = Symbols.Streams.Count > 0 ? Symbols.Streams[0] : new StreamName(0, Engine.Tensor);
        TakeCheckpoint(isPinned: true);
    }

    /// <summary>The run; another object after a return from a fault.</summary>
    public RunSession Run { get; private set; }

    public SymbolTable Symbols { get; }

    public Breakpoints Breakpoints { get; }

    /// <summary>The stream that commands mean when they name none.</summary>
    public StreamName Focus { get; set; }

    /// <summary>The fault that ended the run, or null.</summary>
    public ProgramFaultException? Fault { get; private set; }

    /// <summary>The stream with the instruction that did what the hardware forbids; null if it was none, but a DMA engine or the host.</summary>
    public StreamName? FaultedStream =>
        Fault is { By: { IsProgram: true } by } && Run.Plan.FindStream(by.Core, by.Engine) is { } stream && by.Instruction < stream.Words.Count
            ? new StreamName(by.Core, by.Engine)
            : null;

    public bool IsCompleted => Run.Board.Driver.Phase.Q == HostPhase.Done;

    public long Now => Run.Simulator.Now;

    public Moment Moment => new(_epoch, _steps, Now);

    /// <summary>The base clock, in whose cycles the debugger counts.</summary>
    public Clock BaseClock => Run.Board.Clocks.Base;

    public Sequencer SequencerOf(StreamName stream) => Run.Board.Chip.Cores[stream.Core].SequencerOf(stream.Engine);

    /// <summary>Runs until a condition holds after a step, a breakpoint hits, or the time is reached.</summary>
    /// <param name="reached">Asked after every step.</param>
    /// <param name="limit">Tick not to go beyond.</param>
    public Stop Forward(Func<bool> reached, long limit = long.MaxValue)
    {
        RequireNoFault();
        var start = Moment;
        _history.Push(start);
        var stop = RunOn(reached, limit);
        if (Moment == start)
            _history.Pop();
        return stop;
    }

    /// <summary>Returns to where an earlier command began.</summary>
    /// <param name="commands">How many commands ago.</param>
    /// <returns>False if there were not so many.</returns>
    public bool Undo(int commands)
    {
        if (commands > _history.Count)
            return false;
        var target = _history.ElementAt(commands - 1);
        if (target < _checkpoints.Earliest)
            return false;
        for (var i = 0; i < commands; i++)
            _history.Pop();
        Return(target);
        return true;
    }

    /// <summary>Returns to a time of the history since the last poke.</summary>
    /// <returns>False if that is before the earliest moment of that history.</returns>
    public bool ReturnToTick(long tick)
    {
        foreach (var origin in _checkpoints.Backwards(Moment))
        {
            if (origin.Moment.Tick > tick)
                continue;
            Restore(origin);
            try
            {
                while (Advance(tick))
                {
                }

                Run.Simulator.RunUntil(tick);
            }
            catch (ProgramFaultException fault)
            {
                Keep(fault);
            }

            ForgetFuture();
            return true;
        }

        return false;
    }

    /// <summary>Returns to the step at which a stream had executed so many instructions, of the history since the last poke.</summary>
    /// <returns>False if that is before the earliest moment of that history; nothing has changed then.</returns>
    public bool ReturnToSequence(StreamName stream, int sequence)
    {
        var before = Moment;
        var origins = _checkpoints.Backwards(before);
        for (var i = 0; i < origins.Count; i++)
        {
            Restore(origins[i]);
            var at = SequencerOf(stream).Sequence.Q;
            if (at > sequence || (at == sequence && i + 1 < origins.Count))
                continue;
            while (SequencerOf(stream).Sequence.Q < sequence && Advance(long.MaxValue))
            {
            }

            ForgetFuture();
            return true;
        }

        Return(before);
        return false;
    }

    /// <summary>Changes state from outside; what had followed this moment is forgotten, and the change can be undone.</summary>
    /// <exception cref="InputException">A fault has ended the run.</exception>
    public void Poke(Action change)
    {
        RequireNoFault();
        _history.Push(Moment);
        _checkpoints.CutAfter(Moment);
        change();
        _epoch++;
        TakeCheckpoint(isPinned: true);
    }

    private Stop RunOn(Func<bool> reached, long limit)
    {
        Breakpoints.Arm();
        try
        {
            for (var looks = 1; Advance(limit); looks++)
            {
                if (Breakpoints.FindHit() is { } hit)
                    return hit;
                if (reached())
                    return new Stop(StopKind.Reached);
                if (looks % StepsBetweenLooks == 0 && _interrupted())
                    return new Stop(StopKind.Interrupted);
            }
        }
        catch (ProgramFaultException fault)
        {
            Keep(fault);
            return new Stop(StopKind.Fault, [], FaultedStream);
        }

        if (IsCompleted || Run.Simulator.NextActivity == long.MaxValue)
            return new Stop(IsCompleted ? StopKind.Completed : StopKind.Deadlock);
        Run.Simulator.RunUntil(limit);
        return new Stop(StopKind.Reached);
    }

    // The target may be the moment of a fault, which then comes again.
    private void Return(Moment target)
    {
        Restore(_checkpoints.Before(target));
        try
        {
            while (_steps < target.Steps)
                Advance(long.MaxValue);
            if (Now < target.Tick)
                Run.Simulator.RunUntil(target.Tick);
        }
        catch (ProgramFaultException fault)
        {
            Keep(fault);
        }

        ForgetFuture();
    }

    private void Keep(ProgramFaultException fault)
    {
        Fault = fault;
        _needsNewRun = true;
    }

    private void RequireNoFault()
    {
        if (Fault is { } fault)
        {
            throw new InputException(
                DebuggerCode.DebuggerRunFaulted,
                $"the run has ended by fault {DiagnosticCode.Text(fault.Code)}, which 'why' repeats; 'back' goes back to before it");
        }
    }

    private void ForgetFuture()
    {
        _checkpoints.CutAfter(Moment);
        Breakpoints.ForgetAfter(Moment);
        while (_history.TryPeek(out var last) && last >= Moment)
            _history.Pop();
    }

    private void Restore(Checkpoint checkpoint)
    {
        // A fault leaves a tick half evaluated; a snapshot fits any run of the same program.
        if (_needsNewRun)
        {
            Run = Run.Again();
            Breakpoints.Attach();
            _needsNewRun = false;
            Fault = null;
        }

        Run.Simulator.Restore(checkpoint.State);
        (_epoch, _steps) = (checkpoint.Moment.Epoch, checkpoint.Moment.Steps);
    }

    private bool Advance(long limit)
    {
        if (Run.Simulator.NextActivity > limit || !Run.Step())
            return false;
        _steps++;
        if (_steps >= _checkpoints.NextDue)
            TakeCheckpoint(isPinned: false);
        return true;
    }

    private void TakeCheckpoint(bool isPinned) => _checkpoints.Add(new Checkpoint(Moment, Run.Simulator.Save(), isPinned));
}
