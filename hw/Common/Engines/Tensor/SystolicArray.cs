using Hardware.Common.Kernel;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// A weight-stationary array: wave-fronts enter one a cycle (two of INT8), weights travel behind them into the shadow set, and column sums come out
/// after <see cref="ArrayGeometry.Latency"/> cycles. The tensor engine clocks it: within one cycle it first loads and enters, then steps.
/// </summary>
/// <remarks>
/// A wave of weights reaches the processing element in row i of its group and column c exactly c + i cycles after it starts, as a
/// wave-front does; a wave-front that swaps makes each element take its shadow weight as its live one just before it multiplies. So a
/// load may start one cycle after the wave-front that consumed the previous shadow set.
/// <para>Two INT8 wave-fronts that enter in one cycle travel side by side and come out together: each activation register holds two INT8
/// elements, and each processing element multiplies both by its one weight and keeps a partial sum for either. That is this project's
/// choice, because only the rate is published: a register of 16 bits has room for two.</para>
/// </remarks>
public abstract class SystolicArray : Component, ISignalSource
{
    /// <param name="geometry">Size of the array.</param>
    /// <param name="resultDelay">Longest time, in cycles, that a finished result waits before it is taken.</param>
    protected SystolicArray(ArrayGeometry geometry, int resultDelay)
    {
        Geometry = geometry;
        InFlight = geometry.Latency + resultDelay + 2;
        Results = Bank.Of<float>(InFlight * geometry.RowStride);
        SecondResults = Bank.Of<float>((geometry.IntegerElementsPerCycle - 1) * InFlight * geometry.RowStride);
    }

    public ArrayGeometry Geometry { get; }

    /// <summary>Cycles from a wave-front's entry until its results are taken: places of the rings that hold them.</summary>
    protected int InFlight { get; }

    /// <summary>Column sums on their way to PSUM: a ring of <see cref="InFlight"/> rows.</summary>
    public Bank<float> Results { get; }

    /// <summary>Column sums of the second wave-fronts of their cycles; empty in an array that takes one a cycle.</summary>
    public Bank<float> SecondResults { get; }

    /// <summary>Starts to load the shadow set; rows and columns that are not loaded become zero.</summary>
    /// <param name="delay">Cycles from the first read until the wave of weights starts through the array.</param>
    public abstract void BeginLoad(int delay);

    /// <summary>Hands over weights just read.</summary>
    /// <param name="firstColumn">Array column of the first.</param>
    /// <param name="columns">Weights, one array column after the other, each with an element for every row.</param>
    public abstract void LoadColumns(int firstColumn, ReadOnlySpan<float> columns);

    /// <summary>
    /// The place of the next wave-front, one element for every row: to be filled before <see cref="Enter"/>, with
    /// <see cref="MultiplyModes.NeutralActivation"/> in rows that take no part.
    /// </summary>
    public abstract Span<float> Entrance { get; }

    /// <summary>The place of a second wave-front that enters beside the next one; only where two may.</summary>
    public abstract Span<float> SecondEntrance { get; }

    /// <summary>What is in <see cref="Entrance"/>, or in both entrances, enters at this edge; once a cycle.</summary>
    /// <param name="mode">What the processing elements do with it.</param>
    /// <param name="swap">True if the shadow weights become live with it.</param>
    /// <param name="count">Wave-fronts: 1, or in <see cref="MultiplyMode.Integer"/> up to <see cref="ArrayGeometry.IntegerElementsPerCycle"/>.</param>
    public abstract void Enter(MultiplyMode mode, bool swap, int count = 1);

    /// <summary>True while a clock edge changes anything.</summary>
    public abstract bool IsBusy { get; }

    /// <summary>One clock edge; only while <see cref="IsBusy"/>.</summary>
    public abstract void Step();

    /// <summary>The sums of the oldest wave-front not taken yet, one for each column; it must be due.</summary>
    public abstract ReadOnlySpan<float> TakeResult();

    /// <summary>The sums of the wave-front that entered beside the one taken last.</summary>
    public abstract ReadOnlySpan<float> SecondResult();

    /// <summary>The weight that an element multiplies by; the levels agree while no wave-front or wave of weights is inside.</summary>
    public abstract float LiveWeight(int row, int column);

    /// <summary>The weight that the next swap makes live; of interest after a load, before its swap.</summary>
    public abstract float ShadowWeight(int row, int column);

    /// <summary>The registers inside the array that can be watched by name; made anew on each call, so ask once.</summary>
    public virtual IEnumerable<ISignal> Signals => [];

    protected internal sealed override bool IsClocked => false;

    protected internal sealed override void Tick()
    {
    }
}
