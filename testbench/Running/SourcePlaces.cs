using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Memory;
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

    /// <summary>The line of what accessed a memory, or null if it is not an instruction.</summary>
    public static SourcePlace? Of(LoadPlan plan, Accessor by) =>
        by.Unit is > 0 and < Accessor.FirstDmaUnit ? Of(plan, by.Core, (Engine)by.Unit, by.ProgramCounter) : null;

    /// <summary>What accessed a memory, in words: <c>core 0 dve instruction 12</c>, <c>core 0 DMA engine 3 descriptor 40</c>, <c>the host</c>.</summary>
    public static string Describe(Accessor by) => by.Unit switch
    {
        0 when by.Core < 0 => "the host",
        0 => $"core {by.Core} semaphores",
        < Accessor.FirstDmaUnit => $"core {by.Core} {((Engine)by.Unit).AssemblyName()} instruction {by.ProgramCounter}",
        _ => $"core {by.Core} DMA engine {by.Unit - Accessor.FirstDmaUnit} descriptor {by.ProgramCounter}",
    };
}
