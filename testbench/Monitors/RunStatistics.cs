using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Firmware.Loading;

namespace Hardware.Testbench.Monitors;

/// <summary>Adds up what a run executes: per engine, and over the DMA engines of each core.</summary>
public sealed class RunStatistics : IExecutionObserver
{
    private readonly LoadPlan? _plan;
    private readonly ChipSpec _spec;
    private readonly double[] _peakCycles;
    private readonly EngineStatistics[] _engines;
    private readonly DmaStatistics[] _dma;

    /// <param name="spec">The chip.</param>
    /// <param name="plan">The program, for what a MatMul multiplies; null to leave that out.</param>
    public RunStatistics(ChipSpec spec, LoadPlan? plan = null)
    {
        (_spec, _plan) = (spec, plan);
        _peakCycles = new double[spec.Cores];
        _engines = [.. Enumerable.Range(0, spec.Cores).SelectMany(core => EngineNames.All.Select(engine => new EngineStatistics(core, engine)))];
        _dma = [.. Enumerable.Range(0, spec.Cores).Select(core => new DmaStatistics(core))];
    }

    /// <summary>One entry for each core and engine, in listing order.</summary>
    public IReadOnlyList<EngineStatistics> EngineRows => _engines;

    /// <summary>One entry for each core.</summary>
    public IReadOnlyList<DmaStatistics> DmaRows => _dma;

    /// <summary>
    /// Tensor cycles that the MatMuls of a core would take if every processing element made useful products in every cycle at the peak rate
    /// of the operands' type, whatever the number of passes.
    /// </summary>
    public double PeakTensorCycles(int core) => _peakCycles[core];

    /// <summary>Executions that made a NaN from operands without one.</summary>
    public Occurrences Nans { get; } = new();

    /// <summary>Executions in which an INT32 sum wrapped.</summary>
    public Occurrences IntegerWraps { get; } = new();

    /// <summary>Tick at which the first instruction was decoded; <see cref="long.MaxValue"/> before.</summary>
    public long FirstReady { get; private set; } = long.MaxValue;

    /// <summary>Tick of the last completion seen.</summary>
    public long LastCompletion { get; private set; }

    public void OnInstruction(in ExecutionRecord record)
    {
        var control = InstructionCatalog.Find(record.Opcode)?.IsControl ?? true;
        var by = record.By;
        Row(by.Core, by.Engine).Add(record, control);
        if (record.Opcode == Opcodes.MatMul && _plan?.FindStream(by.Core, Engine.Tensor) is { } stream)
            _peakCycles[by.Core] += PeakCyclesOf(stream.Words[by.Instruction]);
        FirstReady = Math.Min(FirstReady, record.ReadyAt);
        LastCompletion = Math.Max(LastCompletion, record.CompletedAt);
    }

    public void OnDescriptor(in DmaRecord record)
    {
        _dma[record.By.Core].Add(record);
        LastCompletion = Math.Max(LastCompletion, record.CompletedAt);
    }

    public void OnNanProduced(in Agent by, long tick) => Nans.Add(by, tick);

    public void OnIntegerWrapped(in Agent by, long tick) => IntegerWraps.Add(by, tick);

    private double PeakCyclesOf(in InstructionWord word)
    {
        ref readonly var moving = ref word.Patterns[MatrixFields.Moving];
        var products = (double)moving.Partitions * word.Patterns[MatrixFields.Destination].Partitions * moving.ElementsPerPartition;
        var elementsPerCycle = moving.Type == DataType.Int8 ? _spec.IntegerElementsPerCycle.Value : 1;
        return products / ((double)_spec.Partitions.Value * _spec.ArrayColumns.Value * elementsPerCycle);
    }

    private EngineStatistics Row(int core, Engine engine)
    {
        foreach (var row in _engines)
        {
            if (row.Core == core && row.Engine == engine)
                return row;
        }

        throw new ArgumentOutOfRangeException(nameof(engine));
    }
}

/// <summary>What the DMA engines of one core moved.</summary>
public sealed class DmaStatistics(int core)
{
    public int Core => core;

    public long Descriptors { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Tick at which the first descriptor started, or -1.</summary>
    public long FirstStart { get; private set; } = -1;

    public long LastEnd { get; private set; }

    internal void Add(in DmaRecord record)
    {
        Descriptors++;
        Bytes += record.Bytes;
        FirstStart = FirstStart < 0 ? record.StartedAt : Math.Min(FirstStart, record.StartedAt);
        LastEnd = Math.Max(LastEnd, record.CompletedAt);
    }
}
