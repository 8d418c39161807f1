using Hardware.Common.Diagnostics;
using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Benches;

/// <summary>The check that a sequencer makes at issue, for benches that push words straight into an engine.</summary>
public static class ProgramCheck
{
    /// <summary>Refuses operands that no sequencer would issue. Opcodes of other engines pass: engines guard against them.</summary>
    /// <exception cref="InvalidOperationException">A word is illegal; the test is wrong.</exception>
    public static void Require(Engine engine, IReadOnlyList<InstructionWord> program, ChipSpec spec)
    {
        for (var i = 0; i < program.Count; i++)
        {
            if (InstructionRules.CheckOperands(engine, program[i], spec) is { } fault)
                throw new InvalidOperationException($"instruction {i} of {engine.AssemblyName()}: {DiagnosticCode.Text(fault.Code)} {fault.Message}");
        }
    }
}
