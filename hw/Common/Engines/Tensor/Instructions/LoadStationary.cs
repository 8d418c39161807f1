using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor.Instructions;

/// <summary>Loads the weights that the next MatMul swaps in.</summary>
public sealed class LoadStationary : InstructionBehaviour
{
    public override InstructionDefinition Definition => MatrixDefinitions.LoadStationary;

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        ref readonly var source = ref word.Patterns[MatrixFields.Stationary];
        return MatrixRules.Source(source, "src", "columns", spec.ArrayColumns, spec);
    }
}
