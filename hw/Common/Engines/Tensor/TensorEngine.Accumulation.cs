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
        var (pass, first) = (control.ResultBeat.Pass, entry.Stream.FirstOf(control.ResultBeat.Beat));
        var end = first + entry.Stream.CountOf(control.ResultBeat.Beat);
        var offset = -1;
        var sums = ReadOnlySpan<float>.Empty;
        for (var element = first; element < end; element++)
            sums = WriteResult(ref control, ref entry, pass, element, ref offset, sums);
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

    /// <summary>Writes one element of every partition of the destination.</summary>
    /// <param name="control">Where the stages are.</param>
    /// <param name="entry">The MatMul.</param>
    /// <param name="pass">Which of its passes.</param>
    /// <param name="element">Which element.</param>
    /// <param name="offset">Byte of the row written just before in the same cycle, or -1; becomes that of this one.</param>
    /// <param name="before">What was written there: it is in the write latch, and not in PSUM yet.</param>
    /// <returns>What is written.</returns>
    private ReadOnlySpan<float> WriteResult(
        scoped ref Control control, scoped ref InFlightInstruction entry, int pass, int element, scoped ref int offset, scoped ReadOnlySpan<float> before)
    {
        ref readonly var word = ref entry.Issued.Word;
        ref readonly var destination = ref word.Patterns[MatrixFields.Destination];
        int columns = destination.Partitions;
        var latched = offset;
        offset = entry.DestinationOffset + (destination.OffsetOf(element) * sizeof(float));
        var overwrites = pass == 0 && ((Accumulation)word.Codes[MatrixFields.Accumulation]).Overwrites();
        var waveFrontNan = WaveFrontNan[(int)(control.Accumulated++ & (WaveFrontNan.Length - 1))] != 0;
        var columnSums = Array.TakeResult()[..columns];
        var previous = overwrites ? default : offset == latched ? before : ReadPsum(entry, columns, offset);
        var sums = MemoryMarshal.Cast<byte, float>(PsumPort.Reserve(entry.DestinationPartition, columns, offset, sizeof(float), AgentOf(entry.Issued)));
        if (entry.Mode == MultiplyMode.Integer)
            ReportWrap(ref entry, PsumSums.AddIntegers(columnSums, previous, sums));
        else if (PsumSums.AddSingles(columnSums, previous, sums) && !waveFrontNan)
            ReportNan(ref entry, sums, previous);
        if (Array.Geometry.FlushToZero && entry.Mode != MultiplyMode.Integer)
            FlushToZero.Apply(sums);
        return sums;
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
