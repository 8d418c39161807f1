using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Matrix;

/// <summary>
/// Streams the moving operand [K partitions, N elements] through the array: destination[m, n] (+)= sum over k of stationary[k, m] x
/// moving[k, n], with M = partitions of the destination in PSUM (the profiler's MATMUL). A transpose is a MatMul with the identity.
/// </summary>
public sealed class MatMul : InstructionDefinition
{
    public const ushort Code = 0x21;

    /// <summary>Index of the destination in <see cref="InstructionWord.Patterns"/>.</summary>
    public const int Destination = 0;

    /// <summary>Index of the moving operand in <see cref="InstructionWord.Patterns"/>.</summary>
    public const int Moving = 1;

    /// <summary>Index of the <see cref="Accumulation"/> in <see cref="InstructionWord.Codes"/>.</summary>
    public const int AccumulationCode = 0;

    public override string Mnemonic => "MatMul";

    public override ushort Opcode => Code;

    public override EngineSet Engines => EngineSet.Tensor;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", Destination),
        OperandSlot.Pattern("moving", Moving),
        OperandSlot.Choice("acc", AccumulationCode, Accumulations.Names),
    ];

    public override string Summary => "multiplies the moving operand by the stationary one and overwrites (first, whole) or adds to (middle, last) PSUM";

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec) => MatrixOperandRules.CheckMatMul(word, spec)?.Message;
}
