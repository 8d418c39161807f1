using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Assembler;

/// <summary>A wait and an update, as free choices.</summary>
/// <param name="Waits">0: none; 1: an event; otherwise a semaphore.</param>
/// <param name="WaitIndex">Which, 0 to 255, counted modulo those there are.</param>
/// <param name="Comparison">Counted modulo those there are.</param>
/// <param name="WaitValue">Compared with.</param>
/// <param name="Updates">Operation, counted modulo those there are.</param>
/// <param name="UpdateIndex">Which semaphore or event, 0 to 255, counted modulo those there are.</param>
/// <param name="AtRead">At @read; otherwise at @complete.</param>
/// <param name="UpdateValue">Operand of the update.</param>
public sealed record SynchronisationChoice(
    int Waits, int WaitIndex, int Comparison, int WaitValue, int Updates, int UpdateIndex, bool AtRead, int UpdateValue)
{
    private const int Comparisons = 6;
    private const int Operations = 8;

    public static Gen<SynchronisationChoice> Generator { get; } =
        from waits in Gen.Choose(0, 3)
        from waitIndex in Gen.Choose(0, 255)
        from comparison in Gen.Choose(0, Comparisons - 1)
        from waitValue in Gen.OneOf(Gen.Choose(-3, 3), Gen.Choose(int.MinValue + 1, int.MaxValue - 1))
        from updates in Gen.Choose(0, Operations - 1)
        from updateIndex in Gen.Choose(0, 255)
        from atRead in Gen.Elements(true, false)
        from updateValue in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(int.MinValue + 1, int.MaxValue - 1))
        select new SynchronisationChoice(waits, waitIndex, comparison, waitValue, updates, updateIndex, atRead, updateValue);

    public static IEnumerable<SynchronisationChoice> Shrink(SynchronisationChoice choice) =>
    [
        .. Shrinking.Toward(0, choice.Waits).Select(waits => choice with { Waits = waits }),
        .. Shrinking.Toward(0, choice.Updates).Select(updates => choice with { Updates = updates }),
        .. Shrinking.Toward(0, choice.WaitValue).Take(3).Select(value => choice with { WaitValue = value }),
        .. Shrinking.Toward(0, choice.UpdateValue).Take(3).Select(value => choice with { UpdateValue = value }),
    ];

    /// <summary>Puts them into an instruction of a chip.</summary>
    public void ApplyTo(ref InstructionWord word, ChipSpec chip)
    {
        word.Wait = Waits switch
        {
            0 => default,
            1 => Wait(chip, WaitKind.Event, Hardware.Common.Isa.Comparison.Equal, WaitValue & 1),
            _ => Wait(chip, WaitKind.Semaphore, (Comparison)(1 + Comparison), WaitValue),
        };
        var operation = (UpdateOperation)Updates;
        word.Update = operation == UpdateOperation.None ? default : new SemaphoreUpdate
        {
            Operation = operation,
            Index = Index(UpdateIndex, operation is UpdateOperation.EventSet or UpdateOperation.EventClear, chip),
            Timing = AtRead ? UpdateTiming.Read : UpdateTiming.Complete,
            Value = operation is UpdateOperation.Add or UpdateOperation.Subtract or UpdateOperation.Write ? UpdateValue : 0,
        };
    }

    private WaitCondition Wait(ChipSpec chip, WaitKind kind, Comparison comparison, int value) =>
        new() { Kind = kind, Index = Index(WaitIndex, kind == WaitKind.Event, chip), Comparison = comparison, Register = AccessPattern.NoRegister, Value = value };

    private static byte Index(int choice, bool isEvent, ChipSpec chip) => (byte)(choice % (isEvent ? chip.Events.Value : chip.Semaphores.Value));
}
