using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Image;
using Hardware.Inferentia2;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Tests.Running;

/// <summary>Sessions of small programs.</summary>
internal static class SmallSession
{
    public static ProgramImage Assemble(string text, ChipSpec? spec = null) =>
        Assembler.Assemble(text, "small.nasm", new AssemblerOptions { Spec = spec ?? Inferentia2Spec.Create() });

    public static RunSession Of(string text, SimulatorOptions? simulator = null, string chip = "inferentia2")
    {
        var spec = ChipCatalog.Create(chip);
        var image = Assemble(text, spec);
        return new RunSession(image, spec, InputSet.Resolve(image, [], seed: 1), new SessionOptions(Simulator: simulator));
    }
}
