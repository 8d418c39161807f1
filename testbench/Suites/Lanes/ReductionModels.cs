using Hardware.Common.Engines.Lanes.Instructions;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>dst = in reduced over its innermost dimensions; elements ascend, in the packed BF16 form even and odd ones apart.</summary>
internal sealed class TensorReduceModel : LaneModel
{
    private static readonly AluOperator[] Operators = [.. Enum.GetValues<AluOperator>().Where(op => op.IsLegalReduction())];

    public override InstructionDefinition Definition => ReductionDefinitions.TensorReduce;

    public override void Make(LaneStepBuilder step)
    {
        var op = LaneStepBuilder.Pick(Operators, step.Choices.First);
        DataType? type = op.IsBitwise() ? step.Integer(step.TypeOf(1)) : null;
        step.Source(1, type: type);
        var source = step.Word.Patterns[1];
        var axes = step.Choices.Second % source.Dimensions;
        step.Word.Codes[0] = (byte)op;
        step.Word.Codes[1] = (byte)axes;
        step.Word.Codes[2] = (byte)(step.Flag(0) && !op.IsBitwise() ? 1 : 0);
        step.Destination(source.ElementsPerPartition / GroupSize(source, axes), type);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        var (dst, source, op) = (word.Patterns[0], word.Patterns[1], (AluOperator)word.Codes[0]);
        var group = GroupSize(source, word.Codes[1]);
        var ways = dst.Type == DataType.BFloat16 && source.Type == DataType.BFloat16 && op is AluOperator.Add or AluOperator.Max ? 2 : 1;
        foreach (var (p, e) in Places(dst))
        {
            if (op.IsBitwise())
            {
                var bits = Enumerable.Range(0, group).Select(i => memory.Code(source, p, (e * group) + i));
                memory.Store(dst, p, e, bits.Aggregate((left, right) => LaneNumbers.Apply(op, dst.Type, left, right)));
                continue;
            }

            var partial = new float[ways];
            for (var i = 0; i < group; i++)
            {
                var value = memory.Value(source, p, (e * group) + i);
                if (op.IsLogical() && i == 0)
                    value = value == 0 ? 0 : 1;
                partial[i % ways] = i < ways ? value : LaneNumbers.Apply(op, partial[i % ways], value);
            }

            var result = ways == 2 && group > 1 ? LaneNumbers.Apply(op, partial[0], partial[1]) : partial[0];
            memory.Result(dst, p, e, word.Codes[2] != 0 ? -result : result);
        }
    }

    private static int GroupSize(AccessPattern source, int axes) => Enumerable.Range(0, axes + 1).Aggregate(1, (size, d) => size * source.Sizes[d]);
}

/// <summary>dst[i] = (in0[i] op0 dst[i-1]) op1 in1[i], FP32 inside.</summary>
internal sealed class TensorTensorScanModel : LaneModel
{
    public override InstructionDefinition Definition => ReductionDefinitions.TensorTensorScan;

    public override void Make(LaneStepBuilder step)
    {
        step.Word.Codes[0] = (byte)LaneStepBuilder.Pick(Arithmetic, step.Choices.First);
        step.Word.Codes[1] = (byte)LaneStepBuilder.Pick(Arithmetic, step.Choices.Second);
        step.Destination();
        step.Source(1);
        step.Source(2);
        step.Scalar(0);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        for (var p = 0; p < word.Patterns[0].Partitions; p++)
        {
            var state = memory.Scalar(word, 0, p);
            for (var e = 0; e < word.Patterns[0].ElementsPerPartition; e++)
            {
                state = LaneNumbers.Apply((AluOperator)word.Codes[0], memory.Value(word.Patterns[1], p, e), state);
                state = LaneNumbers.Apply((AluOperator)word.Codes[1], state, memory.Value(word.Patterns[2], p, e));
                memory.Result(word.Patterns[0], p, e, state);
            }
        }
    }
}

/// <summary>Count, mean and variance x count by Welford's update, of the even elements and of the odd ones.</summary>
internal sealed class BatchNormStatsModel : LaneModel
{
    public override InstructionDefinition Definition => ReductionDefinitions.BatchNormStats;

    public override void Make(LaneStepBuilder step)
    {
        step.Source(1);
        step.Destination(2 * BatchNormStats.GroupValues);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        for (var p = 0; p < word.Patterns[0].Partitions; p++)
        {
            for (var parity = 0; parity < 2; parity++)
            {
                float count = 0, mean = 0, spread = 0;
                for (var e = parity; e < word.Patterns[1].ElementsPerPartition; e += 2)
                {
                    var value = memory.Value(word.Patterns[1], p, e);
                    var before = value - mean;
                    count += 1;
                    mean += before / count;
                    spread += before * (value - mean);
                }

                foreach (var (value, i) in new[] { count, mean, spread }.Select((v, i) => (v, i)))
                    memory.Result(word.Patterns[0], p, (parity * BatchNormStats.GroupValues) + i, value);
            }
        }
    }
}

/// <summary>Mean and variance of all groups by Chan's merge; a group of count 0 changes nothing.</summary>
internal sealed class BatchNormAggregateModel : LaneModel
{
    public override InstructionDefinition Definition => ReductionDefinitions.BatchNormAggregate;

    public override void Make(LaneStepBuilder step)
    {
        step.Source(1, BatchNormStats.GroupValues * Math.Max(1, step.Elements / BatchNormStats.GroupValues));
        step.Destination(2);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        var source = word.Patterns[1];
        for (var p = 0; p < source.Partitions; p++)
        {
            float count = 0, mean = 0, spread = 0;
            for (var e = 0; e < source.ElementsPerPartition; e += BatchNormStats.GroupValues)
            {
                var (n, m, s) = (memory.Value(source, p, e), memory.Value(source, p, e + 1), memory.Value(source, p, e + 2));
                if (n == 0)
                    continue;
                var (total, delta) = (count + n, m - mean);
                mean += delta * (n / total);
                spread += s + (delta * delta * (count * n / total));
                count = total;
            }

            memory.Result(word.Patterns[0], p, 0, mean);
            memory.Result(word.Patterns[0], p, 1, spread / count);
        }
    }
}

/// <summary>The eight largest elements, descending; NaN ranks above every number, equal values keep their order.</summary>
internal sealed class Max8Model : LaneModel
{
    public override InstructionDefinition Definition => ReductionDefinitions.Max8;

    public override void Make(LaneStepBuilder step)
    {
        step.Source(1, Math.Max(Max8.Count, step.Elements), mostDimensions: 3);
        step.Destination(Max8.Count);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        var source = word.Patterns[1];
        for (var p = 0; p < source.Partitions; p++)
        {
            var values = Enumerable.Range(0, source.ElementsPerPartition).Select(e => memory.Value(source, p, e)).ToArray();
            var ranked = values.Where(float.IsNaN).Concat(values.Where(v => !float.IsNaN(v)).OrderByDescending(v => (double)v)).Take(Max8.Count).ToArray();
            for (var rank = 0; rank < Max8.Count; rank++)
                memory.Result(word.Patterns[0], p, rank, ranked[rank]);
        }
    }
}
