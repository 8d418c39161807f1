using Hardware.Common.Diagnostics;
using Hardware.Common.Dma;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Changes a register, a semaphore, an event or a DMA descriptor.</summary>
public sealed class SetCommand : DebuggerCommand
{
    public override string Name => "set";

    public override string Usage => "set [STREAM] R3=5 | set sem NAME=V | set queue NAME DMA_ENGINE POSITION source|destination|bytes=V";

    public override string Help => "change a register, a semaphore or a DMA descriptor";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        if (text.TryWord("sem"))
            SetSemaphore(console.Session, text);
        else if (text.TryWord("queue"))
            SetDescriptor(console.Session, text);
        else
            SetRegister(console.Session, text);
    }

    private static void SetRegister(DebugSession session, CommandText text)
    {
        text.TryStream(out var stream);
        var register = text.Register();
        var value = ValueOf(text);
        session.Poke(() =>
        {
            var sequencer = session.SequencerOf(stream);
            sequencer.R[register].Poke(value);

            // It may sleep in a wait that compares with the register.
            session.Run.Simulator.Rouse(sequencer);
        });
    }

    private static void SetSemaphore(DebugSession session, CommandText text)
    {
        var (core, number, _) = text.Semaphore();
        var value = ValueOf(text);
        session.Poke(() => session.Run.Board.Chip.Cores[core].Semaphores.Poke(number, value));
    }

    private static void SetDescriptor(DebugSession session, CommandText text)
    {
        var ring = RingOperand.Take(session, text)[0];
        var place = text.Place;
        var position = text.Number("the position of a descriptor");
        if (position < 0 || position >= ring.Count)
            throw new InputException(DebuggerCode.DebuggerDescriptorUnknown, $"the ring has no descriptor {position}; 0 to {ring.Count - 1} would be right", place);
        var field = text.Name("source, destination or bytes");
        if (field is not ("source" or "destination" or "bytes"))
            throw text.Unexpected("source, destination or bytes =");
        if (!text.TryTake("="))
            throw text.Unexpected("'='");
        place = text.Place;
        var value = text.Long("a value");
        text.End();
        var (read, write) = ring.At(position);
        if (field is "bytes" && value is < 1 or > Descriptor.MaximumLength)
            throw new InputException(DebuggerCode.DebuggerDescriptorLength, $"a descriptor cannot move {value} bytes; 1 to {Descriptor.MaximumLength} would be right", place);
        var length = (uint)value & 0xFFFF;
        (read, write) = field switch
        {
            "source" => (read with { Address = (ulong)value }, write),
            "destination" => (read, write with { Address = (ulong)value }),
            _ => (read with { Control = (read.Control & ~0xFFFFu) | length }, write with { Control = (write.Control & ~0xFFFFu) | length }),
        };
        session.Poke(() => ring.Put(position, read, write));
    }

    private static int ValueOf(CommandText text)
    {
        if (!text.TryTake("="))
            throw text.Unexpected("'='");
        var value = text.Number("a number");
        text.End();
        return value;
    }
}
