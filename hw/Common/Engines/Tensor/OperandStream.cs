using System.Runtime.InteropServices;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// When the elements of an operand are read: so many elements of each partition a beat, one beat every few cycles, the whole operand over
/// again for each pass. It knows nothing of their values. Cycles are of the tensor clock and count from the first read.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct OperandStream
{
    /// <param name="elements">Elements a partition.</param>
    /// <param name="elementsPerBeat">Elements a partition that are read in one cycle.</param>
    /// <param name="interval">Cycles from one beat to the next.</param>
    /// <param name="passes">How often the operand is read.</param>
    /// <param name="fewestPassCycles">Cycles that a pass takes at least.</param>
    public OperandStream(int elements, int elementsPerBeat, int interval, int passes = 1, int fewestPassCycles = 1)
    {
        (Elements, ElementsPerBeat, Interval, Passes) = (elements, elementsPerBeat, interval, passes);
        Beats = (elements + elementsPerBeat - 1) / elementsPerBeat;
        PassCycles = Math.Max(Beats * interval, fewestPassCycles);
    }

    public int Elements { get; }

    public int ElementsPerBeat { get; }

    /// <summary>Beats of one pass.</summary>
    public int Beats { get; }

    /// <summary>Cycles from one beat to the next.</summary>
    public int Interval { get; }

    /// <summary>Reads of the whole operand.</summary>
    public int Passes { get; }

    /// <summary>Cycles from one pass to the next.</summary>
    public int PassCycles { get; }

    /// <summary>Cycles until another stream of the same kind may begin.</summary>
    public long Cycles => (long)Passes * PassCycles;

    /// <summary>Cycle of the last read.</summary>
    public long LastRead => ((long)(Passes - 1) * PassCycles) + ((long)(Beats - 1) * Interval);

    /// <summary>Cycle in which an element is read in a pass.</summary>
    public long ReadCycle(int pass, int element) => ((long)pass * PassCycles) + ((long)(element / ElementsPerBeat) * Interval);

    /// <summary>First element of a beat.</summary>
    public int FirstOf(int beat) => beat * ElementsPerBeat;

    /// <summary>Elements of a beat; the last one of a pass may have fewer than the others.</summary>
    public int CountOf(int beat) => Math.Min(ElementsPerBeat, Elements - (beat * ElementsPerBeat));

    /// <summary>What is read in a cycle: elements <c>First</c> to <c>First + Count - 1</c> of a pass; a count of 0 if nothing is.</summary>
    public (int Pass, int First, int Count) ReadIn(long cycle)
    {
        if (cycle < 0 || cycle > LastRead)
            return default;
        var (pass, inPass) = Math.DivRem(cycle, PassCycles);
        var (beat, between) = Math.DivRem(inPass, Interval);
        return between != 0 || beat >= Beats ? default : ((int)pass, FirstOf((int)beat), CountOf((int)beat));
    }
}
