using System.Text.Json;
using Hardware.Common.IO;
using Hardware.Common.Isa;
using Hardware.Testbench.Monitors;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Reports;

/// <summary>Statistics of a run as JSON, under the field names of the public profile schema where it has one.</summary>
public static class StatisticsFile
{
    private static readonly (Engine Engine, string Name)[] Names =
    [
        (Engine.Tensor, "tensor_engine"),
        (Engine.Vector, "vector_engine"),
        (Engine.Scalar, "scalar_engine"),
        (Engine.GpSimd, "gpsimd_engine"),
        (Engine.Sync, "sync_engine"),
    ];

    public static void Write(string path, RunSession session, RunStatistics statistics)
    {
        using var file = AtomicFile.Create(path);
        using (var json = new Utf8JsonWriter(file.Stream, new JsonWriterOptions { Indented = true }))
            Write(json, session, statistics);
        file.Commit();
    }

    private static void Write(Utf8JsonWriter json, RunSession session, RunStatistics statistics)
    {
        var ticks = new RunReport(session, statistics).ProgramTicks;
        var seconds = session.Grid.Microseconds(ticks) / 1e6;
        json.WriteStartObject();
        json.WriteString("chip", session.Board.Chip.Spec.Name);
        json.WriteString("program", session.Plan.Image.Title);
        json.WriteNumber("total_time", seconds);
        json.WriteNumber("neuroncore_cycle_count", ticks / session.Board.Clocks.Base.Period);
        json.WriteStartArray("neuroncores");
        foreach (var core in session.Board.Chip.Cores)
        {
            json.WriteStartObject();
            json.WriteNumber("neuroncore_idx", core.Core);
            foreach (var (engine, name) in Names)
            {
                var row = statistics.EngineRows.First(r => r.Core == core.Core && r.Engine == engine);
                json.WriteNumber($"{name}_active_time", session.Grid.Microseconds(row.BusyTicks) / 1e6);
                json.WriteNumber($"{name}_active_time_percent", Share(row.BusyTicks, ticks));
                json.WriteNumber($"{name}_semaphore_wait_time_percent", Share(row.WaitTicks, ticks));
                json.WriteNumber($"{name}_instruction_count", row.Instructions);
            }

            var cycles = session.Board.Chip.Spec.TensorClock.Value * seconds;
            json.WriteNumber("mfu_estimated_percent", cycles == 0 ? 0 : statistics.PeakTensorCycles(core.Core) / cycles);
            var dma = statistics.DmaRows[core.Core];
            json.WriteNumber("dma_transfer_count", dma.Descriptors);
            json.WriteNumber("dma_transfer_total_bytes", dma.Bytes);
            json.WriteNumber("sbuf_high_water_mark_bytes", core.Sbuf.HighWaterMark);
            json.WriteNumber("psum_high_water_mark_bytes", core.Psum.HighWaterMark);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("state_digest", session.Simulator.Digest());
        json.WriteEndObject();
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : part / (double)whole;
}
