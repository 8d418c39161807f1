using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;

namespace Hardware.Common.Engines.Tensor;

/// <content>The PSUM end: one row of column sums a cycle, two of INT8, written or added to what PSUM holds.</content>
public sealed partial class TensorEngine
{
    /// <summary>Points <see cref="Control.ResultBeat"/> at the next result that is on its way; false if there is none.</summary>
    private bool NextResult(ref Control control)
    {
        if (control.ResultBeat.Left > 0)
            return true;
        while (control.Accumulating < control.Begun && Entry(control.Accumulating).Issued.Word.Opcode == Opcodes.LoadStationary)
            control.Accumulating++;
        if (control.Accumulating == control.Begun)
            return false;
        ref readonly var entry = ref Entry(control.Accumulating);
        control.ResultBeat = BeatCursor.Start(entry.Stream, entry.BeginCycle + ResultCycles);
        return true;
    }

    private void Accumulate(ref Control control, long cycle)
    {
        if (!NextResult(ref control) || cycle != control.ResultBeat.NextCycle)
            return;
        ref var entry = ref Entry(control.Accumulating);
        var (pass, element) = (control.ResultBeat.Pass, entry.Stream.FirstOf(control.ResultBeat.Beat));
        ref readonly var word = ref entry.Issued.Word;
        ref readonly var destination = ref word.Patterns[MatrixFields.Destination];
        int columns = destination.Partitions;
        var offset = entry.DestinationOffset + (destination.OffsetOf(element) * sizeof(float));
        var overwrites = pass == 0 && ((Accumulation)word.Codes[MatrixFields.Accumulation]).Overwrites();
        var waveFrontNan = WaveFrontNan[(int)(control.Accumulated++ & (WaveFrontNan.Length - 1))] != 0;
        var columnSums = Array.TakeResult()[..columns];
        var previous = overwrites ? default : ReadPsum(entry, columns, offset);
        var sums = MemoryMarshal.Cast<byte, float>(PsumPort.Reserve(entry.DestinationPartition, columns, offset, sizeof(float), AgentOf(entry.Issued)));
        if (entry.Mode == MultiplyMode.Integer)
            ReportWrap(ref entry, PsumSums.AddIntegers(columnSums, previous, sums));
        else if (PsumSums.AddSingles(columnSums, previous, sums) && !waveFrontNan)
            ReportNan(ref entry, sums, previous);
        if (Array.Geometry.FlushToZero && entry.Mode != MultiplyMode.Integer)
            FlushToZero.Apply(sums);
        if (entry.Stream.CountOf(control.ResultBeat.Beat) > 1)
            offset = AccumulateSecond(ref entry, element + 1, overwrites, offset, sums);
        PsumWrite.Next = StreamState.Streaming;
        PsumOffset.Next = offset;
        control.ResultBeat.Advance(entry.Stream);
        if (control.ResultBeat.Left > 0)
            return;
        entry.Done = 1;
        control.Accumulating++;
        PsumWrite.Next = StreamState.Idle;
        Fire(entry.Issued, UpdateTiming.Complete);
        Report(entry, cycle);
    }

    /// <summary>Writes the second row of INT8 sums of a cycle.</summary>
    /// <param name="entry">The MatMul.</param>
    /// <param name="element">Its element.</param>
    /// <param name="overwrites">The sums are added to nothing.</param>
    /// <param name="firstOffset">Byte of the first row.</param>
    /// <param name="first">What is written there: it is in the write latch, and not in PSUM yet.</param>
    /// <returns>Byte within the PSUM partitions that is written.</returns>
    private int AccumulateSecond(ref InFlightInstruction entry, int element, bool overwrites, int firstOffset, ReadOnlySpan<float> first)
    {
        ref readonly var word = ref entry.Issued.Word;
        ref readonly var destination = ref word.Patterns[MatrixFields.Destination];
        int columns = destination.Partitions;
        var offset = entry.DestinationOffset + (destination.OffsetOf(element) * sizeof(float));
        var previous = overwrites ? default : offset == firstOffset ? first : ReadPsum(entry, columns, offset);
        var sums = MemoryMarshal.Cast<byte, float>(PsumPort.Reserve(entry.DestinationPartition, columns, offset, sizeof(float), AgentOf(entry.Issued)));
        ReportWrap(ref entry, PsumSums.AddIntegers(Array.SecondResult()[..columns], previous, sums));
        return offset;
    }

    private ReadOnlySpan<float> ReadPsum(in InFlightInstruction entry, int columns, int offset)
    {
        if (Psum.FirstUnwritten(entry.DestinationPartition, columns, offset, sizeof(float)) is >= 0 and var partition)
        {
            throw new ProgramFaultException(
                HardwareCode.AccumulationUnwritten,
                AgentOf(entry.Issued),
                $"adds to PSUM partition {partition}, byte {offset}, that nothing has written; begin the group with acc=first or acc=whole");
        }

        if (!Psum.Observers.IsEmpty)
            Psum.Observers.OnRead(Psum, entry.DestinationPartition, columns, offset, sizeof(float), AgentOf(entry.Issued));
        return Psum.Row<float>(entry.DestinationPartition, columns, offset);
    }

    /// <summary>Reports an instruction once if a column sum is NaN although neither its weights nor PSUM held one.</summary>
    private void ReportNan(ref InFlightInstruction entry, ReadOnlySpan<float> results, ReadOnlySpan<float> previous)
    {
        if (entry.NanReported != 0)
            return;
        for (var c = 0; c < results.Length; c++)
        {
            var weights = ((c < 64 ? entry.NanColumnsLow : entry.NanColumnsHigh) >> (c & 63) & 1) != 0;
            if (!float.IsNaN(results[c]) || weights || (previous.Length > 0 && float.IsNaN(previous[c])))
                continue;
            entry.NanReported = 1;
            if (!Observers.IsEmpty)
                Observers.OnNanProduced(AgentOf(entry.Issued), Now);
            return;
        }
    }

    /// <summary>Reports an instruction once if an INT32 sum wrapped.</summary>
    private void ReportWrap(ref InFlightInstruction entry, bool wrapped)
    {
        if (!wrapped || entry.WrapReported != 0)
            return;
        entry.WrapReported = 1;
        if (!Observers.IsEmpty)
            Observers.OnIntegerWrapped(AgentOf(entry.Issued), Now);
    }
}
