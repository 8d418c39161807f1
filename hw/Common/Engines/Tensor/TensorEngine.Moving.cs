using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Tensor.Instructions;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;

namespace Hardware.Common.Engines.Tensor;

/// <content>The moving stream: one wave-front a cycle, two of INT8, from SBUF into the array.</content>
public sealed partial class TensorEngine
{
    private void BeginMatMul(ref Control control, ref InFlightInstruction entry, long cycle)
    {
        var set = Stationary[(int)control.ShadowLoaded];
        CheckStationary(entry, set);
        entry.Mode = entry.SourceType == DataType.Int8 ? MultiplyMode.Integer : MultiplyMode.Float;
        entry.Stream = MatMulSchedule.StreamOf(entry.Issued.Word, Spec, set.Type);
        (entry.NanColumnsLow, entry.NanColumnsHigh) = (set.NanColumnsLow, set.NanColumnsHigh);
        entry.BeginCycle = cycle;
        entry.LastReadCycle = cycle + entry.Stream.LastRead;
        Stationary[0] = set;
        control.MovingFree = cycle + entry.Stream.Cycles;
        control.Moving = control.Begun++;
        control.MovingBeat = BeatCursor.Start(entry.Stream, cycle);
        MovingStream.Next = StreamState.Streaming;
        MovingProgramCounter.Next = entry.Issued.ProgramCounter;
    }

    private void CheckStationary(in InFlightInstruction entry, in StationarySet set)
    {
        if (set.Type == DataType.Invalid)
        {
            throw new ProgramFaultException(
                HardwareCode.StationaryMissing, AgentOf(entry.Issued), "MatMul runs before any LoadStationary; load the stationary operand first");
        }

        ref readonly var word = ref entry.Issued.Word;
        int rows = word.Patterns[MatrixFields.Moving].Partitions;
        if (rows != set.Rows || entry.FirstPartition != set.FirstRow)
        {
            throw new ProgramFaultException(
                HardwareCode.StationaryRowsDiffer,
                AgentOf(entry.Issued),
                $"moving covers {rows} partitions from {entry.FirstPartition}, the stationary operand {set.Rows} from {set.FirstRow}; both need the same");
        }

        int columns = word.Patterns[MatrixFields.Destination].Partitions;
        if (columns > set.Columns)
        {
            throw new ProgramFaultException(
                HardwareCode.StationaryColumnsMissing,
                AgentOf(entry.Issued),
                $"dst covers {columns} partitions, but {set.Columns} stationary columns were loaded; load {columns} or shorten dst");
        }

        if (!MatMul.Pair(entry.SourceType, set.Type))
        {
            throw new ProgramFaultException(
                HardwareCode.MatrixTypesDoNotPair,
                AgentOf(entry.Issued),
                $"moving {entry.SourceType} with stationary {set.Type}; fp32 and tf32 pair with each other only, int8 with int8, the 16- and 8-bit floats among themselves");
        }
    }

    private void StreamMoving(ref Control control, long cycle)
    {
        if (control.MovingBeat.Left == 0 || cycle != control.MovingBeat.NextCycle)
            return;
        ref var entry = ref Entry(control.Moving);
        var (pass, element) = (control.MovingBeat.Pass, entry.Stream.FirstOf(control.MovingBeat.Beat));
        var count = entry.Stream.CountOf(control.MovingBeat.Beat);
        var mode = entry.Stream.Passes == 1 ? entry.Mode : SinglePasses.ModeOf(pass);
        ref readonly var word = ref entry.Issued.Word;
        ref readonly var source = ref word.Patterns[MatrixFields.Moving];
        var active = ReadWaveFront(entry, source, element, Array.Entrance, mode);
        WaveFrontNan[(int)(control.Entered++ & (WaveFrontNan.Length - 1))] = (byte)(mode != MultiplyMode.Integer && HoldsNan(active) ? 1 : 0);
        if (entry.Stream.Passes > 1)
            SinglePasses.SplitMoving(pass, active);
        if (count > 1)
            ReadWaveFront(entry, source, element + 1, Array.SecondEntrance, mode);
        var swap = pass == 0 && element == 0 && control.ShadowLoaded != 0;
        if (swap)
            control.ShadowLoaded = 0;
        Array.Enter(mode, swap, count);
        MovingElement.Next = element + count - 1;
        control.MovingBeat.Advance(entry.Stream);
        if (control.MovingBeat.Left == 0)
        {
            Fire(entry.Issued, UpdateTiming.Read);
            MovingStream.Next = StreamState.Idle;
        }
    }

    /// <summary>Reads one element of every partition of the moving operand into an entrance of the array.</summary>
    /// <returns>The rows that take part.</returns>
    private Span<float> ReadWaveFront(in InFlightInstruction entry, in AccessPattern source, int element, Span<float> waveFront, MultiplyMode mode)
    {
        if (source.Partitions < waveFront.Length)
            waveFront.Fill(mode.NeutralActivation());
        var active = waveFront.Slice(entry.FirstPartition, source.Partitions);
        ReadElement(entry, source, element, active);
        return active;
    }
}
