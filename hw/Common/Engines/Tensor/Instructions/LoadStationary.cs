using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor.Instructions;

/// <summary>Loads the weights that the next MatMul swaps in.</summary>
public sealed class LoadStationary : InstructionBehaviour
{
    public override InstructionDefinition Definition => MatrixDefinitions.LoadStationary;

    /// <summary>Reads of the source: some columns each.</summary>
    public static int Beats(in InstructionWord word, ChipSpec spec)
    {
        int columns = spec.LoadStationaryColumnsPerCycle;
        return (word.Patterns[MatrixFields.Stationary].ElementsPerPartition + columns - 1) / columns;
    }

    /// <summary>Tensor cycles from one read to the next.</summary>
    public static int Interval(in InstructionWord word, ChipSpec spec) => AccessRate.CyclesOf(word.Patterns[MatrixFields.Stationary], spec);

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        ref readonly var source = ref word.Patterns[MatrixFields.Stationary];
        return MatrixRules.Source(source, "src", "columns", spec.Partitions, spec);
    }
}
