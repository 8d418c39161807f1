using Hardware.Common.Isa;

namespace Hardware.Testbench.Debugger;

/// <summary>Names one instruction stream of the chip.</summary>
public readonly record struct StreamName(int Core, Engine Engine)
{
    /// <summary><c>core0.dve</c>, the form that commands take.</summary>
    public override string ToString() => $"core{Core}.{Engine.AssemblyName()}";
}
