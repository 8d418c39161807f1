using Hardware.Common.Isa;

namespace Hardware.Common.Observation;

/// <summary>The life of one executed instruction, in ticks of the clock grid; reported once, when it completes.</summary>
/// <param name="By">The instruction: of the stream if the sequencer executed it itself, else of the engine.</param>
/// <param name="Opcode">Number in the instruction catalog.</param>
/// <param name="Wait">The condition it waited for.</param>
/// <param name="ReadyAt">Decoded; begins to wait.</param>
/// <param name="IssuedAt">The condition held; handed to the engine, or executed by the sequencer.</param>
/// <param name="StartedAt">The data path began with it.</param>
/// <param name="FirstBeatAt">First beat read; equal to <paramref name="StartedAt"/> for control instructions.</param>
/// <param name="LastBeatAt">Last beat read.</param>
/// <param name="CompletedAt">Last result visible.</param>
public readonly record struct ExecutionRecord(
    Agent By,
    ushort Opcode,
    WaitCondition Wait,
    long ReadyAt,
    long IssuedAt,
    long StartedAt,
    long FirstBeatAt,
    long LastBeatAt,
    long CompletedAt);

/// <summary>One finished DMA descriptor, in ticks.</summary>
/// <param name="By">The descriptor.</param>
/// <param name="Source">Byte address in the chip's space.</param>
/// <param name="Destination">Byte address in the chip's space.</param>
/// <param name="Bytes">Bytes copied.</param>
/// <param name="StartedAt">It left its ring.</param>
/// <param name="CompletedAt">Its last byte was written.</param>
public readonly record struct DmaRecord(Agent By, long Source, long Destination, int Bytes, long StartedAt, long CompletedAt);
