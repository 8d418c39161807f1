using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes;

/// <summary>
/// An instruction of the 128-lane engines: its operands, the rate of its beats and what one beat does. Pattern 0 is the destination, the
/// patterns after it are sources. An object of this class has no state; what an instruction carries from beat to beat lives in the
/// <see cref="LaneDatapath"/>.
/// </summary>
public abstract class LaneInstruction : InstructionBehaviour
{
    /// <summary>False if the instruction changes the engine only, so that pattern 0 is not used.</summary>
    public virtual bool HasDestination => true;

    /// <summary>How many of the patterns after the destination are sources.</summary>
    public virtual int Sources => 1;

    /// <summary>True if results of a beat depend on earlier beats: a NaN seen once then explains later ones.</summary>
    public virtual bool CarriesLanes => false;

    /// <summary>The patterns in use are this one to <see cref="Sources"/>.</summary>
    public int FirstPattern => HasDestination ? 0 : 1;

    /// <summary>When beats are read and results emitted.</summary>
    public BeatSchedule Schedule(in InstructionWord word, ChipSpec spec)
    {
        var (every, results) = Emission(word);
        return new BeatSchedule(Beats(word), Cost(word, spec).Times(spec.LaneBeatCycles), KernelStartCycles(word, spec), every, results);
    }

    /// <summary>Beats of the instruction: elements a partition of the first source, or of the destination if there is no source.</summary>
    public virtual int Beats(in InstructionWord word) => word.Patterns[Sources > 0 ? 1 : 0].ElementsPerPartition;

    /// <summary>Rate of the arithmetic, in engine cycles; memory accesses may make it slower.</summary>
    public virtual BeatCost ComputeCost(in InstructionWord word, ChipSpec spec) => BeatCost.Full;

    /// <summary>True if an SBUF read port delivers two elements of each source in one cycle.</summary>
    public virtual bool ReadsPacked(in InstructionWord word) => false;

    /// <summary>Engine cycles before the first beat during which the data path is taken, beyond the access start-up.</summary>
    public virtual int KernelStartCycles(in InstructionWord word, ChipSpec spec) => 0;

    /// <summary>The set of function tables that must be loaded, counted from 1; 0 if the instruction needs none.</summary>
    public virtual int TableSet(in InstructionWord word) => 0;

    /// <summary>Sets the carried state before the first beat.</summary>
    public virtual void Begin(LaneDatapath lanes)
    {
    }

    /// <summary>
    /// Computes the beats from <paramref name="first"/> on, after all before them. How beats are split into calls changes nothing: the times of
    /// results follow from the <see cref="Schedule"/>, not from when they are computed.
    /// </summary>
    public virtual void Compute(LaneDatapath lanes, int first, int count)
    {
        for (var beat = first; beat < first + count; beat++)
        {
            lanes.Enter(beat);
            Beat(lanes, beat);
            if (CarriesLanes)
                lanes.KeepNans();
        }
    }

    /// <summary>Reads the operands of beat <paramref name="beat"/>, computes, and emits what results there are.</summary>
    protected abstract void Beat(LaneDatapath lanes, int beat);

    /// <summary>After how many beats results come each time, and how many; one result with each beat unless the instruction says otherwise.</summary>
    protected virtual (int Every, int Results) Emission(in InstructionWord word) => (1, 1);

    /// <summary>The rate that arithmetic and memory ports together allow. Each SBUF or PSUM port moves one element a partition and cycle
    /// in each direction, half of that when the innermost step is wide; reads of one memory share its port.</summary>
    public BeatCost Cost(in InstructionWord word, ChipSpec spec)
    {
        var cost = ComputeCost(word, spec);
        var sbuf = BeatCost.None;
        var psum = BeatCost.None;
        for (var s = 1; s <= Sources; s++)
        {
            ref readonly var source = ref word.Patterns[s];
            var access = AccessCost(source, spec);
            if (OperandRules.MemoryOf(source, spec) == LocalMemory.Psum)
                psum = psum.Plus(access);
            else
                sbuf = sbuf.Plus(ReadsPacked(word) ? access.Halved() : access);
        }

        cost = cost.Slowest(sbuf).Slowest(psum);
        if (!HasDestination)
            return cost;
        ref readonly var destination = ref word.Patterns[0];
        return destination.ElementsPerPartition == Beats(word) && AccessRate.IsWide(destination, spec) ? cost.Slowest(AccessCost(destination, spec)) : cost;
    }

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        var reach = engine == Engine.GpSimd ? OperandReach.SbufOfEngine : OperandReach.Both;
        for (var i = FirstPattern; i <= Sources; i++)
        {
            if (OperandRules.Check(word.Patterns[i], PatternName(i), spec, reach) is { } wrong)
                return wrong;
        }

        if (Sources == 2 && OperandRules.MemoryOf(word.Patterns[1], spec) == LocalMemory.Psum
            && OperandRules.MemoryOf(word.Patterns[2], spec) == LocalMemory.Psum)
            return OperandFault.Memory($"{PatternName(1)} and {PatternName(2)} are both in PSUM; at most one input there would be right");
        return CheckScalars(word, spec, reach) ?? CheckShapes(word);
    }

    /// <summary>Shapes that must agree: by default all operands have the elements and partitions of the destination.</summary>
    protected virtual OperandFault? CheckShapes(in InstructionWord word)
    {
        for (var s = 1; s <= Sources; s++)
        {
            if (OperandRules.SameShape(word.Patterns[s], PatternName(s), word.Patterns[0], PatternName(0)) is { } wrong)
                return wrong;
        }

        return null;
    }

    /// <summary>Name of a pattern in text, for messages.</summary>
    protected string PatternName(int index)
    {
        var operands = Definition.Operands;
        for (var i = 0; i < operands.Count; i++)
        {
            var slot = operands[i];
            if (slot.Kind == OperandKind.Pattern && slot.Index == index)
                return slot.Name;
        }

        return $"operand {index}";
    }

    private OperandFault? CheckScalars(in InstructionWord word, ChipSpec spec, OperandReach reach)
    {
        var operands = Definition.Operands;
        for (var i = 0; i < operands.Count; i++)
        {
            var slot = operands[i];
            if (slot.Kind != OperandKind.Scalar)
                continue;
            var scalar = word.Scalars[slot.Index];
            if (slot.Required && scalar.Kind == ScalarKind.None)
                return OperandFault.Illegal($"{slot.Name} is missing; a constant or a vector of one element a partition would be right");
            if (OperandRules.Scalar(scalar, word.Patterns[0].Partitions, slot.Name, spec, reach) is { } wrong)
                return wrong;
        }

        return null;
    }

    private static BeatCost AccessCost(in AccessPattern pattern, ChipSpec spec) => new(AccessRate.CyclesOf(pattern, spec), 1);
}
