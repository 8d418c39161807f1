using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa;

/// <summary>
/// What a program may ask of a core of a chip's version. Each rule gives null, or what is wrong and what would be right, without a place.
/// </summary>
public static class CoreRules
{
    /// <summary>Whether the core has an engine.</summary>
    public static string? Unfit(Engine engine, ChipSpec spec)
    {
        var core = CoreFeatures.Of(spec);
        return core.Engines.Contains(engine)
            ? null
            : $"{core.Name} has no {engine.AssemblyName()}; a stream of {EngineNames.Choice(core.Engines)} would be right";
    }

    /// <summary>Whether the core has an instruction; the engine's others of its kind are named if not.</summary>
    public static string? Unfit(InstructionDefinition definition, Engine engine, ChipSpec spec)
    {
        var core = CoreFeatures.Of(spec);
        return (definition.Cores & core.Version) != CoreVersions.None
            ? null
            : $"{core.Name} has no {definition.Mnemonic}; {Others(definition.IsControl, engine, core.Version)} would be right";
    }

    /// <summary>Whether the core has the element types, registers and rounding that an instruction names, before registers are resolved.</summary>
    public static string? Unfit(InstructionDefinition definition, in InstructionWord word, ChipSpec spec)
    {
        var core = CoreFeatures.Of(spec);
        if (core.Version == CoreVersions.V2)
            return null;
        if (!core.HasRegisters && word.Wait.Kind != WaitKind.None && word.Wait.Register != AccessPattern.NoRegister)
            return $"{core.Name} has no registers, and the wait compares with R{word.Wait.Register}; a number would be right";

        // By index: the enumerator of an interface would be an allocation for each instruction that issues.
        for (var i = 0; i < definition.Operands.Count; i++)
        {
            var slot = definition.Operands[i];
            var unfit = slot.Kind switch
            {
                OperandKind.Pattern => Unfit(definition, slot, word.Patterns[slot.Index], core),
                OperandKind.Scalar => Unfit(slot, word.Scalars[slot.Index], core),
                OperandKind.Register => Unfit(slot, word.Codes.RegisterAt(slot.Index), core),
                OperandKind.Choice when slot == RoundingOperand.Slot && !core.HasStochasticRounding
                    && (ResultRounding)word.Codes[slot.Index] == ResultRounding.Stochastic =>
                    $"{core.Name} has no stochastic rounding; rounding=nearest_even would be right",
                _ => null,
            };
            if (unfit is not null)
                return unfit;
        }

        return null;
    }

    // Apart from the rule, which every instruction passes at issue: what the lambda captures is an allocation.
    private static string Others(bool isControl, Engine engine, CoreVersions version) => CoreFeatures.Choice(
        InstructionCatalog.All.Where(d => d.IsControl == isControl && d.Cores.HasFlag(version) && d.Engines.Contains(engine)).Select(d => d.Mnemonic));

    private static string? Unfit(InstructionDefinition definition, OperandSlot slot, in AccessPattern pattern, CoreFeatures core)
    {
        if (pattern.Dimensions == 0)
            return null;
        if (!core.HasRegisters && pattern.OffsetRegister != AccessPattern.NoRegister)
            return $"{core.Name} has no registers, and the address of {slot.Name} adds R{pattern.OffsetRegister}; an address alone would be right";
        var isArray = definition.Engines == EngineSet.Tensor && slot.Index != Matrix.MatrixFields.Destination;
        return Unfit(slot, pattern.Type, isArray ? core.ArrayTypes : core.Types, isArray ? $"the array of {core.Name}" : core.Name);
    }

    private static string? Unfit(OperandSlot slot, in ScalarOperand scalar, CoreFeatures core) => scalar.Kind switch
    {
        ScalarKind.Register when !core.HasRegisters =>
            $"{core.Name} has no registers, and {slot.Name} is R{scalar.Value}; a constant or a vector of one element a partition would be right",
        ScalarKind.PerPartition => Unfit(slot, scalar.Type, core.Types, core.Name),
        _ => null,
    };

    private static string? Unfit(OperandSlot slot, int register, CoreFeatures core) => register < 0 || core.HasRegisters
        ? null
        : $"{core.Name} has no registers, and {slot.Name} is R{register}; {(slot.Required ? "another instruction" : $"a number instead of {slot.Name}")} would be right";

    // What is no type at all is for the operand rules.
    private static string? Unfit(OperandSlot slot, DataType type, IReadOnlyList<DataType> types, string owner) =>
        types.Contains(type) || !DataTypes.Values.Contains(type)
            ? null
            : $"{owner} has no {type.AssemblyName()}, the type of {slot.Name}; {CoreFeatures.Choice(types.Select(t => t.AssemblyName()))} would be right";
}
