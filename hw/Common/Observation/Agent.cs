using System.Runtime.InteropServices;
using Hardware.Common.Isa;

namespace Hardware.Common.Observation;

/// <summary>What kind of unit acts.</summary>
public enum UnitKind : byte
{
    /// <summary>The host, through its port of the chip.</summary>
    Host,

    /// <summary>The sequencer of a stream itself: fetch, control instructions, register loads and stores.</summary>
    Stream,

    /// <summary>The data path that a stream issues to.</summary>
    Engine,

    /// <summary>A DMA engine.</summary>
    Dma,

    /// <summary>A link to another chip.</summary>
    Link,
}

/// <summary>A unit within a core, or within a chip outside the cores.</summary>
/// <remarks>Fields are as narrow as they are because an <see cref="Agent"/> travels with every store, update and access.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
public readonly record struct AgentUnit
{
    private readonly UnitKind _kind;
    private readonly byte _number;
    private readonly ushort _ring;

    public AgentUnit(UnitKind kind, int number = 0, int ring = 0)
    {
        _kind = kind;
        _number = (byte)number;
        _ring = (ushort)ring;
    }

    public UnitKind Kind => _kind;

    /// <summary>Number of the stream or engine (<see cref="Isa.Engine"/>), of the DMA engine in its core, or of the link; 0 for the host.</summary>
    public int Number => _number;

    /// <summary>Ring of a DMA engine; 0 for other units.</summary>
    public int Ring => _ring;
}

/// <summary>
/// Who does something, down to the instruction or the descriptor: stores, semaphore updates, memory accesses, faults and records carry it.
/// The default value is the host of chip 0. Sixteen bytes without padding, so that it can be part of a component's state.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct Agent
{
    private readonly short _chip;

    // One up, so that the default value is outside the cores.
    private readonly short _coreFromOne;

    private readonly AgentUnit _unit;
    private readonly int _instruction;
    private readonly int _sequence;

    /// <param name="chip">Chip number on the board.</param>
    /// <param name="core">Core number, or -1 outside a core.</param>
    /// <param name="unit">The unit.</param>
    public Agent(int chip, int core, AgentUnit unit)
    {
        _chip = (short)chip;
        _coreFromOne = (short)(core + 1);
        _unit = unit;
    }

    public int Chip => _chip;

    /// <summary>Core number, or -1 outside a core.</summary>
    public int Core => _coreFromOne - 1;

    public AgentUnit Unit => _unit;

    /// <summary>Index of the instruction in its stream, or of the descriptor in its ring, counted since the ring was set up; 0 for other units.</summary>
    public int Instruction
    {
        get => _instruction;
        init => _instruction = value;
    }

    /// <summary>Instructions that the stream executed before this one, which tells the executions of an instruction apart; 0 for other units.</summary>
    public int Sequence
    {
        get => _sequence;
        init => _sequence = value;
    }

    /// <summary>The engine whose stream or data path this is; meaningful only if <see cref="IsProgram"/>.</summary>
    public Engine Engine => IsProgram ? (Engine)_unit.Number : default;

    /// <summary>True if it is an instruction of a stream, wherever it executes: in the sequencer or in the data path.</summary>
    public bool IsProgram => _unit.Kind is UnitKind.Stream or UnitKind.Engine;

    /// <summary>True if it is a descriptor of a DMA engine.</summary>
    public bool IsDma => _unit.Kind == UnitKind.Dma;

    /// <summary>True if it is the host.</summary>
    public bool IsHost => _unit.Kind == UnitKind.Host;

    /// <summary>The host of a chip.</summary>
    public static Agent Host(int chip = 0) => new(chip, -1, default);

    /// <summary>The sequencer of a stream.</summary>
    public static Agent OfStream(int chip, int core, Engine engine) => new(chip, core, new AgentUnit(UnitKind.Stream, (int)engine));

    /// <summary>The data path of an engine.</summary>
    public static Agent OfEngine(int chip, int core, Engine engine) => new(chip, core, new AgentUnit(UnitKind.Engine, (int)engine));

    /// <summary>A ring of a DMA engine.</summary>
    public static Agent OfDma(int chip, int core, int number, int ring) => new(chip, core, new AgentUnit(UnitKind.Dma, number, ring));

    /// <summary>In words: <c>core 0 dve instruction 12</c>, <c>core 0 DMA engine 3 descriptor 40</c>, <c>the host</c>; with the chip if it is not chip 0.</summary>
    public override string ToString()
    {
        var where = (Chip > 0 ? $"chip {Chip} " : "") + (Core >= 0 ? $"core {Core} " : "");
        return Unit.Kind switch
        {
            UnitKind.Host => Chip > 0 ? $"the host of chip {Chip}" : "the host",
            UnitKind.Dma => $"{where}DMA engine {Unit.Number} descriptor {Instruction}",
            UnitKind.Link => $"{where}link {Unit.Number}",
            _ => $"{where}{Engine.AssemblyName()} instruction {Instruction}",
        };
    }
}
