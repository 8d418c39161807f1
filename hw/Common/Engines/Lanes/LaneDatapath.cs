using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes;

/// <summary>
/// The 128 lanes: operand fetch with the free cast to FP32, what an instruction carries from beat to beat, and the way of results into
/// the pipeline. Instructions compute with it; lane i is partition i of each operand, counted from the operand's own first partition.
/// </summary>
public sealed class LaneDatapath : Module
{
    /// <summary>Lanes of the engine.</summary>
    public const int Lanes = 128;

    /// <summary>Rows of 128 words that an instruction may carry from beat to beat.</summary>
    public const int WorkspaceRows = 34;

    private readonly LaneEngine _engine;
    private readonly byte[][] _raw = [new byte[Lanes * 4], new byte[Lanes * 4], new byte[Lanes * 4], new byte[Lanes * 4]];
    private readonly float[][] _operands = [new float[Lanes], new float[Lanes], new float[Lanes]];
    private readonly byte[] _cast = new byte[Lanes * 4];
    private UInt128 _nanInputs;

    internal LaneDatapath(LaneEngine engine)
    {
        _engine = engine;
        Random = new RandomGenerator(engine);
    }

    /// <summary>The engine whose lanes these are.</summary>
    public Engine Engine => _engine.Engine;

    /// <summary>The chip's numbers.</summary>
    public ChipSpec Spec => _engine.Spec;

    /// <summary>The running instruction.</summary>
    public ref readonly InstructionWord Word => ref Running.Items[0];

    /// <summary>Partitions of the destination, and so lanes that compute.</summary>
    public int Partitions => Word.Patterns[0].Partitions;

    /// <summary>First partition of the destination.</summary>
    public int FirstPartition => Places[0].Partition;

    /// <summary>The reduce registers: one FP32 word a lane, kept from instruction to instruction.</summary>
    public Span<float> ReduceRegisters => ReduceBank.Span;

    /// <summary>The engine's random numbers.</summary>
    public RandomGenerator Random { get; }

    internal Bank<InstructionWord> Running { get; } = Bank.Of<InstructionWord>(1);

    internal Bank<OperandPlace> Places { get; } = Bank.Of<OperandPlace>(3);

    internal Bank<float> ScalarLanes { get; } = Bank.Of<float>(2 * Lanes);

    internal Bank<float> Workspace { get; } = Bank.Of<float>(WorkspaceRows * Lanes);

    internal Bank<float> ReduceBank { get; } = Bank.Of<float>(Lanes);

    internal Bank<LaneContext> Context { get; } = Bank.Of<LaneContext>(1);

    /// <summary>A row of words that the running instruction carries from beat to beat, one word a lane.</summary>
    public Span<float> Row(int index) => Workspace.Span.Slice(index * Lanes, Lanes);

    /// <summary>The same row as integers.</summary>
    public Span<uint> WordRow(int index) => MemoryMarshal.Cast<float, uint>(Row(index));

    /// <summary>Buffer for the results of a beat, one word for each lane of the destination; it does not outlive the beat.</summary>
    public Span<float> Result => _operands[0].AsSpan(0, Partitions);

    /// <summary>Buffer for packed results of a beat, <paramref name="size"/> bytes for each lane of the destination.</summary>
    public Span<byte> ResultBytes(int size) => _raw[3].AsSpan(0, Partitions * size);

    /// <summary>Scalar operand as one FP32 value a lane, fetched when the instruction began.</summary>
    public ReadOnlySpan<float> Scalar(int index) => ScalarLanes.Span.Slice(index * Lanes, Partitions);

    /// <summary>Fetches an element of each partition of a source and casts it to FP32.</summary>
    /// <param name="operand">Pattern number, 1 or 2.</param>
    /// <param name="element">Linear index within the pattern, innermost dimension fastest.</param>
    /// <returns>One value a lane, valid until the operand is read again.</returns>
    public ReadOnlySpan<float> Read(int operand, int element)
    {
        var bytes = ReadBytes(operand, element);
        var values = _operands[operand].AsSpan(0, Word.Patterns[operand].Partitions);
        Spec.Formats.ToSingle(Word.Patterns[operand].Type, bytes, values);
        _nanInputs |= NanMask.Of(values);
        return values;
    }

    /// <summary>Fetches an element of each partition of a source as it is stored.</summary>
    public ReadOnlySpan<byte> ReadBytes(int operand, int element)
    {
        ref readonly var pattern = ref Word.Patterns[operand];
        ref readonly var place = ref Places.Items[operand];
        return Fetch(operand, place, place.Offset + (pattern.OffsetOf(element) * place.Size), pattern.Partitions);
    }

    /// <summary>Casts the FP32 results of a beat to the destination's type and emits them.</summary>
    /// <param name="element">Linear index within the destination.</param>
    /// <param name="values">One value a lane; changed: NaNs become canonical.</param>
    public void Write(int element, Span<float> values)
    {
        var nan = NanMask.Of(values);
        if (nan != 0)
        {
            Nan.Canonicalize(values);
            ReportNan(nan & ~_nanInputs);
        }

        WriteConverted(element, values);
    }

    /// <summary>Casts values that are moved, not computed, and emits them: a NaN keeps its sign.</summary>
    public void WriteConverted(int element, ReadOnlySpan<float> values)
    {
        var packed = _cast.AsSpan(0, values.Length * Places[0].Size);
        if (Context.Items[0].Stochastic == 0)
            Spec.Formats.FromSingle(Word.Patterns[0].Type, values, packed);
        else
            Spec.Formats.FromSingle(Word.Patterns[0].Type, values, packed, Rounding.Stochastic, DrawBits());
        WriteBytes(element, packed);
    }

    /// <summary>One draw for each lane of the destination: the word of the partition that the lane writes.</summary>
    public ReadOnlySpan<uint> DrawBits() => Random.Draw().Slice(FirstPartition, Partitions);

    /// <summary>Emits results as they are to be stored.</summary>
    public void WriteBytes(int element, ReadOnlySpan<byte> packed) => WriteBytes(element, packed, UInt128.MaxValue);

    /// <summary>Emits results for those lanes whose bit is set.</summary>
    public void WriteBytes(int element, ReadOnlySpan<byte> packed, UInt128 mask)
    {
        ref readonly var place = ref Places.Items[0];
        ref readonly var context = ref Context.Items[0];
        var offset = place.Offset + (Word.Patterns[0].OffsetOf(element) * place.Size);
        _engine.Results.Enter(context.Cycle, place, offset, Partitions, mask, packed, context.Slot);
    }

    /// <summary>Tells the observer, once an instruction, that arithmetic made a NaN in those lanes from operands without one.</summary>
    public void ReportNan(UInt128 produced)
    {
        ref var context = ref Context.Items[0];
        if (produced == 0 || context.NanReported != 0)
            return;
        context.NanReported = 1;
        if (!_engine.Observers.IsEmpty)
            _engine.Observers.OnNanProduced(By, context.Cycle * _engine.Clock.Period);
    }

    private Agent By => _engine.AgentOf(_engine.InFlight.Items[Context.Items[0].Slot].Instruction);

    /// <summary>Turns to a beat: results that are written from now on are its own, and leave the pipeline when its cycle says.</summary>
    public void Enter(int beat)
    {
        ref var context = ref Context.Items[0];
        context.Cycle = context.BeatsFrom + context.Schedule.CycleOf(beat);
        _nanInputs = new UInt128(context.NanHigh, context.NanLow);
    }

    /// <summary>Lets the NaNs that the operands of this beat held explain those of later results too.</summary>
    public void KeepNans()
    {
        ref var context = ref Context.Items[0];
        (context.NanHigh, context.NanLow) = ((ulong)(_nanInputs >> 64), (ulong)_nanInputs);
    }

    /// <summary>Takes an instruction: decodes its operands and fetches its scalars.</summary>
    /// <param name="word">The instruction.</param>
    /// <param name="instruction">What it does.</param>
    /// <param name="slot">Where it is in flight.</param>
    /// <param name="schedule">Its times.</param>
    /// <param name="beatsFrom">Engine cycle of its first beat.</param>
    internal void Load(in InstructionWord word, LaneInstruction instruction, int slot, in BeatSchedule schedule, long beatsFrom)
    {
        Running.Items[0] = word;
        Context.Items[0] = new LaneContext
        {
            Slot = slot,
            Schedule = schedule,
            BeatsFrom = beatsFrom,
            Cycle = beatsFrom,
            Stochastic = RoundsStochastically(word) ? 1 : 0,
        };
        for (var i = instruction.FirstPattern; i <= instruction.Sources; i++)
        {
            var place = CoreAddress.Decode(word.Patterns[i].Address, Spec);
            Places.Items[i] = new OperandPlace
            {
                Memory = (int)place.Memory,
                Partition = place.Partition,
                Offset = place.Offset,
                Size = word.Patterns[i].Type.Size(),
            };
        }

        for (var s = 0; s < 2; s++)
            LoadScalar(s, word.Scalars[s]);
        _nanInputs = 0;
        instruction.Begin(this);
        KeepNans();
    }

    // FP32 and bool results are not rounded, so they draw nothing.
    private bool RoundsStochastically(in InstructionWord word) => word.Patterns[0].Type is not (DataType.Float32 or DataType.Boolean)
        && (ResultRounding)word.Codes[RoundingOperand.Index] switch
        {
            ResultRounding.Chip => Spec.StochasticRounding.Value != 0,
            var chosen => chosen == ResultRounding.Stochastic,
        };

    private void LoadScalar(int index, in ScalarOperand scalar)
    {
        var lanes = ScalarLanes.Span.Slice(index * Lanes, Partitions);
        if (scalar.Kind != ScalarKind.PerPartition)
        {
            lanes.Fill(scalar.AsSingle);
        }
        else
        {
            var place = CoreAddress.Decode(scalar.Value, Spec);
            var operand = new OperandPlace
            {
                Memory = (int)place.Memory,
                Partition = place.Partition,
                Offset = place.Offset,
                Size = scalar.Type.Size(),
            };
            Spec.Formats.ToSingle(scalar.Type, Fetch(0, operand, place.Offset, Partitions), lanes);
        }

        _nanInputs |= NanMask.Of(lanes);
    }

    private ReadOnlySpan<byte> Fetch(int buffer, in OperandPlace place, int offset, int partitions)
    {
        var memory = place.Memory == (int)LocalMemory.Psum ? _engine.Psum! : _engine.Sbuf;
        if (!memory.Observers.IsEmpty)
            memory.Observers.OnRead(memory, place.Partition, partitions, offset, place.Size, By);
        var unwritten = memory.FirstUnwritten(place.Partition, partitions, offset, place.Size);
        if (unwritten >= 0)
        {
            throw new ProgramFaultException(
                HardwareCode.LaneReadOfUnwritten, By,
                $"{Engine.AssemblyName()} reads {place.Size} bytes at offset {offset} of {(LocalMemory)place.Memory} partition {unwritten}, which nothing has "
                + "written; write the tensor first, or wait for the semaphore of its writer");
        }

        var packed = _raw[buffer].AsSpan(0, partitions * place.Size);
        memory.Gather(place.Partition, partitions, offset, place.Size, packed);
        return packed;
    }

    /// <summary>What is kept of the running instruction besides its word.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    internal struct LaneContext
    {
        /// <summary>Engine cycle of the first beat.</summary>
        public long BeatsFrom;

        /// <summary>Engine cycle of the running beat.</summary>
        public long Cycle;

        public ulong NanLow;
        public ulong NanHigh;
        public BeatSchedule Schedule;
        public int Slot;

        /// <summary>1 once the observer was told of a NaN.</summary>
        public int NanReported;

        /// <summary>1 if results are rounded stochastically.</summary>
        public int Stochastic;

        private readonly int _padding;
    }
}
