using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Hardware.Common.IO;

namespace Hardware.Waveforms.Vcd;

/// <summary>
/// Writes a value change dump in the dialect that GTKWave, Surfer, sigrok and <c>vcd2fst</c> all read: declarations, then
/// <see cref="BeginDump"/>, every variable's first value, <see cref="EndDump"/>, and from then on times and changes.
/// </summary>
/// <remarks>
/// <para>The file holds no wall clock: the same calls give the same bytes. It appears under its name when <see cref="Close()"/>
/// is called, which may happen at any moment (an interrupted run keeps a valid wave of what it had simulated).</para>
/// <para>Change methods allocate nothing. They trust the caller to match kind and width of the declaration; bits above
/// the width are cut off.</para>
/// </remarks>
public sealed class VcdWriter : IDisposable
{
    /// <summary>The widest vector, in bits.</summary>
    public const int MaximumWidth = 4096;

    // A change of the widest vector with its identifier, the blocks that its last digits are stored in, and a time line.
    private const int Reserve = MaximumWidth + 256;

    private enum Phase { Header, Initial, Running, Blackout, Resuming, Closed }

    private readonly record struct Slot(ulong Suffix, ulong Mask);

    private readonly Stream _stream;
    private readonly AtomicFile? _file;
    private readonly VcdWriterOptions _options;
    private readonly VcdHeader _header;
    private readonly byte[] _buffer;
    private Slot[] _slots = new Slot[64];
    private int _position;
    private int _gate;
    private long _time;
    private bool _timePending;
    private Phase _phase = Phase.Header;

    /// <summary>Writes to a stream that stays open.</summary>
    public VcdWriter(Stream stream, VcdWriterOptions? options = null)
    {
        _stream = stream;
        _options = options ?? new VcdWriterOptions();
        _header = new VcdHeader(_options.EnumTables);
        _buffer = GC.AllocateUninitializedArray<byte>(Math.Max(_options.BufferBytes, 0) + Reserve);
        _gate = _buffer.Length - Reserve;
        Append($"$version neuron-rtl $end\n$timescale {_options.Timescale} $end\n");
    }

    private VcdWriter(AtomicFile file, VcdWriterOptions? options) : this(file.Stream, options) => _file = file;

    /// <summary>Writes to a file, which gets its name when the writer is closed.</summary>
    /// <exception cref="Common.Diagnostics.InputException">The file cannot be created.</exception>
    public static VcdWriter Create(string path, VcdWriterOptions? options = null) => new(AtomicFile.Create(path), options);

    /// <summary>Variables with an identifier of their own.</summary>
    public int VariableCount => _header.VariableCount;

    /// <summary>A line of text for people: how the wave came to be (program, seed, chip).</summary>
    public void Comment(string text)
    {
        Require(Phase.Header);
        Append($"$comment {text.ReplaceLineEndings(" ").Replace("$end", "$ end", StringComparison.Ordinal)} $end\n");
    }

    /// <summary>Starts a scope; names of siblings differ.</summary>
    public void OpenScope(VcdScopeKind kind, string name) => Declare(_header.OpenScope(kind, name));

    /// <summary>Ends the scope that was opened last.</summary>
    public void CloseScope() => Declare(_header.CloseScope());

    /// <summary>Declares one wire.</summary>
    public VcdIdentifier DeclareBit(string name) => DeclareVector(name, 1);

    /// <summary>Declares <paramref name="width"/> wires as a vector, with names for its values if given.</summary>
    public VcdIdentifier DeclareVector(string name, int width, VcdEnumTable? labels = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaximumWidth);
        Declare(_header.Vector(name, width, labels, null, out var identifier));
        AddSlot(identifier, width >= 64 ? ulong.MaxValue : (1UL << width) - 1);
        return identifier;
    }

    /// <summary>Declares a double-precision number.</summary>
    public VcdIdentifier DeclareReal(string name)
    {
        Declare(_header.Real(name, null, out var identifier));
        AddSlot(identifier, 0);
        return identifier;
    }

    /// <summary>Declares a second name for a vector or bit: both ends of a channel cost one change.</summary>
    public void DeclareAlias(string name, int width, VcdIdentifier identifier, VcdEnumTable? labels = null) =>
        Declare(_header.Vector(name, width, labels, identifier, out _));

    /// <summary>Declares a second name for a real.</summary>
    public void DeclareRealAlias(string name, VcdIdentifier identifier) => Declare(_header.Real(name, identifier, out _));

    /// <summary>Ends the header and starts the block of first values at a time, which all variables must get now.</summary>
    public void BeginDump(long time)
    {
        Require(Phase.Header);
        _header.RequireClosed();
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        Append("$enddefinitions $end\n");
        _time = time;
        _timePending = true;
        _gate = -1;
        Append("$dumpvars\n");
        _phase = Phase.Initial;
    }

    /// <summary>Ends the block of values begun by <see cref="BeginDump"/> or <see cref="DumpOn"/>.</summary>
    public void EndDump()
    {
        if (_phase != Phase.Initial)
            Require(Phase.Resuming);
        Append("$end\n");
        _phase = Phase.Running;
    }

    /// <summary>Sets the time of the changes that follow; a time without a change leaves no line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time would run backwards.</exception>
    public void SetTime(long time)
    {
        if (time == _time)
            return;
        if (time < _time)
            throw new ArgumentOutOfRangeException(nameof(time), time, $"before the time already written, {_time}");
        if (_phase is Phase.Header or Phase.Initial or Phase.Resuming)
            throw new InvalidOperationException("time may not pass inside the header or a dump block");
        _time = time;
        _timePending = true;
        _gate = -1;
    }

    /// <summary>Writes one bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ChangeBit(VcdIdentifier identifier, bool value)
    {
        var suffix = _slots[identifier.Number - 1].Suffix;
        ref var at = ref Prepare();
        // The space of the suffix gives way to the digit.
        Unsafe.WriteUnaligned(ref at, (suffix & 0x00FFFFFFFFFFFF00) | (value ? '1' : (uint)'0'));
        _position += (int)(suffix >> 56);
    }

    /// <summary>Writes a vector of up to 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ChangeVector(VcdIdentifier identifier, ulong value)
    {
        var slot = _slots[identifier.Number - 1];
        if (slot.Mask == 1)
        {
            ChangeBit(identifier, (value & 1) != 0);
            return;
        }

        ref var at = ref Prepare();
        at = (byte)'b';
        var digits = BinaryDigits.WriteTrimmed(value & slot.Mask, ref Unsafe.Add(ref at, 1));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1 + digits), slot.Suffix);
        _position += 1 + digits + (int)(slot.Suffix >> 56);
    }

    /// <summary>Writes the low <paramref name="width"/> bits of a little-endian value, at least that long.</summary>
    public void ChangeVector(VcdIdentifier identifier, ReadOnlySpan<byte> littleEndianBits, int width)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(width - 1), (uint)Math.Min(MaximumWidth, littleEndianBits.Length * 8) - 1, nameof(width));
        if (width == 1)
        {
            ChangeBit(identifier, (littleEndianBits[0] & 1) != 0);
            return;
        }

        var suffix = _slots[identifier.Number - 1].Suffix;
        ref var at = ref Prepare();
        at = (byte)'b';
        var digits = BinaryDigits.WriteTrimmed(littleEndianBits, width, ref Unsafe.Add(ref at, 1));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1 + digits), suffix);
        _position += 1 + digits + (int)(suffix >> 56);
    }

    /// <summary>Writes a real so that it reads back exactly.</summary>
    public void ChangeReal(VcdIdentifier identifier, double value)
    {
        var suffix = _slots[identifier.Number - 1].Suffix;
        ref var at = ref Prepare();
        at = (byte)'r';
        value.TryFormat(_buffer.AsSpan(_position + 1), out var digits, default, System.Globalization.CultureInfo.InvariantCulture);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1 + digits), suffix);
        _position += 1 + digits + (int)(suffix >> 56);
    }

    /// <summary>Stops recording: every variable is drawn as unknown until <see cref="DumpOn"/>.</summary>
    public void DumpOff(long time)
    {
        Require(Phase.Running);
        SetTime(time);
        Append("$dumpoff\n");
        for (var number = 1; number <= VariableCount; number++)
        {
            var slot = _slots[number - 1];
            ReadOnlySpan<byte> unknown = slot.Mask switch { 0 => "rNaN"u8, 1 => "x"u8, _ => "bx"u8 };
            ref var at = ref Prepare();
            unknown.CopyTo(_buffer.AsSpan(_position));
            var suffix = slot.Mask == 1 ? slot.Suffix >> 8 : slot.Suffix;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, unknown.Length), suffix);
            _position += unknown.Length + (int)(slot.Suffix >> 56) - (slot.Mask == 1 ? 1 : 0);
        }

        Append("$end\n");
        _phase = Phase.Blackout;
    }

    /// <summary>Starts the block in which every variable gets its value again; <see cref="EndDump"/> ends it.</summary>
    public void DumpOn(long time)
    {
        Require(Phase.Blackout);
        SetTime(time);
        Append("$dumpon\n");
        _phase = Phase.Resuming;
    }

    /// <summary>Extends the wave to <paramref name="endTime"/> and closes it.</summary>
    public void Close(long endTime)
    {
        if (_phase is Phase.Running or Phase.Blackout && endTime > _time)
            SetTime(endTime);
        Close();
    }

    /// <summary>
    /// Ends the wave where it stands, with the time reached as the last line, and gives the file its name. A writer that never
    /// reached <see cref="BeginDump"/> has no wave and leaves no file. Does nothing the second time.
    /// </summary>
    public void Close()
    {
        if (_phase == Phase.Closed)
            return;
        var hasWave = _phase != Phase.Header;
        if (_phase is Phase.Initial or Phase.Resuming)
            Append("$end\n");
        if (_timePending && hasWave)
            Prepare();
        _phase = Phase.Closed;
        if (!hasWave)
        {
            _file?.Dispose();
            return;
        }

        Flush();
        _stream.Flush();
        _file?.Commit();
    }

    /// <summary>Throws the wave away: no file is left, and one of that name stays as it was.</summary>
    public void Abandon()
    {
        _phase = Phase.Closed;
        _file?.Dispose();
    }

    /// <summary>Closes, so that an exception or an interrupt leaves a valid wave.</summary>
    public void Dispose()
    {
        try
        {
            Close();
        }
        finally
        {
            _file?.Dispose();
        }
    }

    private void Declare(string line)
    {
        Require(Phase.Header);
        Append(line);
    }

    private void AddSlot(VcdIdentifier identifier, ulong mask)
    {
        if (identifier.Number > _slots.Length)
            Array.Resize(ref _slots, _slots.Length * 2);
        _slots[identifier.Number - 1] = new Slot(identifier.Suffix(), mask);
    }

    private void Require(Phase phase)
    {
        if (_phase != phase)
            throw new InvalidOperationException($"the wave is in its phase {_phase}, but this belongs to {phase}");
    }

    // One comparison covers both a full buffer and a time line that is still owed, for the gate is -1 then.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Prepare()
    {
        if (_position > _gate)
            MakeReady();
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), _position);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeReady()
    {
        _gate = _buffer.Length - Reserve;
        if (_position > _gate)
            Flush();
        if (!_timePending)
            return;
        _timePending = false;
        _buffer[_position++] = (byte)'#';
        Utf8Formatter.TryFormat(_time, _buffer.AsSpan(_position), out var digits);
        _position += digits;
        _buffer[_position++] = (byte)'\n';
    }

    private void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Prepare();
        if (bytes.Length > Reserve / 2)
        {
            Flush();
            _stream.Write(bytes);
            return;
        }

        bytes.CopyTo(_buffer, _position);
        _position += bytes.Length;
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _position);
        _position = 0;
    }
}
