using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Accuracy;

/// <summary>The largest error met, in units in the last place, and the argument where it was first met.</summary>
public readonly record struct WorstError(double Units, float Argument);

/// <summary>
/// How far the results of an activation function are from the truth: in units of FP32 as ScalarE computes them, and in units of BF16 and
/// FP16 after the cast to those types, over the same arguments.
/// </summary>
/// <param name="Function">What was measured.</param>
/// <param name="Arguments">At how many arguments.</param>
/// <param name="BFloat16">After the cast to BF16.</param>
/// <param name="Float16">After the cast to FP16.</param>
/// <param name="Float32">Before a cast.</param>
public sealed record ActivationAccuracy(ActivationFunction Function, long Arguments, WorstError BFloat16, WorstError Float16, WorstError Float32)
{
    private static readonly DataType[] Types = [DataType.BFloat16, DataType.Float16, DataType.Float32];

    /// <summary>
    /// Measures over all BF16 and all FP16 inputs of the domain, both ends of each segment, and FP32 arguments spread over the domain's bit patterns.
    /// </summary>
    /// <param name="function">What to measure.</param>
    /// <param name="singles">How many FP32 arguments.</param>
    /// <param name="seed">Of the FP32 arguments.</param>
    public static ActivationAccuracy Measure(ActivationFunction function, uint singles, ulong seed = 1)
    {
        var reference = new ReferenceFunction(function);
        var evaluator = ActivationTables.For(function);
        var worst = new WorstError[Types.Length];
        var arguments = 0L;
        foreach (var block in ArgumentSample.Of(function, singles, seed))
        {
            arguments += block.Length;
            var results = new float[block.Length];
            evaluator.Evaluate(block, results);
            var exact = Array.ConvertAll(block, reference.Value);
            for (var i = 0; i < Types.Length; i++)
                Judge(Types[i], block, Rounded(Types[i], results), exact, ref worst[i]);
        }

        return new ActivationAccuracy(function, arguments, worst[0], worst[1], worst[2]);
    }

    private static float[] Rounded(DataType type, float[] values)
    {
        if (type == DataType.Float32)
            return values;
        var packed = new byte[values.Length * type.Size()];
        Cast.FromSingle(type, values, packed);
        var rounded = new float[values.Length];
        Cast.ToSingle(type, packed, rounded);
        return rounded;
    }

    private static void Judge(DataType type, float[] arguments, float[] results, double[] exact, ref WorstError worst)
    {
        var units = new ErrorUnits(type);
        for (var i = 0; i < results.Length; i++)
        {
            var error = units.Of(results[i], exact[i]);
            if (error > worst.Units)
                worst = new WorstError(error, arguments[i]);
        }
    }
}
