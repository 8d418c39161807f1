using System.Runtime.InteropServices;
using Hardware.Common.Engines.Tensor;

namespace Hardware.Common.Tests.Engines.Tensor;

internal sealed class ProcessingElementArrayTests
{
    /// <summary>
    /// Every register, every cycle, against objects that each hold four registers and exchange them with their neighbours: the plain
    /// picture of a systolic array, without frames, banks or vectors.
    /// </summary>
    [TestCase(8, 8, 4, 1)]
    [TestCase(8, 4, 2, 2)]
    [TestCase(16, 20, 4, 3)]
    public void EveryRegisterFollowsThePlainArray(int rows, int columns, int groups, int seed)
    {
        var geometry = new ArrayGeometry(rows, columns, groups);
        var random = new Random(seed);
        var array = new ProcessingElementArray(geometry, 4, columns);
        var plain = new PlainArray(geometry);
        var signals = array.Signals.Cast<ProcessingElementSignal>().ToArray();
        var waveFront = new float[rows];
        var shadowReady = false;
        var nextLoad = 0;
        for (var cycle = 0; cycle < 700; cycle++)
        {
            if (!shadowReady && cycle >= nextLoad && random.Next(20) == 0)
            {
                var weights = new float[rows * columns];
                Fill(random, weights);
                array.BeginLoad(0);
                array.LoadColumns(0, weights);
                plain.BeginLoad(weights);
                (shadowReady, nextLoad) = (true, cycle + columns);
            }
            else if (random.Next(4) != 0)
            {
                Fill(random, waveFront);
                waveFront.CopyTo(array.Entrance);
                array.Enter(MultiplyMode.Float, shadowReady);
                plain.Enter(waveFront, shadowReady);
                shadowReady = false;
            }

            if (!array.IsBusy)
                continue;
            array.Step();
            plain.Step();
            foreach (var signal in signals)
            {
                var expected = plain.Register(signal.Row, signal.Column, signal.Register);
                if (BitConverter.ToUInt32(signal.Bits) != BitConverter.SingleToUInt32Bits(expected))
                    Assert.Fail($"cycle {cycle}: {signal.Name} is {BitConverter.ToSingle(signal.Bits)}, not {expected}");
            }

            if (plain.Outputs.TryDequeue(out var sums))
                Assert.That(array.TakeResult().ToArray(), Is.EqualTo(sums), $"cycle {cycle}");
        }

        Assert.That(plain.Produced, Is.GreaterThan(100));
    }

    [Test]
    public void TheVectorStepEqualsTheScalarOneInEveryMode([Values] bool flushToZero)
    {
        var geometry = new ArrayGeometry(16, 20, 4) { FlushToZero = flushToZero };
        var random = new Random(9);
        var lineLength = 80;
        var activations = new float[geometry.Rows * lineLength];
        var weights = new float[geometry.Rows * geometry.RowStride];
        var modes = new int[lineLength];
        for (var trial = 0; trial < 20; trial++)
        {
            Fill(random, activations);
            Fill(random, weights);
            (weights[3], weights[40], activations[50]) = (float.PositiveInfinity, float.NaN, float.NegativeInfinity);

            // Products and operands about the smallest normal number.
            weights.AsSpan(geometry.RowStride * 5, geometry.RowStride * 8).Fill(MathF.ScaleB(1.5f, -126 - (trial % 3)));
            for (var i = 0; i < modes.Length; i++)
                modes[i] = trial < 5 ? trial : random.Next(5);
            var vector = new float[geometry.Rows * geometry.RowStride];
            Fill(random, vector);
            var scalar = (float[])vector.Clone();
            var mode = trial < 5 ? (MultiplyMode)trial : ProcessingElementKernel.MixedModes;
            ProcessingElementKernel.Step(geometry, mode, activations, lineLength, modes, weights, vector);
            ProcessingElementKernel.StepScalar(geometry, activations, lineLength, modes, weights, scalar);
            for (var r = 0; r < geometry.Rows; r++)
            {
                for (var c = 0; c < geometry.Columns; c++)
                {
                    var place = (r * geometry.RowStride) + c;
                    if (float.IsNaN(vector[place]) && float.IsNaN(scalar[place]))
                        continue;
                    Assert.That(BitConverter.SingleToUInt32Bits(vector[place]), Is.EqualTo(BitConverter.SingleToUInt32Bits(scalar[place])));
                }
            }
        }
    }

    [Test]
    public void TheVectorStepOfPairsEqualsTheScalarOne()
    {
        var geometry = new ArrayGeometry(16, 20, 4) { IntegerElementsPerCycle = 2 };
        var random = new Random(10);
        var lineLength = 80;
        var activations = new float[geometry.Rows * lineLength];
        var weights = new float[geometry.Rows * geometry.RowStride];
        var vector = new float[geometry.Rows * geometry.RowStride];
        var scalar = new float[geometry.Rows * geometry.RowStride];
        var modes = new int[lineLength];
        for (var trial = 0; trial < 20; trial++)
        {
            FillIntegers(random, activations, int.MinValue, int.MaxValue);
            FillIntegers(random, weights, sbyte.MinValue, sbyte.MaxValue + 1);
            for (var i = 0; i < modes.Length; i++)
                modes[i] = trial < 5 ? (int)MultiplyMode.Integer : random.Next(5);
            ProcessingElementKernel.StepPairs(geometry, activations, lineLength, modes, weights, vector);
            ProcessingElementKernel.StepPairsScalar(geometry, activations, lineLength, modes, weights, scalar);
            for (var r = 0; r < geometry.Rows; r++)
            {
                var row = new Range(r * geometry.RowStride, (r * geometry.RowStride) + geometry.Columns);
                Assert.That(vector[row].Select(BitConverter.SingleToUInt32Bits), Is.EqualTo(scalar[row].Select(BitConverter.SingleToUInt32Bits)));
            }
        }
    }

    /// <summary>
    /// Two INT8 elements a cycle among floats: the first, and the floats, pass as through an array that takes one a cycle; the second as
    /// through another one, which gets zeros where there is none.
    /// </summary>
    [TestCase(8, 8, 4, 1)]
    [TestCase(16, 20, 4, 2)]
    [TestCase(8, 4, 1, 3)]
    public void SecondElementsPassAsThroughAnArrayOfTheirOwn(int rows, int columns, int groups, int seed)
    {
        var random = new Random(seed);
        var pairs = new ProcessingElementArray(new ArrayGeometry(rows, columns, groups) { IntegerElementsPerCycle = 2 }, 4, columns);
        var (first, second) = (new ProcessingElementArray(new ArrayGeometry(rows, columns, groups), 4, columns), new ProcessingElementArray(new ArrayGeometry(rows, columns, groups), 4, columns));
        var (taken, entered) = (0, new Queue<(int Cycle, int Count)>());
        var (shadowReady, nextLoad, integers) = (false, 0, true);
        for (var cycle = 0; cycle < 1200; cycle++)
        {
            if (cycle % 97 == 96)
                integers = !integers;
            if (!shadowReady && cycle >= nextLoad && random.Next(20) == 0)
            {
                var weights = new float[rows * columns];
                FillIntegers(random, weights, sbyte.MinValue, sbyte.MaxValue + 1);
                foreach (var array in (ProcessingElementArray[])[pairs, first, second])
                {
                    array.BeginLoad(0);
                    array.LoadColumns(0, weights);
                }

                (shadowReady, nextLoad) = (true, cycle + columns);
            }
            else if (random.Next(4) != 0)
            {
                var (one, other) = (new float[rows], new float[rows]);
                var count = integers ? 1 + random.Next(2) : 1;
                if (integers)
                    FillIntegers(random, one, sbyte.MinValue, sbyte.MaxValue + 1);
                else
                    Fill(random, one);
                if (count > 1)
                    FillIntegers(random, other, sbyte.MinValue, sbyte.MaxValue + 1);
                var mode = integers ? MultiplyMode.Integer : MultiplyMode.Float;
                other.CopyTo(pairs.SecondEntrance);
                Enter(pairs, one, mode, shadowReady, count);
                Enter(first, one, mode, shadowReady);
                Enter(second, other, MultiplyMode.Integer, shadowReady);
                entered.Enqueue((cycle, count));
                shadowReady = false;
            }

            Assert.That((pairs.IsBusy, first.IsBusy, second.IsBusy), Is.EqualTo((first.IsBusy, first.IsBusy, first.IsBusy)));
            if (!pairs.IsBusy)
                continue;
            pairs.Step();
            first.Step();
            second.Step();
            Assert.That(Bits(pairs.PartialSums.Span), Is.EqualTo(Bits(first.PartialSums.Span)), $"cycle {cycle}");
            Assert.That(Bits(pairs.PairSums.Span), Is.EqualTo(Bits(second.PartialSums.Span)), $"cycle {cycle}");
            Assert.That(Bits(pairs.LiveWeights.Span), Is.EqualTo(Bits(first.LiveWeights.Span)), $"cycle {cycle}");
            if (entered.Count == 0 || entered.Peek().Cycle != cycle - pairs.Geometry.Latency + 1)
                continue;
            var two = entered.Dequeue().Count == 2;
            Assert.That(Bits(pairs.TakeResult()), Is.EqualTo(Bits(first.TakeResult())), $"cycle {cycle}");
            var sums = Bits(second.TakeResult());
            if (!two)
                continue;
            Assert.That(Bits(pairs.SecondResult()), Is.EqualTo(sums), $"cycle {cycle}");
            taken++;
        }

        Assert.That(taken, Is.GreaterThan(100));
    }

    [Test]
    public void FloatsDoNotShareACycle()
    {
        var array = new ProcessingElementArray(new ArrayGeometry(8, 8, 4) { IntegerElementsPerCycle = 2 }, 4, 8);
        Assert.That(() => array.Enter(MultiplyMode.Float, swap: false, count: 2), Throws.InvalidOperationException);
        Assert.That(() => array.Enter(MultiplyMode.Integer, swap: false, count: 2), Throws.Nothing);
    }

    private static void Enter(ProcessingElementArray array, float[] waveFront, MultiplyMode mode, bool swap, int count = 1)
    {
        waveFront.CopyTo(array.Entrance);
        array.Enter(mode, swap, count);
    }

    private static uint[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, uint>(values).ToArray();

    private static void FillIntegers(Random random, Span<float> values, int least, int end)
    {
        foreach (ref var value in values)
            value = BitConverter.Int32BitsToSingle(random.Next(least, end));
    }

    private static void Fill(Random random, Span<float> values)
    {
        foreach (ref var value in values)
            value = (float)random.NextDouble() - 0.5f;
    }

    private sealed class PlainArray
    {
        private readonly ArrayGeometry _geometry;
        private readonly float[,,] _registers;
        private readonly List<(int Start, float[] Weights)> _loads = [];
        private readonly List<int> _swaps = [];
        private readonly Dictionary<int, float[]> _entered = [];
        private readonly Dictionary<(int Cycle, int Column), float[]> _groupSums = [];
        private int _cycle;

        public PlainArray(ArrayGeometry geometry)
        {
            _geometry = geometry;
            _registers = new float[geometry.Rows, geometry.Columns, 4];
            for (var r = 0; r < geometry.Rows; r++)
            {
                for (var c = 0; c < geometry.Columns; c++)
                    _registers[r, c, 0] = -0f;
            }
        }

        public Queue<float[]> Outputs { get; } = new();

        public int Produced { get; private set; }

        public float Register(int row, int column, ProcessingElementRegister register) => _registers[row, column, (int)register];

        public void BeginLoad(float[] weights) => _loads.Add((_cycle, weights));

        public void Enter(float[] waveFront, bool swap)
        {
            _entered[_cycle] = (float[])waveFront.Clone();
            if (swap)
                _swaps.Add(_cycle);
        }

        public void Step()
        {
            var next = (float[,,])_registers.Clone();
            for (var r = 0; r < _geometry.Rows; r++)
            {
                var skew = r % _geometry.RowsPerGroup;
                for (var c = 0; c < _geometry.Columns; c++)
                {
                    var weight = _swaps.Contains(_cycle - skew - c) ? _registers[r, c, 3] : _registers[r, c, 2];
                    var input = c > 0 ? _registers[r, c - 1, 0] : _entered.TryGetValue(_cycle - skew, out var x) ? x[r] : -0f;
                    var above = skew == 0 ? 0f : _registers[r - 1, c, 1];
                    next[r, c, 0] = input;
                    next[r, c, 1] = MathF.FusedMultiplyAdd(input, weight, above);
                    next[r, c, 2] = weight;
                    foreach (var (start, weights) in _loads)
                    {
                        if (start + skew + c == _cycle)
                            next[r, c, 3] = weights[(c * _geometry.Rows) + r];
                    }
                }
            }

            next.AsSpanCopyTo(_registers);
            Collect();
            _cycle++;
        }

        private void Collect()
        {
            for (var c = 0; c < _geometry.Columns; c++)
            {
                var sums = new float[_geometry.RowGroups];
                for (var g = 0; g < sums.Length; g++)
                    sums[g] = _registers[((g + 1) * _geometry.RowsPerGroup) - 1, c, 1];
                _groupSums[(_cycle, c)] = sums;
            }

            // A wave-front's results are complete when its last column has passed the adder tree.
            var entry = _cycle + 1 - _geometry.Latency;
            if (!_entered.ContainsKey(entry))
                return;
            var result = new float[_geometry.Columns];
            for (var c = 0; c < result.Length; c++)
            {
                var sums = _groupSums[(entry + _geometry.RowsPerGroup - 1 + c, c)];
                result[c] = sums.Length == 2 ? sums[0] + sums[1] : (sums[0] + sums[1]) + (sums[2] + sums[3]);
            }

            Outputs.Enqueue(result);
            Produced++;
        }
    }
}

file static class RegisterCopies
{
    public static void AsSpanCopyTo(this float[,,] source, float[,,] target) => Array.Copy(source, target, source.Length);
}
