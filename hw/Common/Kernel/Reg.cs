using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Kernel;

/// <summary>A register: reads give the value as of the clock edge, writes take effect when the tick commits.</summary>
public abstract class Reg : StateElement, ISignal
{
    internal RegisterFile? File { get; private set; }

    /// <summary>First byte within <see cref="Component.RegisterBytes"/> of the owner.</summary>
    public int Offset { get; private set; }

    /// <summary>Bytes that the register takes in its component's register file.</summary>
    public abstract int ByteLength { get; }

    public abstract int BitWidth { get; }

    public abstract Type ValueType { get; }

    /// <summary>Makes a register; call it as the initialiser of a property or field, whose name the register takes.</summary>
    public static Reg<T> Of<T>(T reset = default, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged => new(reset, new SourceLocation(file, line));

    /// <summary>Makes a row of registers of the same type and reset value.</summary>
    public static Reg<T>[] Row<T>(int count, T reset = default, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged
    {
        var row = new Reg<T>[count];
        for (var i = 0; i < count; i++)
            row[i] = new Reg<T>(reset, new SourceLocation(file, line));
        return row;
    }

    public ReadOnlySpan<byte> Bits => File!.Current.AsSpan(Offset, ByteLength);

    internal void Place(RegisterFile file)
    {
        File = file;
        Offset = file.Reserve(ByteLength);
    }

    internal abstract void Bind();
}

/// <inheritdoc/>
/// <typeparam name="T">An unmanaged type without padding, so that state can be compared, digested and traced as bytes.</typeparam>
public sealed class Reg<T> : Reg
    where T : unmanaged
{
    private readonly T _reset;
    private byte[] _current;
    private byte[] _next;
    private int _offset;

    internal Reg(T reset, SourceLocation declared)
    {
        Declared = declared;
        _reset = reset;
        _current = new byte[Unsafe.SizeOf<T>()];
        _next = new byte[Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(_current, reset);
        MemoryMarshal.Write(_next, reset);
    }

    /// <summary>The committed value.</summary>
    public T Q
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_current), _offset));
    }

    /// <summary>The value from the next commit on. Reading it gives what was staged in this tick, or the committed value.</summary>
    public T Next
    {
        get => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_next), _offset));
        set
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_next), _offset), value);
            if (File is { } file)
            {
                file.Dirty = true;
                if (Simulator!.ChecksOwnership)
                    Simulator.CheckWriter(this);
            }
        }
    }

    public override int ByteLength => Unsafe.SizeOf<T>();

    public override int BitWidth => typeof(T) == typeof(bool) ? 1 : SignalWidth.Of(typeof(T)) ?? ByteLength * 8;

    public override Type ValueType => typeof(T);

    internal override void Bind()
    {
        _current = File!.Current;
        _next = File.Next;
        _offset = Offset;
    }

    /// <summary>Sets committed and next value at once: for a debugger that pokes a stopped simulation, never for a component.</summary>
    public void Poke(T value)
    {
        Unsafe.WriteUnaligned(ref _current[_offset], value);
        Unsafe.WriteUnaligned(ref _next[_offset], value);
    }

    protected internal override void PowerUp(PowerUpState state) => Poke(_reset);
}
