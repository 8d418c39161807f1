using System.Runtime.InteropServices;

namespace Hardware.Common.Engines.Lanes;

/// <summary>
/// When an instruction of the lanes reads its beats and emits its results: a pure function of its word and the chip's numbers, so that times
/// are known without computing anything. Cycles are the engine's and count from the cycle of the first beat. Not in it is what depends on
/// the engine's state: the load of a function table.
/// </summary>
/// <param name="Beats">Beats of the instruction; from 1.</param>
/// <param name="Cost">Rate of the beats.</param>
/// <param name="StartCycles">Cycles before the first beat during which the data path is taken, beyond the access start-up.</param>
/// <param name="EmitEvery">Results come with each beat that completes so many.</param>
/// <param name="ResultsEach">Results that such a beat emits, one element a partition each; 0 if there is no destination.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct BeatSchedule(int Beats, BeatCost Cost, int StartCycles, int EmitEvery, int ResultsEach)
{
    /// <summary>The cycle in which a beat is read.</summary>
    public long CycleOf(int beat) => Cost.CyclesFor(beat + 1) - 1;

    /// <summary>Beats that are read within the first so many cycles.</summary>
    public int BeatsWithin(long cycles) => (int)Math.Min(Beats, Cost.BeatsAfter(cycles));

    /// <summary>Results that a beat emits.</summary>
    public int ResultsOf(int beat) => ResultsBefore(beat + 1) - ResultsBefore(beat);

    /// <summary>Results that the beats before this one emit.</summary>
    public int ResultsBefore(int beat) => EmitEvery == 1 ? beat * ResultsEach : beat / EmitEvery * ResultsEach;
}
