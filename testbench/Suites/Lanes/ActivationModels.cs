using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>dst = function(in x scale + bias), summed into the reduce registers if asked.</summary>
internal sealed class ActivateModel : LaneModel
{
    public override InstructionDefinition Definition => ActivationDefinitions.Activate;

    public override void Make(LaneStepBuilder step)
    {
        step.Word.Codes[0] = (byte)(step.Choices.First % ActivationFunctions.Count);
        step.Word.Codes[1] = (byte)(step.Choices.Second % 4);
        step.Destination();
        step.Source(1);
        if (step.Flag(0))
            step.Scalar(0);
        if (step.Flag(1))
            step.Scalar(1, vectorOnly: true);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        var (dst, reduce) = (word.Patterns[0], (ReduceCommand)word.Codes[1]);
        if (reduce is ReduceCommand.Reset or ReduceCommand.ResetReduce)
            System.Array.Clear(memory.ReduceRegisters);
        foreach (var (p, e) in Places(dst))
        {
            var value = memory.Value(word.Patterns[1], p, e);
            var (hasScale, hasBias) = (word.Scalars[0].Kind != ScalarKind.None, word.Scalars[1].Kind != ScalarKind.None);
            if (hasBias)
                value = MathF.FusedMultiplyAdd(value, hasScale ? memory.Scalar(word, 0, p) : 1, memory.Scalar(word, 1, p));
            else if (hasScale)
                value *= memory.Scalar(word, 0, p);
            value = LaneNumbers.Activate((ActivationFunction)word.Codes[0], value);
            memory.Result(dst, p, e, value);
            ref var register = ref memory.ReduceRegisters[memory.FirstPartition(dst) + p];
            if (reduce is ReduceCommand.Reduce or ReduceCommand.ResetReduce)
                register = LaneNumbers.Canonical(register + value);
        }
    }
}

/// <summary>dst = the reduce registers of its partitions.</summary>
internal sealed class ActReadAccumulatorModel : LaneModel
{
    public override InstructionDefinition Definition => ActivationDefinitions.ActReadAccumulator;

    public override void Make(LaneStepBuilder step) => step.Destination(1);

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
            memory.Move(word.Patterns[0], p, e, memory.ReduceRegisters[memory.FirstPartition(word.Patterns[0]) + p]);
    }
}
