using Hardware.Common.Kernel;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// The array at the level of its processing elements: activation, partial sums, live and shadow weight of every element, the adder tree
/// and the output registers are updated each cycle.
/// </summary>
/// <remarks>
/// Activations only move right, one column a cycle, so each row keeps them in place in a line whose origin moves left instead (a rotating
/// frame): the register of the element in row i of its group and column c is place <c>origin + i + c</c>, which also holds the input
/// skew. Sums move down in place, bottom row first.
/// </remarks>
public sealed class ProcessingElementArray : SystolicArray
{
    private const int Slack = 256;

    private readonly int _setLength;
    private readonly int _window;
    private readonly int _loadBuffers;
    private readonly float[] _entrance;
    private readonly float[] _secondEntrance;
    private readonly SumPath _sumPath;
    private readonly SumPath _pairPath;
    private bool _entered;

    /// <param name="geometry">Size of the array.</param>
    /// <param name="resultDelay">Longest time, in cycles, that a finished result waits before it is taken.</param>
    /// <param name="loadCycles">Fewest cycles from the start of one load to the start of the next.</param>
    public ProcessingElementArray(ArrayGeometry geometry, int resultDelay, int loadCycles)
        : base(geometry, resultDelay)
    {
        _setLength = geometry.Rows * geometry.RowStride;
        _window = geometry.RowsPerGroup + geometry.RowStride + geometry.TreeStages + 16;
        _loadBuffers = ((2 * geometry.TraversalCycles) / loadCycles) + 2;
        _entrance = new float[geometry.Rows];
        _secondEntrance = new float[geometry.Rows];
        LineLength = _window + Slack;
        Activations = Bank.Of<float>(geometry.Rows * LineLength);
        Activations.Span.Fill(MultiplyMode.Float.NeutralActivation());
        Modes = Bank.Of<int>(LineLength);
        PartialSums = Bank.Of<float>(_setLength);
        LiveWeights = Bank.Of<float>(_setLength);
        ShadowWeights = Bank.Of<float>(_setLength);
        TreeSums = Bank.Of<float>(SumPath.TreeLength(geometry));
        Deskew = Bank.Of<float>(SumPath.DeskewLength(geometry));
        var pairs = geometry.IntegerElementsPerCycle > 1 ? 1 : 0;
        PairSums = Bank.Of<float>(pairs * _setLength);
        PairTreeSums = Bank.Of<float>(pairs * SumPath.TreeLength(geometry));
        PairDeskew = Bank.Of<float>(pairs * SumPath.DeskewLength(geometry));
        _sumPath = new SumPath(geometry, PartialSums, TreeSums, Deskew);
        _pairPath = new SumPath(geometry, PairSums, PairTreeSums, PairDeskew);
        WeightsInFlight = Bank.Of<float>(_loadBuffers * _setLength);
        LoadSteps = Bank.Of<long>(_loadBuffers);
        SwapSteps = Bank.Of<long>(_loadBuffers);
        EntrySteps = Bank.Of<long>(InFlight);
        Counters[0].Origin = Slack;
    }

    /// <summary>Elements of one row's line of activations.</summary>
    public int LineLength { get; }

    /// <summary>Activation registers and input skew: a line for each row.</summary>
    public Bank<float> Activations { get; }

    /// <summary>The mode of each wave-front, in the frame of <see cref="Activations"/>.</summary>
    public Bank<int> Modes { get; }

    public Bank<float> PartialSums { get; }

    public Bank<float> LiveWeights { get; }

    public Bank<float> ShadowWeights { get; }

    /// <summary>Registers of the adder tree, first stage first.</summary>
    public Bank<float> TreeSums { get; }

    /// <summary>Output registers, which hold each column back until the last one is there: a ring of rows.</summary>
    public Bank<float> Deskew { get; }

    /// <summary>Partial sums of the second INT8 elements; empty in an array that takes one a cycle.</summary>
    public Bank<float> PairSums { get; }

    /// <summary>As <see cref="TreeSums"/>, for <see cref="PairSums"/>.</summary>
    public Bank<float> PairTreeSums { get; }

    /// <summary>As <see cref="Deskew"/>, for <see cref="PairSums"/>.</summary>
    public Bank<float> PairDeskew { get; }

    /// <summary>Weights on the row buses: a ring of sets.</summary>
    public Bank<float> WeightsInFlight { get; }

    public Bank<long> LoadSteps { get; }

    public Bank<long> SwapSteps { get; }

    public Bank<long> EntrySteps { get; }

    public Bank<Progress> Counters { get; } = Bank.Of<Progress>(1);

    public override bool IsBusy => Counters[0].Steps < Counters[0].BusyUntil;

    public override void BeginLoad(int delay)
    {
        ref var progress = ref Counters[0];
        var place = (int)(progress.LoadsBegun++ % _loadBuffers);
        LoadSteps[place] = progress.Steps + delay;
        WeightsInFlight.Span.Slice(place * _setLength, _setLength).Clear();
        progress.BusyUntil = Math.Max(progress.BusyUntil, progress.Steps + delay + Geometry.TraversalCycles);
    }

    public override void LoadColumns(int firstColumn, ReadOnlySpan<float> columns)
    {
        var place = (int)((Counters[0].LoadsBegun - 1) % _loadBuffers);
        WeightLayout.Scatter(Geometry, firstColumn, columns, WeightsInFlight.Span.Slice(place * _setLength, _setLength));
    }

    public override Span<float> Entrance => _entrance;

    public override Span<float> SecondEntrance => _secondEntrance;

    public override void Enter(MultiplyMode mode, bool swap, int count = 1)
    {
        if (count > 1 && (mode != MultiplyMode.Integer || count > Geometry.IntegerElementsPerCycle))
            throw new InvalidOperationException($"{Path}: {count} wave-fronts of mode {mode} cannot enter together");
        ref var progress = ref Counters[0];
        if (swap)
            SwapSteps[(int)(progress.SwapsBegun++ % _loadBuffers)] = progress.Steps;
        EntrySteps[(int)(progress.Entered++ % InFlight)] = progress.Steps;
        progress.BusyUntil = progress.Steps + Geometry.Latency + 2;
        if (count > 1)
            progress.PairUntil = progress.BusyUntil;
        if (mode != progress.Mode)
            (progress.Mode, progress.ModeSince) = (mode, progress.Steps);
        MoveOrigin(ref progress);
        var line = Activations.Span[(int)progress.Origin..];
        if (mode == MultiplyMode.Integer)
            PairUp(count);
        for (var r = 0; r < _entrance.Length; r++)
            line[r * LineLength] = _entrance[r];
        _entered = true;
    }

    public override void Step()
    {
        ref var progress = ref Counters[0];
        if (!_entered)
            EnterBubble(ref progress);
        _entered = false;
        Modes[(int)progress.Origin] = (int)progress.Mode;
        var activations = Activations.Span[(int)progress.Origin..];
        var modes = Modes.Span[(int)progress.Origin..];
        var pairs = progress.Steps < progress.PairUntil;
        _sumPath.AddTree(modes);
        if (pairs)
            _pairPath.AddTree(modes);
        MoveWeights(ref progress);
        var uniform = progress.Steps - progress.ModeSince > _window;
        var mode = uniform ? progress.Mode : ProcessingElementKernel.MixedModes;
        ProcessingElementKernel.Step(Geometry, mode, activations, LineLength, modes, LiveWeights.Span, PartialSums.Span);
        if (pairs)
            ProcessingElementKernel.StepPairs(Geometry, activations, LineLength, modes, LiveWeights.Span, PairSums.Span);
        DepositResults(ref progress, pairs);
        progress.Steps++;
    }

    public override ReadOnlySpan<float> TakeResult()
    {
        ref var progress = ref Counters[0];
        if (progress.Taken == progress.Deposited)
            throw new InvalidOperationException($"{Path}: no result is due");
        var place = (int)(progress.Taken++ % InFlight);
        return Results.Span.Slice(place * Geometry.RowStride, Geometry.Columns);
    }

    public override ReadOnlySpan<float> SecondResult() =>
        SecondResults.Span.Slice((int)((Counters[0].Taken - 1) % InFlight) * Geometry.RowStride, Geometry.Columns);

    public override float LiveWeight(int row, int column) => LiveWeights[(row * Geometry.RowStride) + column];

    public override float ShadowWeight(int row, int column) => ShadowWeights[(row * Geometry.RowStride) + column];

    public override IEnumerable<ISignal> Signals
    {
        get
        {
            var last = PairSums.Length > 0 ? ProcessingElementRegister.PairSum : ProcessingElementRegister.ShadowWeight;
            for (var row = 0; row < Geometry.Rows; row++)
            {
                for (var column = 0; column < Geometry.Columns; column++)
                {
                    for (var register = ProcessingElementRegister.Activation; register <= last; register++)
                        yield return new ProcessingElementSignal(this, row, column, register);
                }
            }
        }
    }

    /// <summary>Place in <see cref="Activations"/> of an element's activation register.</summary>
    public int ActivationPlace(int row, int column) =>
        (row * LineLength) + (int)Counters[0].Origin + (row % Geometry.RowsPerGroup) + column;

    /// <summary>Turns INT8 elements in the entrance into what activation registers hold.</summary>
    private void PairUp(int count)
    {
        for (var r = 0; r < _entrance.Length; r++)
            _entrance[r] = ProcessingElementKernel.Pair(_entrance[r], count > 1 ? _secondEntrance[r] : 0);
    }

    private void EnterBubble(ref Progress progress)
    {
        MoveOrigin(ref progress);
        var neutral = progress.Mode.NeutralActivation();
        var line = Activations.Span[(int)progress.Origin..];
        for (var r = 0; r < Geometry.Rows; r++)
            line[r * LineLength] = neutral;
    }

    private void MoveOrigin(ref Progress progress)
    {
        if (progress.Origin == 0)
        {
            for (var r = 0; r < Geometry.Rows; r++)
            {
                var line = Activations.Span.Slice(r * LineLength, LineLength);
                line[.._window].CopyTo(line[Slack..]);
            }

            Modes.Span[.._window].CopyTo(Modes.Span[Slack..]);
            progress.Origin = Slack;
        }

        progress.Origin--;
    }

    /// <summary>Swap waves first: an element multiplies by the weight that becomes live with the wave-front. Then the waves of weights.</summary>
    private void MoveWeights(ref Progress progress)
    {
        for (var swap = progress.SwapsDone; swap < progress.SwapsBegun; swap++)
        {
            var diagonal = progress.Steps - SwapSteps[(int)(swap % _loadBuffers)];
            if (diagonal < Geometry.TraversalCycles)
                ProcessingElementKernel.CopyDiagonal(Geometry, (int)diagonal, ShadowWeights.Span, LiveWeights.Span);
            if (diagonal >= Geometry.TraversalCycles - 1)
                progress.SwapsDone = swap + 1;
        }

        for (var load = progress.LoadsDone; load < progress.LoadsBegun; load++)
        {
            var place = (int)(load % _loadBuffers);
            var diagonal = progress.Steps - LoadSteps[place];
            if (diagonal >= 0 && diagonal < Geometry.TraversalCycles)
                ProcessingElementKernel.CopyDiagonal(Geometry, (int)diagonal, WeightsInFlight.Span.Slice(place * _setLength, _setLength), ShadowWeights.Span);
            if (diagonal >= Geometry.TraversalCycles - 1)
                progress.LoadsDone = load + 1;
        }
    }

    private void DepositResults(ref Progress progress, bool pairs)
    {
        _sumPath.HoldBack(progress.Steps);
        if (pairs)
            _pairPath.HoldBack(progress.Steps);
        if (progress.Deposited == progress.Entered || EntrySteps[(int)(progress.Deposited % InFlight)] != progress.Steps - Geometry.Latency + 1)
            return;
        var place = (int)(progress.Deposited++ % InFlight) * Geometry.RowStride;
        _sumPath.Take(progress.Steps, Results.Span.Slice(place, Geometry.RowStride));
        if (pairs)
            _pairPath.Take(progress.Steps, SecondResults.Span.Slice(place, Geometry.RowStride));
    }

    /// <summary>Counts since power-up; steps are clock edges at which the array was busy.</summary>
    public struct Progress
    {
        public long Steps;

        /// <summary>The array is busy before this step.</summary>
        public long BusyUntil;

        /// <summary>Place of the newest activation in every line.</summary>
        public long Origin;

        /// <summary>Sums of second elements are zero from this step on, until others enter.</summary>
        public long PairUntil;

        /// <summary>Step of the last change of <see cref="Mode"/>.</summary>
        public long ModeSince;

        public long Entered;

        public long Deposited;

        public long Taken;

        public long LoadsBegun;

        public long LoadsDone;

        public long SwapsBegun;

        public long SwapsDone;

        /// <summary>Mode of the newest wave-front; bubbles keep it.</summary>
        public MultiplyMode Mode;
    }
}
