using System.Buffers.Binary;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Seeds the random numbers of VectorE; they start again from the first draw, and go on from there until the next seed.</summary>
public sealed class SetRngSeed : LaneInstruction
{
    public override InstructionDefinition Definition => RandomDefinitions.SetRngSeed;

    public override bool HasDestination => false;

    protected override void Beat(LaneDatapath lanes, int beat) =>
        lanes.Random.Reseed(BinaryPrimitives.ReadUInt32LittleEndian(lanes.ReadBytes(1, beat)));

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Check(engine, word, spec) is { } wrong)
            return wrong;
        ref readonly var seed = ref word.Patterns[1];
        if (seed.Partitions != 1 || seed.ElementsPerPartition != 1)
            return OperandFault.Shapes($"in has {seed.Partitions} partitions of {seed.ElementsPerPartition} elements; one element of one partition would be right");
        return seed.Type.Size() == 4
            ? null
            : OperandFault.Type($"in is {seed.Type.AssemblyName()}; a type of 32 bits would be right");
    }

    protected override (int Every, int Results) Emission(in InstructionWord word) => (1, 0);

    protected override OperandFault? CheckShapes(in InstructionWord word) => null;
}
