using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Common.Engines.Sequencing;

/// <content>Start, prefetch and decode.</content>
public sealed partial class Sequencer
{
    private int PrefetchAhead => Buffer.Length / 2;

    private void TakeControl(in FabricWrite store)
    {
        if (!IsStopped)
        {
            throw new ProgramFaultException(
                HardwareCode.SequencerAlreadyRunning, store.By,
                $"store to 0x{store.Address:X}, a control register of {Engine.AssemblyName()}, which is still running; wait until it has halted");
        }

        switch ((int)(store.Address % SequencerControl.Stride))
        {
            case SequencerControl.CodeAddressLow:
                CodeAddress.Next = (CodeAddress.Q & ~0xFFFFFFFFL) | store.Data;
                break;
            case SequencerControl.CodeAddressHigh:
                CodeAddress.Next = (CodeAddress.Q & 0xFFFFFFFFL) | ((long)store.Data << 32);
                break;
            case SequencerControl.InstructionCount:
                CodeLength.Next = (int)store.Data;
                break;
            case SequencerControl.Start:
                if (store.Data == 1)
                    Start(store.By);
                break;
            default:
                throw new ProgramFaultException(
                    HardwareCode.SequencerControlUnknown, store.By,
                    $"store to 0x{store.Address:X}, which is no control register of {Engine.AssemblyName()}; +0 and +4 code address, +8 count, +C start");
        }
    }

    private void Start(in Agent by)
    {
        if (!Memory.Contains(CodeAddress.Q, (long)CodeLength.Q * InstructionWord.Bytes))
        {
            throw new ProgramFaultException(
                HardwareCode.CodeOutsideMemory, by,
                $"the code of {Engine.AssemblyName()}, {CodeLength.Q} instructions at 0x{CodeAddress.Q:X}, is not in device memory; a range inside it would be right");
        }

        Sequence.Next = 0;
        ExecuteStep.Next = 0;
        Refetch(0);
    }

    /// <summary>Takes this cycle's instruction from the stream into the buffer.</summary>
    /// <returns>True if another can arrive in the next cycle.</returns>
    private bool Prefetch()
    {
        ref var window = ref Fetched[0];
        var end = Math.Min(CodeLength.Q, ProgramCounter.Q + PrefetchAhead);
        if (window.End >= end || Cycle < window.ArrivesFromCycle)
            return false;
        var address = CodeAddress.Q + ((long)window.End * InstructionWord.Bytes);
        if (Memory.ReadWritten(address, MemoryMarshal.AsBytes(new Span<InstructionWord>(ref Buffer[window.End % Buffer.Length]))) is >= 0 and var unwritten)
        {
            throw Fault(
                HardwareCode.CodeNeverWritten,
                $"instruction {window.End} of {Engine.AssemblyName()} is fetched from 0x{unwritten:X}, which nobody wrote; load the code before the start");
        }

        if (!Memory.Observers.IsEmpty)
            Memory.Observers.OnRead(Memory, 0, 1, address, InstructionWord.Bytes, By);
        window.Append(Buffer.Length);
        return window.End < end;
    }

    private long AwaitFetch()
    {
        if (Cycle < ResumeCycle.Q)
            return ResumeCycle.Q;
        if (Fetched[0].Holds(ProgramCounter.Q))
            Decode(ProgramCounter.Q);
        return Awake;
    }

    /// <summary>Goes to an instruction: at once if it follows and is in the buffer, else after the branch or the fetch.</summary>
    private void MoveTo(int instruction)
    {
        if (instruction < 0 || instruction >= CodeLength.Q)
        {
            throw Fault(
                HardwareCode.ProgramCounterOutOfRange,
                $"{Engine.AssemblyName()} goes on at instruction {instruction} of a stream of {CodeLength.Q}; end the stream with Halt and branch to labels in it");
        }

        ref readonly var window = ref Fetched[0];
        var follows = instruction == ProgramCounter.Q + 1;
        if (window.Holds(instruction) && (follows || Spec.BranchCycles.Value == 0))
        {
            Decode(instruction);
        }
        else if (window.Holds(instruction) || (follows && instruction == window.End))
        {
            State.Next = SequencerState.Fetch;
            ProgramCounter.Next = instruction;
            ResumeCycle.Next = Cycle + (follows ? 1 : Spec.BranchCycles.Value);
        }
        else
        {
            Refetch(instruction);
        }
    }

    private void Refetch(int instruction)
    {
        var arrival = Cycle + Spec.InstructionFetchCycles;
        Fetched[0].Restart(instruction, arrival);
        State.Next = SequencerState.Fetch;
        ProgramCounter.Next = instruction;
        ResumeCycle.Next = arrival;
    }

    private void Decode(int instruction)
    {
        Word.Next = Buffer[instruction % Buffer.Length];
        ProgramCounter.Next = instruction;
        WaitingSince.Next = Now + Clock.Period;
        State.Next = SequencerState.Wait;
    }
}
