using System.Runtime.Intrinsics;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;

namespace Hardware.Common.Engines.Tensor;

/// <content>The weight stream: a few columns a cycle from SBUF, behind the wave-fronts, into the shadow set.</content>
public sealed partial class TensorEngine
{
    private void BeginLoad(ref Control control, ref InFlightInstruction entry, long cycle)
    {
        var source = entry.Issued.Word.Patterns[MatrixFields.Stationary];
        var schedule = LoadStationarySchedule.Of(entry.Issued.Word, Spec);
        entry.Stream = schedule.Columns;
        entry.BeginCycle = cycle;
        entry.LastReadCycle = cycle + schedule.LastRead;
        entry.CompleteCycle = cycle + schedule.Complete;
        control.ShadowReady = cycle + schedule.ShadowReady;
        control.WeightsFree = cycle + schedule.Next;
        control.ShadowLoaded = 1;
        control.Weights = control.Begun++;
        control.WeightBeat = BeatCursor.Start(entry.Stream, cycle);
        Stationary[1] = new StationarySet
        {
            FirstRow = entry.FirstPartition,
            Rows = source.Partitions,
            Columns = schedule.Columns.Elements,
            Type = source.Type,
        };
        Array.BeginLoad(schedule.Delay);
        WeightStream.Next = StreamState.Streaming;
        WeightProgramCounter.Next = entry.Issued.ProgramCounter;
    }

    private void StreamWeights(ref Control control, long cycle)
    {
        if (control.WeightBeat.Left == 0 || cycle != control.WeightBeat.NextCycle)
            return;
        ref var entry = ref Entry(control.Weights);
        var rows = Array.Geometry.Rows;
        var source = entry.Issued.Word.Patterns[MatrixFields.Stationary];
        var first = entry.Stream.FirstOf(control.WeightBeat.Beat);
        var count = entry.Stream.CountOf(control.WeightBeat.Beat);
        var columns = _scratch.AsSpan(0, count * rows);
        columns.Clear();
        for (var c = 0; c < count; c++)
        {
            var active = columns.Slice((c * rows) + entry.FirstPartition, source.Partitions);
            ReadElement(entry, source, first + c, active);
            if (source.Type != DataType.Int8 && HoldsNan(active))
                MarkNan(ref Stationary[1], first + c);
        }

        Array.LoadColumns(first, columns);
        WeightColumn.Next = first + count - 1;
        control.WeightBeat.Advance(entry.Stream);
        if (control.WeightBeat.Left == 0)
        {
            Fire(entry.Issued, UpdateTiming.Read);
            WeightStream.Next = StreamState.Idle;
        }
    }

    /// <summary>Reads one element of each partition of a source, as of this edge.</summary>
    private void ReadElement(in InFlightInstruction entry, in AccessPattern source, int element, Span<float> values)
    {
        var size = source.Type.Size();
        var offset = entry.SourceOffset + (source.OffsetOf(element) * size);
        var packed = _packed.AsSpan(0, source.Partitions * size);
        Sbuf.Gather(entry.FirstPartition, source.Partitions, offset, size, packed);
        if (Sbuf.FirstUnwritten(entry.FirstPartition, source.Partitions, offset, size) is >= 0 and var partition)
        {
            throw new ProgramFaultException(
                HardwareCode.MatrixReadUnwritten,
                AgentOf(entry.Issued),
                $"reads {size} bytes at SBUF partition {partition}, byte {offset}, that nothing has written; write them first or wait for their writer");
        }

        if (!Sbuf.Observers.IsEmpty)
            Sbuf.Observers.OnRead(Sbuf, entry.FirstPartition, source.Partitions, offset, size, AgentOf(entry.Issued));
        OperandReader.Convert(Spec.Formats, source.Type, packed, values);
    }

    private bool NextLoad(ref Control control)
    {
        while (control.Loading < control.Begun && Entry(control.Loading).Issued.Word.Opcode != Opcodes.LoadStationary)
            control.Loading++;
        return control.Loading < control.Begun;
    }

    private void CompleteLoads(ref Control control, long cycle)
    {
        while (NextLoad(ref control))
        {
            ref var entry = ref Entry(control.Loading);
            if (cycle < entry.CompleteCycle)
                return;
            entry.Done = 1;
            control.Loading++;
            Fire(entry.Issued, UpdateTiming.Complete);
            Report(entry, cycle);
        }
    }

    private static bool HoldsNan(ReadOnlySpan<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var vector = Vector512.LoadUnsafe(in values[i]);
            if (!Vector512.EqualsAll(vector, vector))
                return true;
        }

        for (; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
                return true;
        }

        return false;
    }

    private static void MarkNan(ref StationarySet set, int column)
    {
        if (column < 64)
            set.NanColumnsLow |= 1UL << column;
        else
            set.NanColumnsHigh |= 1UL << (column - 64);
    }
}
