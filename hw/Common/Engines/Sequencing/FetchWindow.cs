namespace Hardware.Common.Engines.Sequencing;

/// <summary>Where a sequencer's instruction stream is and how much of it the prefetch buffer holds.</summary>
public struct FetchWindow
{
    /// <summary>First instruction in the buffer.</summary>
    public int First;

    /// <summary>One past the last instruction in the buffer: the next to arrive.</summary>
    public int End;

    /// <summary>Base-clock cycle from which on one instruction arrives a cycle.</summary>
    public long ArrivesFromCycle;

    public readonly bool Holds(int instruction) => instruction >= First && instruction < End;

    /// <summary>Restarts the stream at an instruction that the buffer does not hold.</summary>
    public void Restart(int instruction, long arrivesFromCycle)
    {
        (First, End) = (instruction, instruction);
        ArrivesFromCycle = arrivesFromCycle;
    }

    /// <summary>Counts one more instruction, which pushes out the oldest of a full buffer of <paramref name="depth"/>.</summary>
    public void Append(int depth)
    {
        End++;
        First = Math.Max(First, End - depth);
    }
}
