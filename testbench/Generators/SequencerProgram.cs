using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Parameters;

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

    /// <summary>Adds a part of the value to the stream's own semaphore, a few times: in a loop, or without control flow one after the other.</summary>
    Loop,

    /// <summary>Waits until the stream before has raised its semaphore to a share of its total; nothing in the first stream.</summary>
    Wait,

    /// <summary>Adds a part of the value to the stream's own semaphore by a write to its address.</summary>
    Write,

    /// <summary>Waits for the own engine, which has nothing to do.</summary>
    Drain,
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
/// <param name="Chip">The chip on which it runs.</param>
/// <param name="Streams">The steps of each stream.</param>
public sealed record SequencerProgram(ChipSpec Chip, SequencerStep[][] Streams)
{
    private const int LoopRegister = 20;

    private static readonly string[] Operations =
        ["add", "subtract", "multiply", "and", "or", "xor", "shift_left", "shift_right", "min", "max"];

    // Without registers only semaphores are left.
    private static readonly StepKind[] WithRegisters = [StepKind.Move, StepKind.AluValue, StepKind.AluRegisters, StepKind.Loop, StepKind.Wait];
    private static readonly StepKind[] WithoutRegisters = [StepKind.Loop, StepKind.Wait, StepKind.Write, StepKind.Drain];

    private static Gen<SequencerStep> StepOf(ChipSpec chip) =>
        from kind in Gen.Elements(CoreFeatures.Of(chip).HasRegisters ? WithRegisters : WithoutRegisters)
        from operation in Gen.Elements(Enum.GetValues<RegisterOperation>())
        from register in Gen.Choose(0, 11)
        from other in Gen.Choose(0, 11)
        from value in Gen.OneOf(Gen.Choose(-20, 20), Gen.Choose(int.MinValue + 1, int.MaxValue - 1))
        select new SequencerStep(kind, operation, (byte)register, (byte)other, value);

    private static Gen<SequencerProgram> GeneratorOf(ChipSpec chip) =>
        from count in Gen.Choose(1, EngineNames.Of(chip).Count)
        from streams in Gen.Sized(size => Gen.Choose(0, 2 + (size / 4)).SelectMany(length => StepOf(chip).ArrayOf(length))).ArrayOf(count)
        select new SequencerProgram(chip, streams);

    /// <summary>Programs of what the sequencers of a chip have.</summary>
    public static Arbitrary<SequencerProgram> ArbitraryOf(ChipSpec chip) => Arb.From(
        GeneratorOf(chip),
        program => Shrinking.Sequence(program.Streams, stream => Shrinking.Sequence(stream, Smaller), fewest: 1).Select(s => program with { Streams = s }));

    /// <summary>The engine of a stream.</summary>
    public Engine EngineOf(int stream) => EngineNames.Of(Chip)[stream];

    private bool HasRegisters => CoreFeatures.Of(Chip).HasRegisters;

    /// <summary>What the stream's semaphore, whose number is the stream's, holds in the end.</summary>
    public int TotalOf(int stream) => Streams[stream].Sum(s => s.Kind switch
    {
        StepKind.Loop => s.Turns * s.Increment,
        StepKind.Write => s.Increment,
        _ => 0,
    });

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
        var text = new StringBuilder($".program \"random streams\"\n.chip {Chip.Name}\n");
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
        StepKind.Loop when !HasRegisters => string.Join('\n', Enumerable.Repeat($"Nop total{stream}+={step.Increment}", step.Turns)),
        StepKind.Loop =>
            $"RegisterMove dst=R{LoopRegister} value={step.Turns}\n"
            + $"again{stream}_{position}: Nop total{stream}+={step.Increment}\n"
            + $"RegisterAlu dst=R{LoopRegister} a=R{LoopRegister} op=subtract value=1\n"
            + $"CompareBranch a=R{LoopRegister} cmp=> value=0 target=again{stream}_{position}",
        StepKind.Wait when stream > 0 => $"$total{stream - 1}>={(int)((long)TotalOf(stream - 1) * step.Register / 11)} Nop",
        StepKind.Write => $"Write address=increment_address(total{stream}) data={step.Increment} count=1",
        StepKind.Drain => "Drain",
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
