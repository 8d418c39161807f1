using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor.Instructions;

/// <summary>What both instructions of the array ask of what they read.</summary>
internal static class MatrixRules
{
    /// <summary>A source: a type that the array multiplies, in SBUF, with no more elements than fit.</summary>
    public static OperandFault? Source(in AccessPattern source, string name, string what, int most, ChipSpec spec) =>
        OperandRules.Shape(source, name, spec)
        ?? CheckType(source, name, spec)
        ?? OperandRules.MostElements(source, name, most, what)
        ?? OperandRules.Place(source, name, spec, OperandReach.SbufOnly);

    private static OperandFault? CheckType(in AccessPattern source, string name, ChipSpec spec)
    {
        var types = CoreFeatures.Of(spec).ArrayTypes;
        for (var i = 0; i < types.Count; i++)
        {
            if (types[i] == source.Type)
                return null;
        }

        return OperandFault.Type(
            $"{name} has type {source.Type.AssemblyName()}; the array multiplies {string.Join(", ", types.Select(t => t.AssemblyName()))}");
    }
}
