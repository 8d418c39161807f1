namespace Hardware.Testbench.Suites.Lanes;

/// <summary>The models of the suite, one for each instruction of the lane engines.</summary>
internal static class LaneModels
{
    public static IReadOnlyList<LaneModel> All { get; } =
    [
        new TensorTensorModel(), new TensorScalarModel(), new ScalarTensorTensorModel(), new ReciprocalModel(),
        new TensorReduceModel(), new TensorTensorScanModel(), new BatchNormStatsModel(), new BatchNormAggregateModel(), new Max8Model(),
        new TensorCopyModel(), new MemsetModel(), new TransposeModel(), new CopyPredicatedModel(),
        new RngModel(), new SetRngSeedModel(), new DropoutModel(),
        new ActivateModel(), new ActReadAccumulatorModel(),
        new IotaModel(), new AffineSelectModel(),
    ];

    /// <summary>The model of an instruction.</summary>
    public static LaneModel Of(ushort opcode) => All.First(m => m.Definition.Opcode == opcode);
}
