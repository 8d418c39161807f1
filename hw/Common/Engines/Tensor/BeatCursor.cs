using System.Runtime.InteropServices;

namespace Hardware.Common.Engines.Tensor;

/// <summary>A stage's place in the beats of an instruction: which beat of which pass is next, and at which cycle.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct BeatCursor
{
    /// <summary>Cycle of the tensor clock at which the next beat is due.</summary>
    public long NextCycle;

    /// <summary>Cycle of the first beat.</summary>
    public long Begin;

    public int Pass;

    /// <summary>Beat of the pass.</summary>
    public int Beat;

    /// <summary>Beats left, over all passes.</summary>
    public int Left;

    private readonly int _reserved0;

    public static BeatCursor Start(in OperandStream stream, long begin) =>
        new() { NextCycle = begin, Begin = begin, Left = stream.Beats * stream.Passes };

    public void Advance(in OperandStream stream)
    {
        Left--;
        NextCycle += stream.Interval;
        if (++Beat < stream.Beats)
            return;
        Beat = 0;
        Pass++;
        NextCycle = Begin + ((long)Pass * stream.PassCycles);
    }
}
