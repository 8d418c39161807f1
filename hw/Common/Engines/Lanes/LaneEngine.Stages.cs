using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;

namespace Hardware.Common.Engines.Lanes;

/// <content>The stages, oldest instruction first, so that each sees what the one behind it leaves in the same cycle.</content>
public abstract partial class LaneEngine
{
    /// <summary>Results that have reached memory leave the pipeline; the last one completes its instruction.</summary>
    private void Drain()
    {
        for (var n = 0; n < ResultPipeline.WritesPerCycle && Results.Count > 0 && Results.OldestDue <= Cycle; n++)
        {
            ref var entry = ref InFlight.Items[Results.OldestSlot];
            Results.Leave(SbufWrites, PsumWrites, AccessorOf(entry.Instruction));
            entry.Outstanding--;
            if (entry.Outstanding == 0 && entry.LastBeatAt != 0)
                Complete(ref entry);
        }
    }

    /// <summary>The beats that are due in this cycle are read and computed.</summary>
    private void Beats()
    {
        ref var state = ref State;
        if (state.BeatingSlot == 0 || Cycle < state.BeatsFrom)
            return;
        var slot = state.BeatingSlot - 1;
        ref var entry = ref InFlight.Items[slot];
        var instruction = Definition(entry.Instruction);
        if (entry.FirstBeatAt == 0)
        {
            entry.FirstBeatAt = Now;
            Datapath.Load(entry.Instruction.Word, instruction, slot, entry.Instruction.ProgramCounter, Cycle);
        }

        var emitted = Datapath.Emitted;
        var due = Math.Min(state.BeatsTotal, new BeatCost(state.CostCycles, state.CostBeats).BeatsAfter(Cycle - state.BeatsFrom + 1));
        while (state.BeatsDone < due)
            Datapath.Beat(instruction, state.BeatsDone++, Cycle);
        entry.Outstanding += Datapath.Emitted - emitted;
        if (state.BeatsDone < state.BeatsTotal)
            return;
        entry.LastBeatAt = Now;
        state.BeatingSlot = 0;
        Updates.Fire(entry.Instruction.Word.Update, UpdateTiming.Read);
        if (entry.Outstanding == 0)
            Complete(ref entry);
    }

    /// <summary>An instruction whose first access has started up takes the lanes as soon as they are free.</summary>
    private void EnterBeats()
    {
        ref var state = ref State;
        if (state.StartingSlot == 0 || state.BeatingSlot != 0 || Cycle + 1 < state.StartedCycle + _startCycles)
            return;
        ref readonly var issued = ref InFlight.Items[state.StartingSlot - 1].Instruction;
        var instruction = Definition(issued);
        var cost = instruction.Cost(issued.Word, Spec);
        state.BeatingSlot = state.StartingSlot;
        state.StartingSlot = 0;
        state.BeatsDone = 0;
        state.BeatsTotal = instruction.Beats(issued.Word);
        (state.CostCycles, state.CostBeats) = (cost.Cycles, cost.Beats);
        state.BeatsFrom = Cycle + 1 + instruction.KernelStartCycles(issued.Word, Spec) + TableLoadCycles(instruction, issued.Word);
    }

    /// <summary>The next instruction starts once the initiation interval has passed, no operand waits for an older result of this engine,
    /// and the shared ports it needs are granted.</summary>
    private void Issue()
    {
        ref var state = ref State;
        if (state.StartingSlot != 0 || !Instructions.CanPop
            || (state.Started > 0 && Cycle < state.StartedCycle + Spec.MinimumInitiationInterval.Value))
            return;
        ref readonly var head = ref Instructions.Peek();
        var instruction = Definition(head);
        FreeSlots();
        var sbuf = Socket.SbufTurns is not null && Touches(instruction, head.Word, LocalMemory.Sbuf);
        var psum = Socket.PsumTurns is not null && Touches(instruction, head.Word, LocalMemory.Psum);
        if (state.Started - state.Retired >= InFlight.Length - Updates.Count || DependsOnOlder(instruction, head.Word)
            || (sbuf && !HasTurn(Socket.SbufTurns!, state.SbufUses)) || (psum && !HasTurn(Socket.PsumTurns!, state.PsumUses)))
            return;

        var slot = (int)(state.Started++ % InFlight.Length);
        InFlight[slot] = new LaneInFlight
        {
            Instruction = Instructions.Pop(),
            StartedAt = Now,
            Destination = instruction.HasDestination ? new RegionBox(head.Word.Patterns[0], Spec) : default,
            UsesSbuf = sbuf ? 1 : 0,
            UsesPsum = psum ? 1 : 0,
        };
        state.StartingSlot = slot + 1;
        state.StartedCycle = Cycle;
        state.Unfinished++;
        state.SbufUses += sbuf ? 1 : 0;
        state.PsumUses += psum ? 1 : 0;
    }

    private void Complete(ref LaneInFlight entry)
    {
        ref var state = ref State;
        entry.CompletedAt = Now;
        entry.HeldUntil = Cycle + _releaseCycles;
        state.Unfinished--;
        Updates.Fire(entry.Instruction.Word.Update, UpdateTiming.Complete);
        if (entry.UsesSbuf != 0 && --state.SbufUses == 0)
            GiveBack(Socket.SbufTurns!);
        if (entry.UsesPsum != 0 && --state.PsumUses == 0)
            GiveBack(Socket.PsumTurns!);
        Report(entry.Instruction, entry.StartedAt, entry.FirstBeatAt, entry.LastBeatAt, entry.CompletedAt);
    }

    /// <summary>Slots of finished instructions on which nothing can wait any more are free; done only on demand, so that it needs no wake-up.</summary>
    private void FreeSlots()
    {
        ref var state = ref State;
        while (state.Retired < state.Started)
        {
            ref readonly var oldest = ref InFlight.Items[state.Retired % InFlight.Length];
            if (oldest.CompletedAt == 0 || Cycle < oldest.HeldUntil)
                return;
            state.Retired++;
        }
    }

    /// <summary>True while a source lies in the destination of an older instruction. Completion reaches the issue stage as late as a
    /// semaphore would. Destinations need no check: results leave in order.</summary>
    private bool DependsOnOlder(LaneInstruction instruction, in InstructionWord word)
    {
        if (Spec.EngineInterlock.Value == 0)
            return false;
        ref readonly var state = ref State;
        for (var n = state.Retired; n < state.Started; n++)
        {
            ref readonly var older = ref InFlight.Items[n % InFlight.Length];
            if (older.CompletedAt != 0 && Cycle >= older.HeldUntil)
                continue;
            for (var s = 1; s <= instruction.Sources; s++)
            {
                if (new RegionBox(word.Patterns[s], Spec).Overlaps(older.Destination))
                    return true;
            }

            for (var s = 0; s < 2; s++)
            {
                var scalar = word.Scalars[s];
                if (scalar.Kind == ScalarKind.PerPartition
                    && new RegionBox(OperandRules.VectorPattern(scalar, word.Patterns[0].Partitions), Spec).Overlaps(older.Destination))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Holds the port, or asks for it. A turn covers overlapping instructions until another user asks.</summary>
    private bool HasTurn(SharedPortEnd port, int uses)
    {
        if (port.Granted && State.ReleasedCycle != Cycle)
            return uses == 0 || !port.Contended;
        if (!port.Requested || State.ReleasedCycle == Cycle)
            port.Request();
        return false;
    }

    private void GiveBack(SharedPortEnd port)
    {
        port.Release();
        State.ReleasedCycle = Cycle;
    }

    private bool Touches(LaneInstruction instruction, in InstructionWord word, LocalMemory memory)
    {
        for (var i = instruction.FirstPattern; i <= instruction.Sources; i++)
        {
            if (OperandRules.MemoryOf(word.Patterns[i], Spec) == memory)
                return true;
        }

        for (var s = 0; s < 2; s++)
        {
            if (word.Scalars[s].Kind == ScalarKind.PerPartition && CoreAddress.Decode(word.Scalars[s].Value, Spec).Memory == memory)
                return true;
        }

        return false;
    }

    /// <summary>Cycles to load the function's table set, if another one is loaded.</summary>
    private int TableLoadCycles(LaneInstruction instruction, in InstructionWord word)
    {
        var set = instruction.TableSet(word);
        if (set == 0 || set == State.TableSet)
            return 0;
        State.TableSet = set;
        return Spec.ActivationTableLoadCycles;
    }

    // The sequencer has checked opcode, engine and operands at issue.
    private static LaneInstruction Definition(in IssuedInstruction issued) => (LaneInstruction)InstructionCatalog.Find(issued.Word.Opcode)!;
}
