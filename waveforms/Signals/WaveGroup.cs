using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Signals;

/// <summary>The traced signals of one buffer and the bytes that were written last.</summary>
/// <remarks>
/// A comparison goes from coarse to fine: all bytes between the first and the last traced signal, then the span of each
/// <see cref="BlockSignals"/> signals, then single signals. An unchanged unit costs one vectorised comparison.
/// </remarks>
internal sealed class WaveGroup
{
    private const int BlockSignals = 32;

    private readonly record struct Traced(int Offset, int Width, WaveKind Kind, VcdIdentifier Identifier)
    {
        public int Bytes => (Width + 7) / 8;
    }

    private readonly record struct Block(int From, int Bytes);

    private readonly WaveBuffer _buffer;
    private readonly Traced[] _signals;
    private readonly Block[] _blocks;
    private readonly byte[] _shadow;
    private readonly int _start;

    public WaveGroup(WaveBuffer buffer, IReadOnlyList<(WaveSignal Signal, VcdIdentifier Identifier)> signals)
    {
        _buffer = buffer;
        _signals = [.. signals.Select(s => new Traced(s.Signal.Offset, s.Signal.Width, s.Signal.Kind, s.Identifier)).OrderBy(t => t.Offset)];
        _start = _signals[0].Offset;
        var end = _signals.Max(t => t.Offset + t.Bytes);
        if (end > buffer.Current.Length)
            throw new ArgumentException($"a signal ends at byte {end} of a buffer of {buffer.Current.Length}", nameof(signals));
        _shadow = new byte[end - _start];
        for (var i = 0; i < _signals.Length; i++)
            _signals[i] = _signals[i] with { Offset = _signals[i].Offset - _start };
        _blocks = [.. _signals.Chunk(BlockSignals).Select(chunk => new Block(chunk[0].Offset, chunk.Max(t => t.Offset + t.Bytes) - chunk[0].Offset))];
    }

    /// <summary>Writes every signal.</summary>
    public void WriteAll(VcdWriter writer)
    {
        var current = _buffer.Current.Slice(_start, _shadow.Length);
        foreach (ref readonly var signal in _signals.AsSpan())
            Write(writer, signal, current);
        current.CopyTo(_shadow);
    }

    /// <summary>Writes the signals that differ from what was written last.</summary>
    public void WriteChanged(VcdWriter writer)
    {
        var current = _buffer.Current.Slice(_start, _shadow.Length);
        if (current.SequenceEqual(_shadow))
            return;
        for (var index = 0; index < _blocks.Length; index++)
        {
            var (from, bytes) = _blocks[index];
            if (current.Slice(from, bytes).SequenceEqual(_shadow.AsSpan(from, bytes)))
                continue;
            var signals = _signals.AsSpan(index * BlockSignals);
            if (signals.Length > BlockSignals)
                signals = signals[..BlockSignals];
            foreach (ref readonly var signal in signals)
                if (Differs(signal, current))
                    Write(writer, signal, current);
        }

        // Blocks may overlap (a payload and its fields), so the old bytes stay until all have been compared.
        current.CopyTo(_shadow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Differs(in Traced signal, ReadOnlySpan<byte> current)
    {
        if (signal.Width > 64)
            return !current.Slice(signal.Offset, signal.Bytes).SequenceEqual(_shadow.AsSpan(signal.Offset, signal.Bytes));
        var difference = Load(current, signal.Offset, signal.Bytes) ^ Load(_shadow, signal.Offset, signal.Bytes);
        return difference << (64 - signal.Width) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(VcdWriter writer, in Traced signal, ReadOnlySpan<byte> current)
    {
        if (signal.Width > 64)
            writer.ChangeVector(signal.Identifier, current.Slice(signal.Offset, signal.Bytes), signal.Width);
        else if (signal.Kind == WaveKind.Bits)
            writer.ChangeVector(signal.Identifier, Load(current, signal.Offset, signal.Bytes));
        else if (signal.Width == 64)
            writer.ChangeReal(signal.Identifier, BinaryPrimitives.ReadDoubleLittleEndian(current[signal.Offset..]));
        else
            writer.ChangeReal(signal.Identifier, BinaryPrimitives.ReadSingleLittleEndian(current[signal.Offset..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ReadOnlySpan<byte> bytes, int offset, int length)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), offset);
        switch (length)
        {
            case 1: return first;
            case 2: return Unsafe.ReadUnaligned<ushort>(ref first);
            case 4: return Unsafe.ReadUnaligned<uint>(ref first);
            case 8: return Unsafe.ReadUnaligned<ulong>(ref first);
        }

        var value = 0UL;
        for (var i = 0; i < length; i++)
            value |= (ulong)Unsafe.Add(ref first, i) << (8 * i);
        return value;
    }
}
