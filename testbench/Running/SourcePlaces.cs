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
    /// The line of what accessed a memory: of the instruction, or of the first instruction that triggers the DMA block of the descriptor.
    /// Null if it is neither.
    /// </summary>
    public static SourcePlace? Of(LoadPlan plan, Accessor by) => by.Unit switch
    {
        0 => null,
        < Accessor.FirstDmaUnit => Of(plan, by.Core, (Engine)by.Unit, by.ProgramCounter),
        _ => TransferOf(plan, by) is { } transfer ? TriggerOf(plan, transfer.Block) : null,
    };

    /// <summary>The descriptor pair of a DMA access, or null.</summary>
    public static LoadedTransfer? TransferOf(LoadPlan plan, Accessor by)
    {
        foreach (var ring in plan.Rings)
        {
            if (ring.Core == by.Core && ring.Engine == by.Unit - Accessor.FirstDmaUnit && ring.Ring == by.Ring
                && (uint)by.ProgramCounter < (uint)ring.Transfers.Count)
            {
                return ring.Transfers[by.ProgramCounter];
            }
        }

        return null;
    }

    /// <summary>What accessed a memory, in words: <c>core 0 dve instruction 12</c>, <c>core 0 DMA engine 3 descriptor 40</c>, <c>the host</c>.</summary>
    public static string Describe(Accessor by) => by.Unit switch
    {
        0 when by.Core < 0 => "the host",
        0 => $"core {by.Core} semaphores",
        < Accessor.FirstDmaUnit => $"core {by.Core} {((Engine)by.Unit).AssemblyName()} instruction {by.ProgramCounter}",
        _ => $"core {by.Core} DMA engine {by.Unit - Accessor.FirstDmaUnit} descriptor {by.ProgramCounter}",
    };

    /// <summary>The same with what the program calls it: <c>core 0 dve instruction 12 TensorTensor</c>, <c>... descriptor 40 of block 'load'</c>.</summary>
    public static string Describe(LoadPlan plan, Accessor by)
    {
        var text = Describe(by);
        if (by.Unit >= Accessor.FirstDmaUnit)
            return TransferOf(plan, by) is { } transfer ? $"{text} of block '{plan.Image.DmaBlocks[transfer.Block].Name}'" : text;
        if (by.Unit == 0 || plan.FindStream(by.Core, (Engine)by.Unit) is not { } stream || (uint)by.ProgramCounter >= (uint)stream.Words.Count)
            return text;
        return $"{text} {InstructionCatalog.Find(stream.Words[by.ProgramCounter].Opcode)?.Mnemonic}".TrimEnd();
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
