namespace Hardware.Common.Kernel;

/// <summary>What a wave, a monitor or a debugger can watch: a named vector of bits that changes only when a tick commits.</summary>
public interface ISignal
{
    string Name { get; }

    string Path { get; }

    Component? Owner { get; }

    SourceLocation Declared { get; }

    /// <summary>Meaningful bits, from the least significant of the first byte of <see cref="Bits"/>.</summary>
    int BitWidth { get; }

    /// <summary>The type that tells how to show the bits: an enumeration gives names, <see cref="float"/> a real number.</summary>
    Type ValueType { get; }

    /// <summary>The committed value, little-endian.</summary>
    ReadOnlySpan<byte> Bits { get; }
}

/// <summary>Widths that a type implies where they are smaller than its bytes.</summary>
public static class SignalWidth
{
    /// <summary>Bits needed for the largest declared member of an enumeration; null for every other type.</summary>
    public static int? Of(Type type)
    {
        if (!type.IsEnum)
            return null;
        ulong largest = 1;
        foreach (var value in Enum.GetValuesAsUnderlyingType(type))
            largest = Math.Max(largest, Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        return 64 - System.Numerics.BitOperations.LeadingZeroCount(largest);
    }
}

/// <summary>A component that shows more than its registers, for instance the elements of a bank by name.</summary>
public interface ISignalSource
{
    /// <summary>The further signals; made when somebody traces them.</summary>
    IEnumerable<ISignal> Signals { get; }
}
