using System.Numerics;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Exact;

/// <summary>
/// A float layout by its definition alone: sign, exponent and mantissa fields and what they stand for, in exact integer arithmetic. It shares no
/// code with the model, so that it can be the judge of it.
/// </summary>
public sealed class ExactFloat
{
    private const int MostTableBits = 18;

    private readonly int _exponentBits;
    private readonly int _mantissaBits;
    private readonly int _bias;
    private readonly bool _hasInfinity;
    private readonly BigInteger[] _table;

    /// <summary>A layout with the all-ones exponent for infinity and NaN, or with the all-ones code alone for NaN.</summary>
    public ExactFloat(int exponentBits, int mantissaBits, int bias, bool hasInfinity)
    {
        (_exponentBits, _mantissaBits, _bias, _hasInfinity) = (exponentBits, mantissaBits, bias, hasInfinity);
        var codes = exponentBits + mantissaBits <= MostTableBits ? (int)LargestFinite + 2 : 0;
        _table = new BigInteger[codes];
        for (var code = 0u; code < codes; code++)
            _table[code] = Define(code);
    }

    /// <summary>IEEE 754 binary32.</summary>
    public static ExactFloat Single { get; } = new(8, 23, 127, hasInfinity: true);

    /// <summary>The sign's place; codes of magnitudes lie below.</summary>
    public uint Sign => 1u << (_exponentBits + _mantissaBits);

    /// <summary>The largest code of a positive number.</summary>
    public uint LargestFinite => _hasInfinity ? InfinityCode - 1 : Sign - 2;

    private uint InfinityCode => Sign - (1u << _mantissaBits);

    private uint NaNCode => _hasInfinity ? InfinityCode + (1u << (_mantissaBits - 1)) : Sign - 1;

    /// <summary>The magnitude of a positive code, in units of <see cref="ExactValue"/>. The code after the largest finite one counts as a number.</summary>
    public BigInteger ValueOf(uint code) => code < _table.Length ? _table[code] : Define(code);

    /// <summary>Whether a positive code has the exponent field 0, zero included.</summary>
    public bool IsSubnormal(uint code) => code < 1u << _mantissaBits;

    /// <summary>What a code stands for.</summary>
    public ExactValue Decode(uint code)
    {
        var negative = (code & Sign) != 0;
        var magnitude = code & (Sign - 1);
        if (magnitude <= LargestFinite)
            return new ExactValue(negative, ValueOf(magnitude));
        return _hasInfinity && magnitude == InfinityCode ? ExactValue.Infinity(negative) : ExactValue.NaN(negative);
    }

    /// <summary>The code that a value is rounded to; every NaN becomes the quiet NaN of its sign.</summary>
    public uint Encode(in ExactValue value, Rounding rounding, uint random, Overflow overflow)
    {
        var sign = value.Negative ? Sign : 0;
        var beyond = overflow switch
        {
            Overflow.Saturate => LargestFinite,
            Overflow.Infinity when _hasInfinity => InfinityCode,
            _ => NaNCode,
        };
        if (value.Kind == ExactKind.NaN)
            return sign | NaNCode;
        if (value.Kind == ExactKind.Infinity)
            return sign | (overflow == Overflow.Saturate && _hasInfinity ? InfinityCode : beyond);
        var code = Round(value.Magnitude, rounding, random);
        return sign | (code > LargestFinite ? beyond : code);
    }

    /// <summary>The code that a magnitude is rounded to, as if the layout went on; all beyond its largest number are one above that.</summary>
    public uint Round(BigInteger magnitude, Rounding rounding, uint random)
    {
        if (magnitude >= ValueOf(LargestFinite + 1))
            return LargestFinite + 1;

        // The last code whose value is not above.
        var (low, high) = (0u, LargestFinite + 1);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (ValueOf(middle) <= magnitude)
                low = middle;
            else
                high = middle;
        }

        return ExactRounding.GoesUp(magnitude, ValueOf(low), ValueOf(high), low % 2 == 0, rounding, random) ? high : low;
    }

    private BigInteger Define(uint code)
    {
        var exponent = (int)(code / (1u << _mantissaBits));
        var mantissa = code % (1u << _mantissaBits);
        return exponent == 0
            ? ExactValue.Units(mantissa, 1 - _bias - _mantissaBits)
            : ExactValue.Units(mantissa + (1u << _mantissaBits), exponent - _bias - _mantissaBits);
    }
}
