using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Observation;

namespace Hardware.Common.Engines.Tensor;

/// <content>Acceptance with access start-up, the in-order start of streams, completion and updates.</content>
public sealed partial class TensorEngine
{
    private ref InFlightInstruction Entry(long number) => ref InFlight[(int)(number % InFlightDepth)];

    /// <summary>Takes the next instruction if there is a place; its access start-up runs from now on, behind those before it.</summary>
    private void Accept(ref Control control, long cycle)
    {
        if (control.Accepted - control.Oldest >= InFlightDepth - Updates.Count || !Instructions.TryPop(out var issued))
            return;
        ref var entry = ref Entry(control.Accepted++);
        entry = default;
        entry.Issued = issued;
        entry.ReadyCycle = cycle + _accessStart;

        // The sequencer has checked the operands; an opcode of another engine could only come from a bench.
        if (issued.Word.Opcode == Opcodes.LoadStationary)
        {
            DecodeSource(ref entry, issued.Word.Patterns[MatrixFields.Stationary]);
        }
        else if (issued.Word.Opcode == Opcodes.MatMul)
        {
            DecodeSource(ref entry, issued.Word.Patterns[MatrixFields.Moving]);
            DecodeDestination(ref entry, issued.Word.Patterns[MatrixFields.Destination]);
        }
        else
        {
            throw new ProgramFaultException(
                HardwareCode.MatrixOpcode, AgentOf(entry.Issued), $"TensorE cannot execute opcode 0x{issued.Word.Opcode:x2}; LoadStationary and MatMul are its instructions");
        }
    }

    private void DecodeSource(ref InFlightInstruction entry, in AccessPattern source)
    {
        var place = CoreAddress.Decode(source.Address, Spec);
        (entry.FirstPartition, entry.SourceOffset, entry.SourceType) = (place.Partition, place.Offset, source.Type);
    }

    private void DecodeDestination(ref InFlightInstruction entry, in AccessPattern destination)
    {
        var place = CoreAddress.Decode(destination.Address, Spec);
        (entry.DestinationPartition, entry.DestinationOffset) = (place.Partition, place.Offset);
    }

    /// <summary>Begins the next stream in program order, if its unit and its operands are ready.</summary>
    private void Begin(ref Control control, long cycle)
    {
        if (control.Begun == control.Accepted)
            return;
        ref var entry = ref Entry(control.Begun);
        if (cycle < entry.ReadyCycle)
            return;
        if (entry.Issued.Word.Opcode == Opcodes.LoadStationary)
        {
            // The MatMul before it began in an earlier cycle, or this instruction would not be the next.
            if (cycle >= control.WeightsFree)
                BeginLoad(ref control, ref entry, cycle);
        }
        else if (cycle >= control.MovingFree && (control.ShadowLoaded == 0 || cycle >= control.ShadowReady))
        {
            BeginMatMul(ref control, ref entry, cycle);
        }
    }

    /// <summary>Frees the places of the oldest instructions that are complete.</summary>
    private void Retire(ref Control control)
    {
        while (control.Oldest < control.Begun && Entry(control.Oldest).Done != 0)
            control.Oldest++;
    }

    /// <summary>Sleeps until the next cycle at which a stage has something to do.</summary>
    private void Rest(ref Control control, long cycle)
    {
        ShowIdle(control.Oldest == control.Accepted && Updates.Count == 0 && Instructions.Channel.Count == 0);
        var next = NextCycle(ref control, cycle);
        if (next == long.MaxValue)
            Sleep();
        else if (next > cycle + 1)
            SleepUntilCycle(next);
    }

    private long NextCycle(ref Control control, long cycle)
    {
        if (Array.IsBusy || Updates.Count > 0)
            return cycle + 1;
        if (Instructions.Channel.Count > 0 && control.Accepted - control.Oldest < InFlightDepth)
            return cycle + 1;
        var next = long.MaxValue;
        if (control.Begun < control.Accepted)
            next = Math.Max(cycle + 1, Entry(control.Begun).ReadyCycle);
        if (control.MovingBeat.Left > 0)
            next = Math.Min(next, control.MovingBeat.NextCycle);
        if (control.WeightBeat.Left > 0)
            next = Math.Min(next, control.WeightBeat.NextCycle);
        if (NextResult(ref control))
            next = Math.Min(next, control.ResultBeat.NextCycle);
        if (NextLoad(ref control))
            next = Math.Min(next, Entry(control.Loading).CompleteCycle);
        return next;
    }
}
