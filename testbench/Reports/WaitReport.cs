using System.Globalization;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Observation;
using Hardware.Firmware.Loading;
using Hardware.Common.Chip;
using Hardware.Testbench.Monitors;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Reports;

/// <summary>
/// For each stream: what it waits for, since when, and who would release it. The debugger's <c>why</c> and the report of a deadlock are
/// this one text.
/// </summary>
public static class WaitReport
{
    // Below the name of the stream.
    private const int Indent = 12;

    /// <param name="output">Where to write.</param>
    /// <param name="session">The run.</param>
    /// <param name="fault">The fault that ended the run, so that nobody will release anything; null if it can go on.</param>
    public static void Write(TextWriter output, RunSession session, ProgramFaultException? fault = null)
    {
        foreach (var core in session.Board.Chip.Cores)
        {
            foreach (var sequencer in core.Sequencers)
            {
                if (session.Plan.FindStream(core.Core, sequencer.Engine) is { } stream)
                    WriteStream(output, session, sequencer, stream, fault);
            }
        }
    }

    private static void WriteStream(TextWriter output, RunSession session, Sequencer sequencer, LoadedStream stream, ProgramFaultException? fault)
    {
        var head = $"core{sequencer.Core} {sequencer.Engine.AssemblyName(),-5}";
        if (fault is { By: var by } && by.IsProgram && by.Core == sequencer.Core && by.Engine == sequencer.Engine && (uint)by.Instruction < (uint)stream.Words.Count)
        {
            output.WriteLine($"{head} has faulted at {by.Instruction} {Mnemonic(stream, by.Instruction)} ({SourcePlaces.Of(session.Plan, by)})");
            return;
        }

        if (sequencer.IsStopped)
        {
            output.WriteLine($"{head} {(sequencer.State.Q == SequencerState.Halted ? "has halted" : "has not started")}");
            return;
        }

        var pc = sequencer.ProgramCounter.Q;
        var word = sequencer.Word.Q;
        var name = InstructionCatalog.Find(word.Opcode)?.Mnemonic ?? "?";
        var place = SourcePlaces.Of(session.Plan, sequencer.Core, sequencer.Engine, pc);
        var since = session.Grid.Microseconds(sequencer.WaitingSince.Q);
        if (word.Wait.Kind == WaitKind.None || sequencer.Holds(word.Wait))
        {
            Columns.Write(output, $"{head} at {pc} {name} ({place}): {sequencer.State.Q}", Indent);
            return;
        }

        var wait = string.Create(
            CultureInfo.InvariantCulture,
            $"{head} at {pc} {name} ({place}): waits for {Name(session, sequencer.Core, word.Wait)} since {since:F3} us; it is {sequencer.ValueOf(word.Wait)}");
        Columns.Write(output, wait, Indent);
        if (fault is not null)
        {
            output.WriteLine($"{"",Indent}nobody will release it: the fault has ended the run");
            return;
        }

        var releasers = Releasers(session, sequencer.Core, word.Wait);
        if (releasers.Count == 0)
            output.WriteLine($"{"",Indent}nobody is left who would release it");
        foreach (var releaser in releasers)
            Columns.Write(output, $"{"",Indent}{releaser}", Indent + 2);
    }

    private static string? Mnemonic(LoadedStream stream, int programCounter) => InstructionCatalog.Find(stream.Words[programCounter].Opcode)?.Mnemonic;

    private static string Name(RunSession session, int core, in WaitCondition wait)
    {
        var name = WaitText.NameOf(wait, session.Plan.Image, core);
        return name is null ? WaitText.Of(wait) : $"{name} ({WaitText.Of(wait)})";
    }

    private static List<string> Releasers(RunSession session, int core, WaitCondition wait)
    {
        var lines = new List<string>();
        foreach (var stream in session.Plan.Streams.Where(s => s.Source.Core == core))
        {
            var sequencer = session.Board.Chip.Cores[core].SequencerOf(stream.Source.Engine);
            if (!IsIdle(session.Board.Chip.Cores[core], stream.Source.Engine) && stream.Words.Any(word => Releases(word.Update, wait)))
                lines.Add($"{stream.Source.Engine.AssemblyName()} has instructions in its data path, which may");
            if (sequencer.State.Q == SequencerState.Halted)
                continue;
            var from = sequencer.IsStopped ? 0 : sequencer.ProgramCounter.Q;
            for (var pc = from; pc < stream.Words.Count; pc++)
            {
                if (!Releases(stream.Words[pc].Update, wait))
                    continue;
                lines.Add($"{stream.Source.Engine.AssemblyName()} would, at {pc} {Mnemonic(stream, pc)} ({SourcePlaces.Of(session.Plan, core, stream.Source.Engine, pc)})");
                break;
            }
        }

        if (wait.Kind == WaitKind.Semaphore)
            lines.AddRange(DmaReleasers(session, core, wait.Index));
        return lines;
    }

    private static bool Releases(in SemaphoreUpdate update, in WaitCondition wait)
    {
        var isEvent = update.Operation is UpdateOperation.EventSet or UpdateOperation.EventClear;
        return update.Operation != UpdateOperation.None && update.Index == wait.Index && isEvent == (wait.Kind == WaitKind.Event);
    }

    private static bool IsIdle(NeuronCore core, Engine engine) => core.Engines.FirstOrDefault(e => e.Engine == engine)?.Idle.Q ?? true;

    private static IEnumerable<string> DmaReleasers(RunSession session, int core, int semaphore)
    {
        for (var b = 0; b < session.Plan.Image.DmaBlocks.Count; b++)
        {
            var block = session.Plan.Image.DmaBlocks[b];
            if (block.Semaphore != semaphore || block.SemaphoreCore != core)
                continue;
            var queue = session.Plan.Image.Queues[block.Queue];
            var engines = session.Board.Chip.Cores[queue.Core].DmaEngines.AsSpan(queue.FirstEngine, queue.EngineCount);
            var moving = 0;
            foreach (var engine in engines)
                moving += engine.Head[queue.Ring].Q != engine.Tail[queue.Ring].Q || engine.InFlight.Q > 0 ? 1 : 0;
            if (moving > 0)
                yield return $"DMA block '{block.Name}' may: queue '{queue.Name}' has work on {moving} DMA engine(s)";
            var trigger = FindTrigger(session, b);
            if (trigger is not null)
                yield return $"DMA block '{block.Name}' would, triggered by {trigger}";
        }
    }

    // The next instruction not yet executed that triggers the block.
    private static string? FindTrigger(RunSession session, int block)
    {
        var opcode = new DmaTrigger().Opcode;
        foreach (var stream in session.Plan.Streams)
        {
            var sequencer = session.Board.Chip.Cores[stream.Source.Core].SequencerOf(stream.Source.Engine);
            if (sequencer.State.Q == SequencerState.Halted)
                continue;
            var from = sequencer.IsStopped ? 0 : stream.ImageIndices[sequencer.ProgramCounter.Q];
            for (var i = from; i < stream.Source.Words.Count; i++)
            {
                if (stream.Source.Words[i].Opcode == opcode && stream.Source.Words[i].Integers[0] == block)
                {
                    var pc = stream.LoadedIndexOf(i);
                    return $"core{stream.Source.Core} {stream.Source.Engine.AssemblyName()} at {pc} ({SourcePlaces.Of(session.Plan, stream.Source.Core, stream.Source.Engine, pc)})";
                }
            }
        }

        return null;
    }
}
