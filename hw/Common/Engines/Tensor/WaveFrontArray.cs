using Hardware.Common.Kernel;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// The array at beat level: wave-fronts are captured as they enter, and the sums of all that are in flight are computed together when
/// the first is due or before the weights that they met are replaced. What a caller can see is the same as if each element worked alone.
/// </summary>
public sealed class WaveFrontArray : SystolicArray
{
    private readonly ColumnSums _sums;
    private readonly int _weightsPerSet;

    public WaveFrontArray(ArrayGeometry geometry, int resultDelay)
        : base(geometry, resultDelay)
    {
        _weightsPerSet = geometry.Rows * geometry.RowStride;
        _sums = new ColumnSums(geometry);
        Activations = Bank.Of<float>(InFlight * geometry.Rows);
        SecondActivations = Bank.Of<float>((geometry.IntegerElementsPerCycle - 1) * InFlight * geometry.Rows);
        Modes = Bank.Of<MultiplyMode>(InFlight);
        Weights = Bank.Of<float>(2 * _weightsPerSet);
    }

    /// <summary>Wave-fronts in flight: a ring of one row each.</summary>
    public Bank<float> Activations { get; }

    /// <summary>Those that entered beside them; empty in an array that takes one a cycle.</summary>
    public Bank<float> SecondActivations { get; }

    /// <summary>What is done with each wave-front in flight.</summary>
    public Bank<MultiplyMode> Modes { get; }

    /// <summary>The two weight sets; <see cref="Progress.Live"/> says which is live.</summary>
    public Bank<float> Weights { get; }

    /// <summary>How far the rings are.</summary>
    public Bank<Progress> Counters { get; } = Bank.Of<Progress>(1);

    public override bool IsBusy => false;

    public override void Step()
    {
    }

    public override void BeginLoad(int delay)
    {
        // Wave-fronts that entered before the last swap met the set that is overwritten now.
        ref var progress = ref Counters[0];
        while (progress.Computed < progress.LiveSince)
            ComputeSegment(ref progress);
        Set(1 - progress.Live).Clear();
    }

    public override void LoadColumns(int firstColumn, ReadOnlySpan<float> columns)
    {
        var set = Set(1 - Counters[0].Live);
        WeightLayout.Scatter(Geometry, firstColumn, columns, set);
    }

    public override Span<float> Entrance => Activations.Span.Slice(Counters[0].EntryPlace * Geometry.Rows, Geometry.Rows);

    public override Span<float> SecondEntrance => SecondActivations.Span.Slice(Counters[0].EntryPlace * Geometry.Rows, Geometry.Rows);

    public override void Enter(MultiplyMode mode, bool swap, int count = 1)
    {
        ref var progress = ref Counters[0];
        if (mode == MultiplyMode.Integer && count < Geometry.IntegerElementsPerCycle)
            SecondEntrance.Clear();
        if (swap)
        {
            progress.Live = 1 - progress.Live;
            progress.LiveSince = progress.Entered;
        }

        progress.Entered++;
        Modes[Next(ref progress.EntryPlace)] = mode;
    }

    public override ReadOnlySpan<float> TakeResult()
    {
        ref var progress = ref Counters[0];
        if (progress.Taken == progress.Computed)
        {
            while (progress.Computed < progress.Entered)
                ComputeSegment(ref progress);
        }

        progress.Taken++;
        var place = Next(ref progress.TakePlace);
        return Results.Span.Slice(place * Geometry.RowStride, Geometry.Columns);
    }

    public override ReadOnlySpan<float> SecondResult()
    {
        var next = Counters[0].TakePlace;
        return SecondResults.Span.Slice((next == 0 ? InFlight - 1 : next - 1) * Geometry.RowStride, Geometry.Columns);
    }

    public override float LiveWeight(int row, int column) => Set(Counters[0].Live)[(row * Geometry.RowStride) + column];

    public override float ShadowWeight(int row, int column) => Set(1 - Counters[0].Live)[(row * Geometry.RowStride) + column];

    private int Next(ref int place)
    {
        var current = place;
        place = current + 1 == InFlight ? 0 : current + 1;
        return current;
    }

    private static Span<float> Slice(Bank<float> ring, int place, int count, int length) => ring.Span.Slice(place * length, count * length);

    private Span<float> Set(long index) => Weights.Span.Slice((int)index * _weightsPerSet, _weightsPerSet);

    /// <summary>Computes the next wave-fronts that share weights and mode and lie together in the ring.</summary>
    private void ComputeSegment(ref Progress progress)
    {
        var first = progress.Computed;
        var place = (int)(first % InFlight);
        var before = first < progress.LiveSince;
        var limit = Math.Min(before ? progress.LiveSince : progress.Entered, first + InFlight - place);
        var mode = Modes[place];
        var count = 1;
        while (first + count < limit && Modes[place + count] == mode)
            count++;

        var weights = Set(before ? 1 - progress.Live : progress.Live);
        _sums.Compute(mode, weights, Slice(Activations, place, count, Geometry.Rows), Slice(Results, place, count, Geometry.RowStride));
        if (mode == MultiplyMode.Integer && Geometry.IntegerElementsPerCycle > 1)
            _sums.Compute(mode, weights, Slice(SecondActivations, place, count, Geometry.Rows), Slice(SecondResults, place, count, Geometry.RowStride));
        progress.Computed += count;
    }

    /// <summary>Counts of wave-fronts since power-up, and the weight sets.</summary>
    public struct Progress
    {
        public long Entered;

        public long Computed;

        public long Taken;

        /// <summary>The first wave-front that met the live set.</summary>
        public long LiveSince;

        /// <summary>Index of the live set, 0 or 1.</summary>
        public long Live;

        /// <summary>Place in the rings of the next wave-front to enter.</summary>
        public int EntryPlace;

        /// <summary>Place in the rings of the next result to be taken.</summary>
        public int TakePlace;
    }
}
