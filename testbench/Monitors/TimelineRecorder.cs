using Hardware.Common.Isa;
using Hardware.Common.Observation;
using Hardware.Testbench.Running;
using Hardware.Waveforms.Timeline;

namespace Hardware.Testbench.Monitors;

/// <summary>Records a Chrome/Perfetto timeline: a process for each core, a thread for each engine and DMA ring.</summary>
public sealed class TimelineRecorder : IExecutionObserver, IDisposable
{
    private const int FirstDmaThread = 100;
    private const int ThreadsOfADmaEngine = 16;

    private readonly RunSession _session;
    private readonly ChromeTrace _trace;
    private readonly HashSet<(int Process, int Thread)> _named = [];

    public TimelineRecorder(RunSession session, string path)
    {
        _session = session;
        _trace = ChromeTrace.Create(path);
        foreach (var core in session.Board.Chip.Cores)
        {
            _trace.NameProcess(core.Core, $"core {core.Core}");
            foreach (var engine in EngineNames.All)
                _trace.NameThread(core.Core, (int)engine, engine.AssemblyName());
        }
    }

    public void OnInstruction(in ExecutionRecord record)
    {
        var by = record.By;
        var place = SourcePlaces.Of(_session.Plan, by);
        _trace.Complete(
            by.Core, (int)by.Engine, "instruction", InstructionCatalog.Find(record.Opcode)?.Mnemonic ?? "?", At(record.StartedAt), At(record.CompletedAt),
            new TraceArgument("pc", by.Instruction), new TraceArgument("place", place?.ToString() ?? ""), new TraceArgument("wait", WaitText.Of(record.Wait, _session.Plan.Image, by.Core)));
    }

    public void OnDescriptor(in DmaRecord record)
    {
        var (by, unit) = (record.By, record.By.Unit);
        var thread = FirstDmaThread + (unit.Number * ThreadsOfADmaEngine) + unit.Ring;
        if (_named.Add((by.Core, thread)))
            _trace.NameThread(by.Core, thread, $"DMA engine {unit.Number} ring {unit.Ring}");
        _trace.Complete(by.Core, thread, "dma", $"{record.Bytes} bytes", At(record.StartedAt), At(record.CompletedAt), new TraceArgument("descriptor", by.Instruction));
    }

    public void OnNanProduced(in Agent by, long tick) =>
        _trace.Instant(by.Core, (int)by.Engine, "warning", "NaN produced", At(tick), new TraceArgument("pc", by.Instruction));

    public void OnIntegerWrapped(in Agent by, long tick) =>
        _trace.Instant(by.Core, (int)by.Engine, "warning", "INT32 sum wrapped", At(tick), new TraceArgument("pc", by.Instruction));

    public void Close() => _trace.Close();

    /// <summary>Leaves no file, if nobody closed it.</summary>
    public void Abandon() => _trace.Abandon();

    public void Dispose() => _trace.Dispose();

    private long At(long tick) => _session.Grid.ToFemtoseconds(tick);
}
