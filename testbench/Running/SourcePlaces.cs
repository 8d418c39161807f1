using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Observation;
using Hardware.Firmware.Loading;

namespace Hardware.Testbench.Running;

/// <summary>Where in the program's text an instruction or a descriptor comes from.</summary>
public static class SourcePlaces
{
    /// <summary>The line of an instruction, or null if its text is not known.</summary>
    public static SourcePlace? Of(LoadPlan plan, int core, Engine engine, int programCounter)
    {
        if (plan.FindStream(core, engine) is not { } stream || (uint)programCounter >= (uint)stream.Words.Count)
            return null;
        var line = stream.LineOf(programCounter);
        return line.File < 0 ? null : new SourcePlace(plan.Image.SourceFiles[line.File], line.Line);
    }

    /// <summary>
    /// The line of who did something: of the instruction, or of the first instruction that triggers the DMA block of the descriptor.
    /// Null if it is neither.
    /// </summary>
    public static SourcePlace? Of(LoadPlan plan, in Agent by) =>
        by.IsProgram ? Of(plan, by.Core, by.Engine, by.Instruction)
        : TransferOf(plan, by) is { } transfer ? TriggerOf(plan, transfer.Block)
        : null;

    /// <summary>The descriptor pair of a DMA engine, or null.</summary>
    public static LoadedTransfer? TransferOf(LoadPlan plan, in Agent by)
    {
        if (!by.IsDma)
            return null;
        foreach (var ring in plan.Rings)
        {
            if (ring.Core == by.Core && ring.Engine == by.Unit.Number && ring.Ring == by.Unit.Ring && (uint)by.Instruction < (uint)ring.Transfers.Count)
                return ring.Transfers[by.Instruction];
        }

        return null;
    }

    /// <summary>Who did something, with what the program calls it: <c>core 0 dve instruction 12 TensorTensor</c>, <c>... descriptor 40 of block 'load'</c>.</summary>
    public static string Describe(LoadPlan plan, in Agent by)
    {
        var text = by.ToString();
        if (by.IsDma)
            return TransferOf(plan, by) is { } transfer ? $"{text} of block '{plan.Image.DmaBlocks[transfer.Block].Name}'" : text;
        if (!by.IsProgram || plan.FindStream(by.Core, by.Engine) is not { } stream || (uint)by.Instruction >= (uint)stream.Words.Count)
            return text;
        return $"{text} {InstructionCatalog.Find(stream.Words[by.Instruction].Opcode)?.Mnemonic}".TrimEnd();
    }

    private static SourcePlace? TriggerOf(LoadPlan plan, int block)
    {
        var opcode = new DmaTrigger().Opcode;
        foreach (var stream in plan.Streams)
        {
            for (var i = 0; i < stream.Source.Words.Count; i++)
            {
                if (stream.Source.Words[i].Opcode == opcode && stream.Source.Words[i].Integers[0] == block)
                    return Of(plan, stream.Source.Core, stream.Source.Engine, stream.LoadedIndexOf(i));
            }
        }

        return null;
    }
}
