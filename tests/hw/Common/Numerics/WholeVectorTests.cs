using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>
/// Every vectorised kernel does all the whole vectors that fit, and nothing beyond them: what it left to the scalar form would still be
/// right, only slow, so that comparing results cannot tell.
/// </summary>
public sealed class WholeVectorTests
{
    private const int Longest = 67;

    /// <summary>Of a byte of a result that was not written; no kernel gives it for <see cref="Inputs"/> in all bytes of an element.</summary>
    private const byte Untouched = 0xA5;

    /// <summary>Runs a kernel on the first elements of its inputs.</summary>
    /// <param name="count">Elements that it is asked for.</param>
    /// <param name="destination">Longer than that; filled with <see cref="Untouched"/>.</param>
    /// <returns>Elements that it says it did.</returns>
    private delegate int Kernel(int count, Span<byte> destination);

    private static byte[] Inputs => MemoryMarshal.AsBytes(Samples.RandomWords(Longest, 61).AsSpan()).ToArray();

    private static float[] Singles => [.. Enumerable.Range(0, Longest).Select(i => i + 1.5f)];

    private static uint[] Words => Samples.RandomWords(Longest, 62);

    private static SimdWidth[] Widths => SimdWidths.Resolve(SimdWidth.Widest) switch
    {
        SimdWidth.Bits512 => [SimdWidth.Bits256, SimdWidth.Bits512],
        SimdWidth.Bits256 => [SimdWidth.Bits256],
        _ => [],
    };

    [Test]
    public void A_width_is_never_wider_than_asked_for_and_never_wider_than_the_machine()
    {
        var wide = Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512BW.IsSupported;
        var narrow = Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;
        var half = narrow ? SimdWidth.Bits256 : SimdWidth.Scalar;
        Assert.That(SimdWidths.Resolve(SimdWidth.Scalar), Is.EqualTo(SimdWidth.Scalar));
        Assert.That(SimdWidths.Resolve(SimdWidth.Bits256), Is.EqualTo(half));
        Assert.That(SimdWidths.Resolve(SimdWidth.Bits512), Is.EqualTo(wide ? SimdWidth.Bits512 : half));
        Assert.That(SimdWidths.Resolve(SimdWidth.Widest), Is.EqualTo(wide ? SimdWidth.Bits512 : half));
    }

    [Test]
    public void Widening_does_whole_vectors() => Hold(
        from type in DataTypes.Values.ToArray()
        where type is not (DataType.Float32 or DataType.TensorFloat32)
        select new Operation($"from {type}", 4, width => (count, destination) => width == SimdWidth.Bits512
            ? Cast.ToSingleLanes<Simd512>(type, Inputs, Floats(destination)[..count])
            : Cast.ToSingleLanes<Simd256>(type, Inputs, Floats(destination)[..count])));

    [Test]
    public void Narrowing_does_whole_vectors() => Hold(
        from type in DataTypes.Values.ToArray()
        where type != DataType.Float32
        from rounding in Enum.GetValues<Rounding>()
        from overflow in Enum.GetValues<Overflow>()
        select new Operation($"to {type} {rounding} {overflow}", type.Size(), width => (count, destination) => width == SimdWidth.Bits512
            ? Cast.FromSingleLanes<Simd512>(type, Singles.AsSpan(0, count), destination, rounding, Words, overflow)
            : Cast.FromSingleLanes<Simd256>(type, Singles.AsSpan(0, count), destination, rounding, Words, overflow)));

    [Test]
    public void Powers_go_by_fours_at_every_vector_width()
    {
        foreach (var width in Widths)
        {
            for (var count = 0; count <= Longest; count++)
            {
                var result = new float[Longest];
                Assert.That(PowerSimd.Run(Singles.AsSpan(0, count), Singles.AsSpan(0, count), result, width), Is.EqualTo(count / 4 * 4));
                Assert.That(result.Count(value => value != 0), Is.EqualTo(count / 4 * 4));
            }
        }

        Assert.That(PowerSimd.Run(Singles, Singles, new float[Longest], SimdWidth.Scalar), Is.Zero);
    }

    [Test]
    public void Lane_operators_do_whole_vectors_and_bypass_does_all()
    {
        Hold(
            from operation in Enum.GetValues<AluOperator>()
            where operation is not (AluOperator.Bypass or AluOperator.Power)
            select new Operation($"{operation}", 4, width => (count, destination) =>
                SimdOperations.Vectors(operation, Singles.AsSpan(0, count), Singles.AsSpan(0, count), Floats(destination)[..count], width)));
        Hold(
        [
            new("divide", 4, width => (count, destination) =>
                SimdOperations.Run<SimdFunctions.Divide>(Singles.AsSpan(0, count), Singles.AsSpan(0, count), Floats(destination)[..count], width)),
        ]);
        Assert.That(SimdOperations.Vectors(AluOperator.Bypass, Singles, Singles, new float[Longest], SimdWidth.Scalar), Is.EqualTo(Longest));
    }

    [Test]
    public void Canonical_nan_does_whole_vectors() => Hold(
    [
        new("nan", 4, width => (count, destination) =>
        {
            Singles.CopyTo(Floats(destination));
            Floats(destination)[..count].Fill(float.NaN);
            var done = width == SimdWidth.Bits512
                ? CastSimd<Simd512>.CanonicalizeNaN(Floats(destination)[..count])
                : CastSimd<Simd256>.CanonicalizeNaN(Floats(destination)[..count]);
            destination[(done * 4)..].Fill(Untouched); // its input is its output
            return done;
        }),
    ]);

    [Test]
    public void Splitting_does_whole_vectors() => Hold(
        from half in Enumerable.Range(0, 3)
        select new Operation($"half {half}", 4, width => (count, destination) =>
        {
            var halves = new float[3][];
            for (var i = 0; i < 3; i++)
                halves[i] = Floats(destination).ToArray();
            var done = width == SimdWidth.Bits512
                ? SingleSplit.SplitLanes<Simd512>(Singles.AsSpan(0, count), halves[0], halves[1], halves[2])
                : SingleSplit.SplitLanes<Simd256>(Singles.AsSpan(0, count), halves[0], halves[1], halves[2]);
            halves[half].CopyTo(Floats(destination));
            return done;
        }));

    [Test]
    public void Integer_column_sums_do_whole_vectors() => Hold(
    [
        new("integer sums", 4, width => (count, destination) =>
        {
            var weights = new sbyte[3 * Longest];
            ReadOnlySpan<sbyte> moving = [1, 2, 3];
            var sums = MemoryMarshal.Cast<byte, int>(destination)[..count];
            return width == SimdWidth.Bits512
                ? IntegerColumnSum.RowLanes<Simd512>(weights, Longest, moving, sums)
                : IntegerColumnSum.RowLanes<Simd256>(weights, Longest, moving, sums);
        }),
    ]);

    [Test]
    public void Exact_activations_do_whole_vectors() => Hold(
        from function in (ActivationFunction[])[ActivationFunction.Relu, ActivationFunction.Sign]
        select new Operation($"{function}", 4, width => (count, destination) => width == SimdWidth.Bits512
            ? new ActivationEvaluator(function).Lanes<Simd512>(Singles.AsSpan(0, count), Floats(destination)[..count])
            : new ActivationEvaluator(function).Lanes<Simd256>(Singles.AsSpan(0, count), Floats(destination)[..count])));

    [Test]
    public void Activation_tables_do_whole_vectors() => Hold(
    [
        new("tanh", 4, width => (count, destination) =>
        {
            var table = ActivationTables.Table(ActivationFunction.Tanh);
            return width == SimdWidth.Bits512
                ? table.EvaluateLanes<Simd512>(Singles.AsSpan(0, count), Floats(destination)[..count])
                : table.EvaluateLanes<Simd256>(Singles.AsSpan(0, count), Floats(destination)[..count]);
        }),
    ]);

    private static Span<float> Floats(Span<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes);

    private static void Hold(IEnumerable<Operation> operations)
    {
        foreach (var (name, size, kernel) in operations)
        {
            foreach (var width in Widths)
            {
                var lanes = width == SimdWidth.Bits512 ? 16 : 8;
                foreach (var count in (int[])[0, 1, lanes - 1, lanes, lanes + 1, (2 * lanes) - 1, 2 * lanes, (2 * lanes) + 1, 3 * lanes, Longest - lanes])
                {
                    var destination = new byte[Longest * 4];
                    destination.AsSpan().Fill(Untouched);
                    var whole = count / lanes * lanes;
                    Assert.That(kernel(width)(count, destination), Is.EqualTo(whole), $"{name} {width}: elements done of {count}");
                    Assert.That(destination.AsSpan(whole * size).ContainsAnyExcept(Untouched), Is.False, $"{name} {width}: writes beyond {whole} of {count}");
                    for (var element = 0; element < whole; element++)
                    {
                        Assert.That(
                            destination.AsSpan(element * size, size).ContainsAnyExcept(Untouched), $"{name} {width}: element {element} of {count} not written");
                    }
                }
            }
        }
    }

    /// <param name="Name">For messages.</param>
    /// <param name="Size">Bytes of a result.</param>
    /// <param name="Kernel">The kernel at a width.</param>
    private sealed record Operation(string Name, int Size, Func<SimdWidth, Kernel> Kernel);
}
