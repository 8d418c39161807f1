using System.Runtime.InteropServices;

namespace Hardware.Common.Engines.Tensor;

/// <summary>A stage's place in the beats of an instruction: which element of which pass is next, and at which cycle.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct BeatCursor
{
    /// <summary>Cycle of the tensor clock at which the next beat is due.</summary>
    public long NextCycle;

    public int Pass;

    /// <summary>Beat of the pass.</summary>
    public int Element;

    /// <summary>Beats left, over all passes.</summary>
    public int Left;

    /// <summary>Cycles from the read of a beat to what this stage does with it.</summary>
    public int Delay;

    public static BeatCursor Start(in InFlightInstruction entry, int delay) =>
        new() { NextCycle = entry.BeginCycle + delay, Left = entry.Beats * entry.Passes, Delay = delay };

    public void Advance(in InFlightInstruction entry)
    {
        Left--;
        NextCycle += entry.Interval;
        if (++Element < entry.Beats)
            return;
        Element = 0;
        Pass++;
        NextCycle = entry.BeginCycle + ((long)Pass * entry.PassCycles) + Delay;
    }
}
