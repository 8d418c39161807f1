using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Inferentia2;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>The instructions and operands that a <see cref="LaneCase"/> stands for.</summary>
internal sealed class LaneStream
{
    private static readonly int Roundings = Enum.GetValues<ResultRounding>().Length;

    private readonly OperandAllocator _allocator;
    private readonly List<(AccessPattern Pattern, TensorContent Content)> _stored = [];

    public LaneStream(LaneCase lanes)
    {
        _allocator = new OperandAllocator(Spec);
        var results = new Dictionary<Engine, AccessPattern>();
        foreach (var step in lanes.Steps)
        {
            var model = LaneModels.All[step.Model];
            Engine[] engines = [.. EngineNames.All.Where(e => model.Definition.Engines.Contains(e))];
            var engine = engines[step.Engine % engines.Length];
            AccessPattern? previous = step.Chained && results.TryGetValue(engine, out var result) ? result : null;
            var builder = new LaneStepBuilder(_allocator, step, engine, model.Definition.Opcode, previous);
            model.Make(builder);
            if (model.Definition.Operands.Contains(RoundingOperand.Slot))
                builder.Word.Codes[RoundingOperand.Index] = (byte)((step.First + step.Second) % Roundings);
            Program.Add((engine, builder.Word));
            if (((LaneInstruction)model.Definition).HasDestination)
                results[engine] = builder.Word.Patterns[0];
            _stored.AddRange(builder.Stored);
        }
    }

    public ChipSpec Spec { get; } = Inferentia2Spec.Create();

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
