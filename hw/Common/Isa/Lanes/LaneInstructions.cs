namespace Hardware.Common.Isa.Lanes;

/// <summary>The instructions that the 128-lane engines execute: VectorE 0x40 and 0x60 and up, ScalarE 0x50 and up, GpSimdE 0x58 and up.</summary>
public static class LaneInstructions
{
    private static readonly LaneInstruction[] Definitions =
    [
        new TensorTensor(), new TensorScalar(), new ScalarTensorTensor(), new TensorReduce(), new TensorTensorScan(), new TensorCopy(),
        new Memset(), new Reciprocal(), new BatchNormStats(), new BatchNormAggregate(), new Transpose(), new CopyPredicated(), new Max8(),
        new Dropout(), new Rng(), new SetRngSeed(),
        new Activate(), new ActReadAccumulator(), new Iota(), new AffineSelect(),
    ];

    public static IReadOnlyList<InstructionDefinition> All => Definitions;
}
