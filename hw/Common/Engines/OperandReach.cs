using Hardware.Common.Isa;

namespace Hardware.Common.Engines;

/// <summary>Which memories an operand may lie in.</summary>
/// <param name="Sbuf">Whether SBUF.</param>
/// <param name="Psum">Whether PSUM.</param>
/// <param name="Limited">What cannot reach the other one, for messages.</param>
public readonly record struct OperandReach(bool Sbuf, bool Psum, string Limited)
{
    /// <summary>Both memories.</summary>
    public static OperandReach Both { get; } = new(Sbuf: true, Psum: true, "");

    /// <summary>SBUF, by an engine that is not wired to PSUM.</summary>
    public static OperandReach SbufOfEngine { get; } = new(Sbuf: true, Psum: false, "this engine");

    /// <summary>SBUF, whatever else the engine reaches.</summary>
    public static OperandReach SbufOnly { get; } = new(Sbuf: true, Psum: false, "this operand");

    /// <summary>PSUM alone.</summary>
    public static OperandReach PsumOnly { get; } = new(Sbuf: false, Psum: true, "this operand");

    public bool Contains(LocalMemory memory) => memory == LocalMemory.Psum ? Psum : memory == LocalMemory.Sbuf && Sbuf;

    /// <summary>The memories by name.</summary>
    public string Names => Sbuf && Psum ? "SBUF or PSUM" : Psum ? "PSUM" : "SBUF";
}
