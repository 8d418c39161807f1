using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>dst = the low bits of a draw for each element.</summary>
internal sealed class RngModel : LaneModel
{
    public override InstructionDefinition Definition => RandomDefinitions.Rng;

    public override void Make(LaneStepBuilder step) => step.Destination(type: step.Integer(step.TypeOf(0)));

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
            memory.Store(word.Patterns[0], p, e, memory.Draw(word.Patterns[0], p, e));
    }
}

/// <summary>The engine's draws begin anew, by the bits of in.</summary>
internal sealed class SetRngSeedModel : LaneModel
{
    public override InstructionDefinition Definition => RandomDefinitions.SetRngSeed;

    public override void Make(LaneStepBuilder step) =>
        step.Source(1, elements: 1, type: step.TypeOf(1).Size() == 4 ? null : DataType.UInt32, partitions: 1);

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine) => memory.Seed(memory.Code(word.Patterns[1], 0, 0));
}

/// <summary>dst = in or zero, as the draw of the element says.</summary>
internal sealed class DropoutModel : LaneModel
{
    public override InstructionDefinition Definition => RandomDefinitions.Dropout;

    public override void Make(LaneStepBuilder step)
    {
        step.Destination(type: step.TypeOf(1));
        step.Source(1);
        step.Scalar(0);

        // Few random constants lie between 0 and 1.
        if (step.Flag(0))
            step.Word.Scalars[0] = ScalarOperand.Constant(step.Choices.First % 257 / 256f);
        step.Word.Codes[0] = (byte)(step.Flag(1) ? DropoutMode.Keep : DropoutMode.Drop);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
        {
            var occurs = memory.Draw(word.Patterns[0], p, e) / 4294967296.0 < memory.Scalar(word, 0, p);
            var stays = occurs == ((DropoutMode)word.Codes[0] == DropoutMode.Keep);
            memory.Store(word.Patterns[0], p, e, stays ? memory.Code(word.Patterns[1], p, e) : 0);
        }
    }
}
