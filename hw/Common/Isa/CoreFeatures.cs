using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa;

/// <summary>What a version of the NeuronCore has besides its instructions. <see cref="CoreRules"/> refuses the rest.</summary>
/// <remarks>Of NeuronCore-v1 engines and types are published (AWS Neuron: Inferentia1 device page). That its sequencers have no registers is this
/// project's choice, because control flow came with NeuronCore-v2.</remarks>
public sealed class CoreFeatures
{
    private static readonly CoreFeatures First = new()
    {
        Version = CoreVersions.V1,
        Name = "NeuronCore-v1",
        Engines = [Engine.Tensor, Engine.Scalar, Engine.Vector, Engine.Sync],
        Types = [DataType.Float32, DataType.BFloat16, DataType.Float16, DataType.Int8, DataType.Int16, DataType.Int32],
        ArrayTypes = [DataType.BFloat16, DataType.Float16, DataType.Int8],
    };

    private static readonly CoreFeatures Second = new()
    {
        Version = CoreVersions.V2,
        Name = "NeuronCore-v2",
        Engines = EngineNames.All,
        Types = [.. DataTypes.Values],
        ArrayTypes =
        [
            DataType.Float32, DataType.TensorFloat32, DataType.BFloat16, DataType.Float16, DataType.Float8E5, DataType.Float8E4, DataType.Float8E3,
            DataType.Int8,
        ],
        HasRegisters = true,
        HasStochasticRounding = true,
    };

    public required CoreVersions Version { get; init; }

    /// <summary>Name in messages.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<Engine> Engines { get; init; }

    /// <summary>Element types of operands.</summary>
    public required IReadOnlyList<DataType> Types { get; init; }

    /// <summary>Element types that the systolic array multiplies.</summary>
    public required IReadOnlyList<DataType> ArrayTypes { get; init; }

    /// <summary>Registers of the sequencer as operands, in addresses and in waits.</summary>
    public bool HasRegisters { get; init; }

    /// <summary>The operand that asks for stochastic rounding; what the chip does without it is a parameter.</summary>
    public bool HasStochasticRounding { get; init; }

    /// <summary>What the cores of a chip have.</summary>
    public static CoreFeatures Of(ChipSpec spec) => Of(spec.CoreVersion.Value == 1 ? CoreVersions.V1 : CoreVersions.V2);

    /// <summary>What one version has.</summary>
    public static CoreFeatures Of(CoreVersions version) => version == CoreVersions.V1 ? First : Second;

    /// <summary>Names as a choice: <c>a, b or c</c>.</summary>
    internal static string Choice(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
