using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Matrix;

/// <summary>
/// Loads the stationary operand of the following <see cref="MatMul"/>s: source pattern [K partitions, M columns], where partition k
/// goes to array row k and element m of each partition to array column m (the profiler's LDWEIGHTS).
/// </summary>
public sealed class LoadStationary : InstructionDefinition
{
    public const ushort Code = 0x20;

    /// <summary>Index of the source in <see cref="InstructionWord.Patterns"/>.</summary>
    public const int Source = 1;

    public override string Mnemonic => "LoadStationary";

    public override ushort Opcode => Code;

    public override EngineSet Engines => EngineSet.Tensor;

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Pattern("src", Source)];

    public override string Summary => "loads K partitions x M columns from SBUF into the array's shadow weights for the next MatMul";

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec) => MatrixOperandRules.CheckLoadStationary(word, spec)?.Message;
}
