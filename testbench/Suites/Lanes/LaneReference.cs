using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Testbench.References;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>The memories and registers of one core as a model that executes one instruction after the other leaves them.</summary>
/// <param name="spec">The chip's numbers.</param>
/// <param name="sbufBytes">Bytes of each SBUF partition that operands take.</param>
/// <param name="psumBytes">Bytes of each PSUM partition that operands take.</param>
internal sealed class LaneReference(ChipSpec spec, int sbufBytes, int psumBytes)
{
    private readonly byte[][] _sbuf = Partitions(spec, sbufBytes);
    private readonly byte[][] _psum = Partitions(spec, psumBytes);
    private readonly Dictionary<Engine, (ulong Seed, ulong Draws)> _random =
        EngineNames.All.ToDictionary(engine => engine, _ => ((ulong)spec.RandomSeed.Value, 0UL));

    private Engine _engine;
    private bool _stochastic;
    private bool _drew;

    /// <summary>The reduce registers of ScalarE.</summary>
    public float[] ReduceRegisters { get; } = new float[spec.Partitions];

    /// <summary>Takes an instruction: which engine draws, and how results are rounded.</summary>
    public void Begin(Engine engine, in InstructionWord word)
    {
        var rounding = (ResultRounding)word.Codes[RoundingOperand.Index];
        var chosen = rounding == ResultRounding.Stochastic || (rounding == ResultRounding.Chip && spec.StochasticRounding.Value != 0);
        (_engine, _stochastic, _drew) = (engine, chosen && word.Patterns[0].Type is not (DataType.Float32 or DataType.Boolean), false);
    }

    /// <summary>Leaves an instruction: if it drew, it drew once for each row of results.</summary>
    public void End(in InstructionWord word)
    {
        if (_drew)
            _random[_engine] = (_random[_engine].Seed, _random[_engine].Draws + (ulong)word.Patterns[0].ElementsPerPartition);
    }

    /// <summary>The random word of an element of the destination.</summary>
    public uint Draw(in AccessPattern destination, int partition, int element)
    {
        _drew = true;
        var (seed, draws) = _random[_engine];
        return PhiloxReference.Word(seed, (uint)_engine, (uint)(FirstPartition(destination) + partition), draws + (ulong)element);
    }

    /// <summary>Starts the engine's random numbers anew.</summary>
    public void Seed(uint seed) => _random[_engine] = (seed, 0);

    /// <summary>What a partition holds of the bytes that operands take.</summary>
    public ReadOnlySpan<byte> Content(LocalMemory memory, int partition) => (memory == LocalMemory.Psum ? _psum : _sbuf)[partition];

    /// <summary>The first partition of an operand.</summary>
    public int FirstPartition(in AccessPattern pattern) => CoreAddress.Decode(pattern.Address, spec).Partition;

    /// <summary>The stored bits of an element, zero-extended.</summary>
    public uint Code(in AccessPattern pattern, int partition, int element)
    {
        uint code = 0;
        foreach (var (b, i) in Place(pattern, partition, element).ToArray().Select((b, i) => (b, i)))
            code |= (uint)b << (8 * i);
        return code;
    }

    /// <summary>Stores the low bytes of a code.</summary>
    public void Store(in AccessPattern pattern, int partition, int element, uint code)
    {
        var place = Place(pattern, partition, element);
        for (var i = 0; i < place.Length; i++)
            place[i] = (byte)(code >> (8 * i));
    }

    /// <summary>An element as FP32.</summary>
    public float Value(in AccessPattern pattern, int partition, int element) =>
        LaneNumbers.ToSingle(pattern.Type, Code(pattern, partition, element));

    /// <summary>Stores what arithmetic made.</summary>
    public void Result(in AccessPattern pattern, int partition, int element, float value) =>
        Move(pattern, partition, element, LaneNumbers.Canonical(value));

    /// <summary>Stores a value that was moved, not computed: a NaN keeps its sign.</summary>
    public void Move(in AccessPattern pattern, int partition, int element, float value) =>
        Store(pattern, partition, element, _stochastic
            ? LaneNumbers.FromSingle(pattern.Type, value, Draw(pattern, partition, element))
            : LaneNumbers.FromSingle(pattern.Type, value));

    /// <summary>A scalar operand in the lane of a partition.</summary>
    public float Scalar(in InstructionWord word, int index, int partition)
    {
        var scalar = word.Scalars[index];
        return scalar.Kind == ScalarKind.PerPartition
            ? Value(OperandRules.VectorPattern(scalar, word.Patterns[0].Partitions), partition, 0)
            : scalar.AsSingle;
    }

    private Span<byte> Place(in AccessPattern pattern, int partition, int element)
    {
        var place = CoreAddress.Decode(pattern.Address, spec);
        var memory = place.Memory == LocalMemory.Psum ? _psum : _sbuf;
        return memory[place.Partition + partition].AsSpan(place.Offset + (pattern.OffsetOf(element) * pattern.Type.Size()), pattern.Type.Size());
    }

    private static byte[][] Partitions(ChipSpec spec, int bytes) => [.. Enumerable.Range(0, spec.Partitions).Select(_ => new byte[bytes])];
}
