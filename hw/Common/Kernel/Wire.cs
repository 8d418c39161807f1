using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Kernel;

/// <summary>
/// A single-driver pure function of registers and other wires of the same unit. Its sources are declared, so that elaboration can
/// order wires and refuse loops; it is never a handshake and never crosses a unit.
/// </summary>
public abstract class Wire : StateElement, ISignal
{
    private readonly StateElement[] _sources;

    private protected Wire(StateElement[] sources, SourceLocation declared)
    {
        _sources = sources;
        Declared = declared;
    }

    /// <summary>The registers and wires that the function reads.</summary>
    public IReadOnlyList<StateElement> Sources => _sources;

    public abstract int BitWidth { get; }

    public abstract Type ValueType { get; }

    public abstract ReadOnlySpan<byte> Bits { get; }

    /// <summary>Makes a wire driven by a pure function of the declared sources.</summary>
    public static Wire<T> Of<T>(
        Func<T> function, StateElement[] sources, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged => new(function, sources, new SourceLocation(file, line));
}

/// <inheritdoc/>
public sealed class Wire<T> : Wire
    where T : unmanaged
{
    private readonly Func<T> _function;
    private readonly T[] _shown = new T[1];

    internal Wire(Func<T> function, StateElement[] sources, SourceLocation declared)
        : base(sources, declared) => _function = function;

    /// <summary>The function's value over the committed registers.</summary>
    public T Q => _function();

    public override int BitWidth => typeof(T) == typeof(bool) ? 1 : SignalWidth.Of(typeof(T)) ?? Unsafe.SizeOf<T>() * 8;

    public override Type ValueType => typeof(T);

    public override ReadOnlySpan<byte> Bits
    {
        get
        {
            _shown[0] = _function();
            return MemoryMarshal.AsBytes<T>(_shown);
        }
    }
}
