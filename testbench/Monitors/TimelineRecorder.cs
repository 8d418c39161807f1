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
        var place = SourcePlaces.Of(_session.Plan, record.Core, record.Engine, record.ProgramCounter);
        _trace.Complete(
            record.Core, (int)record.Engine, "instruction", InstructionCatalog.Find(record.Opcode)?.Mnemonic ?? "?", At(record.StartedAt), At(record.CompletedAt),
            new TraceArgument("pc", record.ProgramCounter), new TraceArgument("place", place?.ToString() ?? ""), new TraceArgument("wait", WaitText.Of(record.Wait, _session.Plan.Image, record.Core)));
    }

    public void OnDescriptor(in DmaRecord record)
    {
        var thread = FirstDmaThread + (record.EngineIndex * ThreadsOfADmaEngine) + record.Ring;
        if (_named.Add((record.Core, thread)))
            _trace.NameThread(record.Core, thread, $"DMA engine {record.EngineIndex} ring {record.Ring}");
        _trace.Complete(record.Core, thread, "dma", $"{record.Bytes} bytes", At(record.StartedAt), At(record.CompletedAt), new TraceArgument("descriptor", record.DescriptorIndex));
    }

    public void OnNanProduced(int core, Engine engine, int programCounter, long tick) =>
        _trace.Instant(core, (int)engine, "warning", "NaN produced", At(tick), new TraceArgument("pc", programCounter));

    public void OnIntegerWrapped(int core, Engine engine, int programCounter, long tick) =>
        _trace.Instant(core, (int)engine, "warning", "INT32 sum wrapped", At(tick), new TraceArgument("pc", programCounter));

    public void Close() => _trace.Close();

    /// <summary>Leaves no file, if nobody closed it.</summary>
    public void Abandon() => _trace.Abandon();

    public void Dispose() => _trace.Dispose();

    private long At(long tick) => _session.Grid.ToFemtoseconds(tick);
}
