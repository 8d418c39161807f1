using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Generators;

/// <summary>
/// What a tensor of any type and size holds, as plain data: each element is a pure function of this and its position. Every value is legal.
/// </summary>
/// <param name="Seed">Which elements of their classes.</param>
/// <param name="Mix">Classes of values; none means ones only.</param>
/// <param name="Kept">Elements after so many are ones: shrinking finds how many matter.</param>
public sealed record TensorContent(int Seed, ValueMix Mix, int Kept)
{
    /// <summary>More elements than any operand has.</summary>
    public const int AllKept = 1 << 24;

    // The others of a mix appear beside it.
    private const int NormalPercent = 70;

    private static readonly ValueClass[] Classes = Enum.GetValues<ValueClass>();

    public static Gen<TensorContent> Generator { get; } =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from mix in Gen.Frequency(
            (4, Gen.Constant(ValueMix.Ordinary)),
            (3, Gen.Constant(ValueMix.Finite)),
            (2, Gen.Constant(ValueMix.All)),
            (1, Gen.Elements(Classes).Select(c => (ValueMix)(1 << (int)c))))
        select new TensorContent(seed, mix, AllKept);

    public static IEnumerable<TensorContent> Shrink(TensorContent content)
    {
        foreach (var kept in Shrinking.Toward(0, content.Kept))
            yield return content with { Kept = kept };
        foreach (var value in Classes.Where(c => content.Mix.HasFlag((ValueMix)(1 << (int)c))))
            yield return content with { Mix = content.Mix & ~(ValueMix)(1 << (int)value) };
    }

    /// <summary>The code of an element.</summary>
    public uint Code(DataType type, int element)
    {
        if (element >= Kept || Mix == ValueMix.None)
            return ElementCodes.One(type);
        var bits = Mixed(((ulong)(uint)Seed << 32) | (uint)element);
        return ElementCodes.Draw(type, Choose(Mixed(bits)), bits);
    }

    /// <summary>
    /// The code of an element of an operand. It is a function of the place, so that elements of a broadcast dimension, which lie at one place,
    /// have one code.
    /// </summary>
    public uint CodeAt(in AccessPattern pattern, int partition, int element) =>
        Code(pattern.Type, (pattern.OffsetOf(element) - pattern.Extent.Lowest) * pattern.Partitions + partition);

    /// <summary>Writes every element of an operand into a memory.</summary>
    /// <param name="pattern">The operand.</param>
    /// <param name="memory">The memory that it is in.</param>
    /// <param name="place">Where it starts.</param>
    public void Store(in AccessPattern pattern, PartitionedMemory memory, CoreAddress place)
    {
        var size = pattern.Type.Size();
        for (var p = 0; p < pattern.Partitions; p++)
        {
            for (var e = 0; e < pattern.ElementsPerPartition; e++)
                memory.Write(place.Partition + p, place.Offset + (pattern.OffsetOf(e) * size), BitConverter.GetBytes(CodeAt(pattern, p, e)).AsSpan(0, size));
        }
    }

    public override string ToString() => $"[{Mix}, seed {Seed}{(Kept < AllKept ? $", first {Kept}" : "")}]";

    private ValueClass Choose(ulong bits)
    {
        if (Mix.HasFlag(ValueMix.Normal) && bits % 100 < NormalPercent)
            return ValueClass.Normal;
        var rank = (int)((bits >> 8) % (uint)System.Numerics.BitOperations.PopCount((uint)Mix));
        foreach (var value in Classes)
        {
            if (Mix.HasFlag((ValueMix)(1 << (int)value)) && rank-- == 0)
                return value;
        }

        return ValueClass.Normal;
    }

    // The finaliser of SplitMix64.
    private static ulong Mixed(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
