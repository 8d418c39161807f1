using System.Buffers.Binary;
using Hardware.Common.Diagnostics;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Observation;

namespace Hardware.Common.Engines.Sequencing;

/// <content>Checks, issue to the data path, and execution of control instructions.</content>
public sealed partial class Sequencer : IControlUnit
{
    int IControlUnit.Step => ExecuteStep.Q;

    bool IControlUnit.EngineIsIdle => (EngineIdle?.Idle.Q ?? true) && (Issue?.Channel.Count ?? 0) == 0;

    int IControlUnit.MemoryAccessCycles => Spec.AccessStartCycles;

    int IControlUnit.Read(int register) => R[register].Q;

    void IControlUnit.Write(int register, int value) => R[register].Next = value;

    bool IControlUnit.TryStore(long address, uint data) => Stores.TryPush(new FabricWrite { Address = address, Data = data, By = By });

    bool IControlUnit.TryUpdate(in SemaphoreUpdate update) => Updates.TryPush(new SemaphoreRequest { Update = update, By = By });

    int IControlUnit.Load(uint address)
    {
        var place = CoreAddress.Decode(address, Spec);
        if (Sbuf.FirstUnwritten(place.Partition, 1, place.Offset, sizeof(int)) >= 0)
        {
            throw Fault(
                HardwareCode.RegisterLoadNeverWritten,
                $"TensorLoad reads SBUF partition {place.Partition} offset {place.Offset}, which nobody wrote; write it, and wait for the write, before");
        }

        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Sbuf.Read(place.Partition, place.Offset, bytes);
        if (!Sbuf.Observers.IsEmpty)
            Sbuf.Observers.OnRead(Sbuf, place.Partition, 1, place.Offset, sizeof(int), By);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    void IControlUnit.Store(uint address, int value)
    {
        var place = CoreAddress.Decode(address, Spec);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        SbufWrites.Write(place.Partition, place.Offset, bytes, By);
    }

    bool IControlUnit.TryNotify(int value, bool end)
    {
        var address = NotificationWindow.NotifyAddress(Spec, Core, NotificationWindow.QueueOf(Spec, Engine), end);
        if (!Stores.TryPush(new FabricWrite { Address = address, Data = (uint)value, By = By }))
            return false;
        NotifyCount.Next = NotifyCount.Q + 1;
        NotifyValue.Next = value;
        return true;
    }

    private string? WithoutDataPath(InstructionDefinition definition) => definition.IsControl || Issue is not null
        ? null
        : $"{Engine.AssemblyName()} has no data path for {definition.Mnemonic}; a control instruction would be right";

    /// <summary>Refuses what no engine could do with the word, whatever the registers hold.</summary>
    private void Check(in InstructionWord word)
    {
        var definition = Find(word.Opcode) ?? throw Fault(
            HardwareCode.OpcodeUndefined, $"opcode 0x{word.Opcode:X2} names no instruction; branch only to instructions of the program");
        if ((definition.UnfitEngine(Engine) ?? WithoutDataPath(definition)) is { } unfit)
            throw Fault(HardwareCode.InstructionNotOfEngine, unfit);
        if (definition.UnknownChoice(word) is { } unknown)
            throw Fault(HardwareCode.ChoiceUndefined, unknown);

        if (definition.IsControl && definition is not ControlInstruction)
        {
            throw Fault(
                HardwareCode.PseudoInstructionExecuted,
                $"{definition.Mnemonic} is a pseudo instruction, which the loader rewrites; load the program with the loader");
        }

        var exist = word.Wait.Kind == WaitKind.Event ? Semaphores.Events.Length : Semaphores.Semaphores.Length;
        if (word.Wait.Kind != WaitKind.None && word.Wait.Index >= exist)
        {
            throw Fault(
                HardwareCode.WaitIndexOutOfRange,
                $"{definition.Mnemonic} waits for {word.Wait.Kind} {word.Wait.Index}, which the core does not have; 0 to {exist - 1} would be right");
        }

        if (HighestRegister(word, definition) is var register && register >= R.Length)
        {
            throw Fault(
                HardwareCode.RegisterOutOfRange,
                $"{definition.Mnemonic} names R{register}, which the sequencer does not have; R0 to R{R.Length - 1} would be right");
        }
    }

    private static int HighestRegister(in InstructionWord word, InstructionDefinition definition)
    {
        var highest = word.Wait.Kind != WaitKind.None && word.Wait.Register != AccessPattern.NoRegister ? word.Wait.Register : -1;
        for (var i = 0; i < definition.Operands.Count; i++)
        {
            var slot = definition.Operands[i];
            highest = Math.Max(highest, slot.Kind switch
            {
                OperandKind.Register => word.Codes.RegisterAt(slot.Index),
                OperandKind.Pattern when HasOffset(word.Patterns[slot.Index]) => word.Patterns[slot.Index].OffsetRegister,
                OperandKind.Scalar when word.Scalars[slot.Index].Kind == ScalarKind.Register => (int)Math.Min(word.Scalars[slot.Index].Value, byte.MaxValue),
                _ => -1,
            });
        }

        return highest;
    }

    private static bool HasOffset(in AccessPattern pattern) => pattern.Dimensions > 0 && pattern.OffsetRegister != AccessPattern.NoRegister;

    /// <summary>The word with the values of registers in place of the registers of its tensor and scalar operands.</summary>
    private InstructionWord Resolve(InstructionWord word, InstructionDefinition definition)
    {
        // By index: the enumerator of an interface would be an allocation for each instruction.
        for (var i = 0; i < definition.Operands.Count; i++)
        {
            var slot = definition.Operands[i];
            if (slot.Kind == OperandKind.Pattern && HasOffset(word.Patterns[slot.Index]))
            {
                ref var pattern = ref word.Patterns[slot.Index];
                pattern.Address = unchecked(pattern.Address + (uint)R[pattern.OffsetRegister].Q);
                pattern.OffsetRegister = AccessPattern.NoRegister;
            }
            else if (slot.Kind == OperandKind.Scalar && word.Scalars[slot.Index].Kind == ScalarKind.Register)
            {
                ref var scalar = ref word.Scalars[slot.Index];
                scalar.Value = (uint)R[(int)scalar.Value].Q;
                scalar.Kind = ScalarKind.Constant;
            }
        }

        return word;
    }

    /// <summary>The condition holds: issues the instruction, or begins to execute it.</summary>
    private long Go()
    {
        var definition = Find(Word.Q.Opcode)!;
        if (!definition.IsControl && !Issue!.CanPush)
        {
            State.Next = SequencerState.Issue;
            return Asleep;
        }

        var word = Resolve(Word.Q, definition);
        if (definition.Validate(Engine, word, Spec) is { } wrong)
            throw Fault(HardwareCode.OperandIllegalAtIssue, $"{definition.Mnemonic}: {wrong}");
        IssuedAt.Next = Now;
        if (!Observers.IsEmpty)
            Observers.OnIssue(new IssueRecord(By, word, !definition.IsControl, WaitingSince.Q, Now));
        if (definition is ControlInstruction control)
            return Execute(control, word);
        Issue!.Push(new IssuedInstruction
        {
            Word = word,
            ProgramCounter = ProgramCounter.Q,
            Sequence = Sequence.Q,
            ReadyAt = WaitingSince.Q,
            IssuedAt = Now,
        });
        Sequence.Next = Sequence.Q + 1;
        MoveTo(ProgramCounter.Q + 1);
        return Awake;
    }

    private long Execute()
    {
        var control = (ControlInstruction)Find(Word.Q.Opcode)!;
        return Execute(control, Resolve(Word.Q, control));
    }

    private long Execute(ControlInstruction control, in InstructionWord word)
    {
        var result = control.Execute(word, this);
        switch (result.Action)
        {
            case ControlAction.Blocked:
                State.Next = SequencerState.Blocked;
                return Asleep;
            case ControlAction.Continue:
                State.Next = SequencerState.Execute;
                ExecuteStep.Next = ExecuteStep.Q + 1;
                ResumeCycle.Next = Cycle + result.Operand;
                return result.Operand <= 1 ? Awake : Cycle + result.Operand;
            case ControlAction.Branch:
                return FinishControl(result.Operand);
            case ControlAction.Halt:
                return FinishControl(HaltTarget);
            default:
                return FinishControl(ProgramCounter.Q + 1);
        }
    }

    /// <summary>Sends the instruction's update, reports it and goes on; in a later cycle if the update finds no place.</summary>
    private long FinishControl(int target)
    {
        var word = Word.Q;
        if (word.Update.Operation != UpdateOperation.None && !Updates.TryPush(new SemaphoreRequest { Update = word.Update, By = By }))
        {
            State.Next = SequencerState.Update;
            Target.Next = target;
            return Asleep;
        }

        var issuedAt = IssuedAt.Next;
        if (!Observers.IsEmpty)
            Observers.OnInstruction(new ExecutionRecord(By, word.Opcode, word.Wait, WaitingSince.Q, issuedAt, issuedAt, issuedAt, Now, Now));
        Sequence.Next = Sequence.Q + 1;
        ExecuteStep.Next = 0;
        if (target == HaltTarget)
            State.Next = SequencerState.Halted;
        else
            MoveTo(target);
        return Awake;
    }
}
