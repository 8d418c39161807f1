using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;

namespace Hardware.Testbench.Generators;

/// <summary>What a step of a random stream does.</summary>
public enum StepKind
{
    /// <summary>register = value.</summary>
    Move,

    /// <summary>register = other register op value.</summary>
    AluValue,

    /// <summary>register = other register op register.</summary>
    AluRegisters,

    /// <summary>Adds a part of the value to the stream's own semaphore, a few times, in a loop.</summary>
    Loop,

    /// <summary>Waits until the stream before has raised its semaphore to a share of its total; nothing in the first stream.</summary>
    Wait,
}

/// <summary>One step; every combination of values is legal.</summary>
public readonly record struct SequencerStep(StepKind Kind, RegisterOperation Operation, byte Register, byte Other, int Value)
{
    /// <summary>Registers that steps use: R1 upwards.</summary>
    public const int Registers = 6;

    /// <summary>Turns of a loop.</summary>
    public int Turns => 1 + (Register % 4);

    /// <summary>Increment in each turn of a loop.</summary>
    public int Increment => (Value & 0xF) + 1;

    public int Destination => 1 + (Register % Registers);

    public int Source => 1 + (Other % Registers);
}

/// <summary>
/// A program for the sequencers as plain data: a stream for each engine, which waits only for the stream before it, to values that that one
/// reaches; so it always ends.
/// </summary>
public sealed record SequencerProgram(SequencerStep[][] Streams)
{
    private const int LoopRegister = 20;

    private static readonly string[] Operations =
        ["add", "subtract", "multiply", "and", "or", "xor", "shift_left", "shift_right", "min", "max"];

    private static Gen<SequencerStep> Step { get; } =
        from kind in Gen.Elements(Enum.GetValues<StepKind>())
        from operation in Gen.Elements(Enum.GetValues<RegisterOperation>())
        from register in Gen.Choose(0, 11)
        from other in Gen.Choose(0, 11)
        from value in Gen.OneOf(Gen.Choose(-20, 20), Gen.Choose(int.MinValue + 1, int.MaxValue - 1))
        select new SequencerStep(kind, operation, (byte)register, (byte)other, value);

    private static Gen<SequencerProgram> Generator { get; } =
        from count in Gen.Choose(1, EngineNames.All.Count)
        from streams in Gen.Sized(size => Gen.Choose(0, 2 + (size / 4)).SelectMany(length => Step.ArrayOf(length))).ArrayOf(count)
        select new SequencerProgram(streams);

    public static Arbitrary<SequencerProgram> Arbitrary { get; } = Arb.From(
        Generator,
        program => Shrinking.Sequence(program.Streams, stream => Shrinking.Sequence(stream, Smaller), fewest: 1).Select(s => new SequencerProgram(s)));

    /// <summary>The engine of a stream.</summary>
    public static Engine EngineOf(int stream) => EngineNames.All[stream];

    /// <summary>What the stream's semaphore, whose number is the stream's, holds in the end.</summary>
    public int TotalOf(int stream) => Streams[stream].Sum(s => s.Kind == StepKind.Loop ? s.Turns * s.Increment : 0);

    /// <summary>The registers R0 to R6 of a stream in the end: a model that executes the steps one after the other.</summary>
    public int[] RegistersOf(int stream)
    {
        var registers = new int[1 + SequencerStep.Registers];
        foreach (var step in Streams[stream])
        {
            registers[step.Destination] = step.Kind switch
            {
                StepKind.Move => step.Value,
                StepKind.AluValue => Compute(step.Operation, registers[step.Source], step.Value),
                StepKind.AluRegisters => Compute(step.Operation, registers[step.Source], registers[step.Destination]),
                _ => registers[step.Destination],
            };
        }

        return registers;
    }

    /// <summary>The program as assembly text.</summary>
    public string Text()
    {
        var text = new StringBuilder(".program \"random streams\"\n.chip inferentia2\n");
        for (var s = 0; s < Streams.Length; s++)
            text.Append(".semaphore total").Append(s).Append(" = ").Append(s).Append('\n');
        for (var s = 0; s < Streams.Length; s++)
        {
            text.Append(".engine ").Append(EngineOf(s).AssemblyName()).Append('\n');
            for (var i = 0; i < Streams[s].Length; i++)
                text.Append(Line(Streams[s][i], s, i)).Append('\n');
            text.Append("Halt\n");
        }

        return text.ToString();
    }

    public override string ToString() => Text();

    private string Line(SequencerStep step, int stream, int position) => step.Kind switch
    {
        StepKind.Move => $"RegisterMove dst=R{step.Destination} value={step.Value}",
        StepKind.AluValue => $"RegisterAlu dst=R{step.Destination} a=R{step.Source} op={Operations[(int)step.Operation]} value={step.Value}",
        StepKind.AluRegisters =>
            $"RegisterAlu dst=R{step.Destination} a=R{step.Source} op={Operations[(int)step.Operation]} b=R{step.Destination}",
        StepKind.Loop =>
            $"RegisterMove dst=R{LoopRegister} value={step.Turns}\n"
            + $"again{stream}_{position}: Nop total{stream}+={step.Increment}\n"
            + $"RegisterAlu dst=R{LoopRegister} a=R{LoopRegister} op=subtract value=1\n"
            + $"CompareBranch a=R{LoopRegister} cmp=> value=0 target=again{stream}_{position}",
        StepKind.Wait when stream > 0 => $"$total{stream - 1}>={(int)((long)TotalOf(stream - 1) * step.Register / 11)} Nop",
        _ => "Nop",
    };

    private static IEnumerable<SequencerStep> Smaller(SequencerStep step) => Shrinking.Toward(0, step.Value).Take(3).Select(v => step with { Value = v });

    private static int Compute(RegisterOperation operation, int a, int b) => operation switch
    {
        RegisterOperation.Add => (int)((long)a + b),
        RegisterOperation.Subtract => (int)((long)a - b),
        RegisterOperation.Multiply => (int)((long)a * b),
        RegisterOperation.And => a & b,
        RegisterOperation.Or => a | b,
        RegisterOperation.Xor => a ^ b,
        RegisterOperation.ShiftLeft => (int)((long)a << (b & 31)),
        RegisterOperation.ShiftRight => (int)((uint)a >> (b & 31)),
        RegisterOperation.Minimum => a < b ? a : b,
        _ => a > b ? a : b,
    };
}
