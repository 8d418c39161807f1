using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>The instructions and operands that a <see cref="LaneCase"/> stands for.</summary>
internal sealed class LaneStream
{
    private readonly OperandAllocator _allocator;
    private readonly List<(AccessPattern Pattern, TensorContent Content)> _stored = [];

    /// <param name="lanes">The case.</param>
    /// <param name="chip">The chip; the case was generated for one with the same core.</param>
    public LaneStream(LaneCase lanes, ChipSpec chip)
    {
        Spec = chip;
        ResultRounding[] roundings =
            [.. Enum.GetValues<ResultRounding>().Where(r => r != ResultRounding.Stochastic || CoreFeatures.Of(chip).HasStochasticRounding)];
        _allocator = new OperandAllocator(Spec);
        var results = new Dictionary<Engine, AccessPattern>();
        foreach (var step in lanes.Steps)
        {
            var model = LaneModels.All[step.Model];
            Engine[] engines = [.. EngineNames.Of(chip).Where(e => model.Definition.Engines.Contains(e))];
            var engine = engines[step.Engine % engines.Length];
            AccessPattern? previous = step.Chained && results.TryGetValue(engine, out var result) ? result : null;
            var builder = new LaneStepBuilder(chip, _allocator, step, engine, model.Definition.Opcode, previous);
            model.Make(builder);
            if (model.Definition.Operands.Contains(RoundingOperand.Slot))
                builder.Word.Codes[RoundingOperand.Index] = (byte)LaneStepBuilder.Pick(roundings, step.First + step.Second);
            Program.Add((engine, builder.Word));
            if (EngineInstructions.OfLanes(model.Definition.Opcode).HasDestination)
                results[engine] = builder.Word.Patterns[0];
            _stored.AddRange(builder.Stored);
        }
    }

    public ChipSpec Spec { get; }

    public List<(Engine Engine, InstructionWord Word)> Program { get; } = [];

    /// <summary>A bench with the program and the operands in place.</summary>
    public LaneBench Bench(SimulatorOptions options)
    {
        var bench = new LaneBench(Spec, options, [.. Program]);
        foreach (var (pattern, content) in _stored)
            bench.Store(pattern, content);
        return bench;
    }

    /// <summary>What memories hold after the program, by the models.</summary>
    public LaneReference Execute()
    {
        var reference = new LaneReference(Spec, _allocator.Used(LocalMemory.Sbuf), _allocator.Used(LocalMemory.Psum));
        foreach (var (pattern, content) in _stored)
        {
            for (var p = 0; p < pattern.Partitions; p++)
            {
                for (var e = 0; e < pattern.ElementsPerPartition; e++)
                    reference.Store(pattern, p, e, content.CodeAt(pattern, p, e));
            }
        }

        foreach (var (engine, word) in Program)
        {
            reference.Begin(engine, word);
            LaneModels.Of(word.Opcode).Execute(reference, word, engine);
            reference.End(word);
        }

        return reference;
    }
}
