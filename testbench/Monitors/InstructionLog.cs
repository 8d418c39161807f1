using System.Globalization;
using System.Text;
using Hardware.Common.IO;
using Hardware.Common.Isa;
using Hardware.Common.Observation;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Monitors;

/// <summary>Writes a line for each instruction: when it issued, started and ended, what it waited for and how long, its text's place, and who
/// released it if it had to wait.</summary>
public sealed class InstructionLog : IExecutionObserver, IDisposable
{
    private readonly RunSession _session;
    private readonly WaitReleases _releases = new();
    private readonly AtomicFile _file;
    private readonly StreamWriter _writer;
    private bool _closed;

    public InstructionLog(RunSession session, string path)
    {
        _session = session;
        _file = AtomicFile.Create(path);
        _writer = new StreamWriter(_file.Stream, new UTF8Encoding(false)) { NewLine = "\n" };
        _writer.WriteLine("# times in microseconds since power-up");
        _writer.WriteLine("#   issued     started       ended core eng     pc instruction          waited for            waited  place  <- released by");
    }

    public void OnInstruction(in ExecutionRecord record)
    {
        var name = InstructionCatalog.Find(record.Opcode)?.Mnemonic ?? "?";
        var by = record.By;
        var place = SourcePlaces.Of(_session.Plan, by);
        var releaser = _releases.Take(by) is { } agent ? $"  <- {SourcePlaces.Describe(_session.Plan, agent)}" : "";
        _writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{At(record.IssuedAt),10:F4} {At(record.StartedAt),11:F4} {At(record.CompletedAt),11:F4} {by.Core,4} {by.Engine.AssemblyName(),-4} {by.Instruction,5} {name,-20} {WaitText.Of(record.Wait, _session.Plan.Image, by.Core),-20} {At(record.IssuedAt - record.ReadyAt),7:F4}  {place}{releaser}"));
    }

    public void OnDescriptor(in DmaRecord record) => _writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{At(record.StartedAt),10:F4} {At(record.StartedAt),11:F4} {At(record.CompletedAt),11:F4} {record.By.Core,4} dma{record.By.Unit.Number,-2} {record.By.Instruction,4} ring {record.By.Unit.Ring} 0x{record.Source:x} -> 0x{record.Destination:x} {record.Bytes} bytes"));

    public void OnNanProduced(in Agent by, long tick) => _writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"# NaN produced by {by} at {At(tick):F4}"));

    public void OnIntegerWrapped(in Agent by, long tick) => _writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"# INT32 sum wrapped in {by} at {At(tick):F4}"));

    public void OnSemaphoreUpdate(in SemaphoreUpdateRecord record) => _releases.OnSemaphoreUpdate(record);

    public void OnWaitSatisfied(in WaitRecord record) => _releases.OnWaitSatisfied(record);

    /// <summary>Gives the file its name.</summary>
    public void Close()
    {
        if (_closed)
            return;
        _closed = true;
        _writer.Flush();
        _file.Commit();
    }

    /// <summary>Leaves no file if nobody closed it.</summary>
    public void Dispose() => _file.Dispose();

    private double At(long tick) => _session.Grid.Microseconds(tick);
}
