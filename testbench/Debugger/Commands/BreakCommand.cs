namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Sets a breakpoint on an instruction or a semaphore.</summary>
public sealed class BreakCommand : DebuggerCommand
{
    public override string Name => "break";

    public override IReadOnlyList<string> Aliases => ["br"];

    public override string Usage => "break [STREAM] LABEL|INDEX [if R3==4] [count N] | break semaphore NAME>=V [count N]";

    public override string Help => "stop at an instruction, or when a semaphore gets a value";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var focus = console.Session.Focus;
        Breakpoint breakpoint = text.TryWord("semaphore") ? OnSemaphore(text) : OnInstruction(console.Session, text);
        console.Session.Focus = focus;
        console.Session.Breakpoints.Add(breakpoint);
        console.Line($"breakpoint {breakpoint.Number}: {breakpoint.Description}");
    }

    /// <summary>Takes <c>count N</c> and the end of the command.</summary>
    public static int Count(CommandText text)
    {
        var count = text.TryWord(CommandText.CountWord) ? text.CountOr(1) : 1;
        text.End();
        return count;
    }

    private static SemaphoreBreakpoint OnSemaphore(CommandText text)
    {
        var (core, number, name) = text.Semaphore();
        var (comparison, value) = text.Condition();
        return new SemaphoreBreakpoint(core, number, name, comparison, value) { Count = Count(text) };
    }

    private static InstructionBreakpoint OnInstruction(DebugSession session, CommandText text)
    {
        var (stream, pc, place) = text.Instruction();
        session.Focus = stream;
        RegisterCondition? condition = null;
        if (text.TryWord("if"))
        {
            var register = text.Register();
            var (comparison, value) = text.Condition();
            condition = new RegisterCondition(register, comparison, value);
        }

        return new InstructionBreakpoint(stream, pc, place, condition) { Count = Count(text) };
    }
}
