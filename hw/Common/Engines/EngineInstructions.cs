using Hardware.Common.Engines.GpSimd.Instructions;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Engines.Lanes.Instructions;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Engines.Sequencing.Instructions;
using Hardware.Common.Engines.Tensor.Instructions;

namespace Hardware.Common.Engines;

/// <summary>The behaviour of every instruction that executes, by opcode.</summary>
public static class EngineInstructions
{
    /// <summary>Every behaviour. A pseudo instruction, which the loader rewrites, has none.</summary>
    public static IReadOnlyList<InstructionBehaviour> All { get; } =
    [
        new Nop(), new Halt(), new Jump(), new CompareBranch(), new RegisterMove(), new RegisterAlu(), new EventSemaphore(), new SemaphoreRangeClear(),
        new Drain(), new Write(), new TensorLoad(), new TensorStore(), new Notify(),
        new LoadStationary(), new MatMul(),
        new TensorTensor(), new TensorScalar(), new ScalarTensorTensor(), new TensorReduce(), new TensorTensorScan(), new TensorCopy(), new Memset(),
        new Reciprocal(), new BatchNormStats(), new BatchNormAggregate(), new Transpose(), new CopyPredicated(), new Max8(), new Dropout(), new Rng(),
        new SetRngSeed(), new Activate(), new ActReadAccumulator(), new Iota(), new AffineSelect(),
    ];

    // By opcode; null where there is no such instruction. The engines look here in each cycle.
    private static readonly InstructionBehaviour?[] ByOpcode = Table<InstructionBehaviour>();
    private static readonly ControlInstruction?[] Controls = Table<ControlInstruction>();
    private static readonly LaneInstruction?[] Lanes = Table<LaneInstruction>();

    /// <summary>The behaviour of an opcode, or null.</summary>
    public static InstructionBehaviour? Find(ushort opcode) => opcode < ByOpcode.Length ? ByOpcode[opcode] : null;

    /// <summary>The instruction of the sequencer that an opcode names, or null.</summary>
    public static ControlInstruction? FindControl(ushort opcode) => opcode < Controls.Length ? Controls[opcode] : null;

    /// <summary>The instruction of the lanes that an opcode names.</summary>
    /// <exception cref="InvalidOperationException">It names another one: a lane engine was given a word that no sequencer has checked.</exception>
    public static LaneInstruction OfLanes(ushort opcode) => (opcode < Lanes.Length ? Lanes[opcode] : null)
        ?? throw new InvalidOperationException($"opcode 0x{opcode:X2} is no instruction of the lanes; push what InstructionRules allows");

    private static T?[] Table<T>()
        where T : InstructionBehaviour
    {
        var table = new T?[All.Max(b => b.Definition.Opcode) + 1];
        foreach (var behaviour in All.OfType<T>())
            table[behaviour.Definition.Opcode] = behaviour;
        return table;
    }
}
