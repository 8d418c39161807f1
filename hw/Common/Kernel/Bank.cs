using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Kernel;

/// <summary>
/// A regular array of state that only its own component reads and writes: delay lines, pipelines, register banks. It is updated in
/// place, which no other component can notice; what others must see goes through a <see cref="Reg{T}"/> or a <see cref="Channel{T}"/>.
/// </summary>
public abstract class Bank : StateElement
{
    /// <summary>Makes a bank of <paramref name="length"/> elements, all zero at power-up.</summary>
    public static Bank<T> Of<T>(int length, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged => new(length, new SourceLocation(file, line));
}

/// <inheritdoc/>
public sealed class Bank<T> : Bank
    where T : unmanaged
{
    internal Bank(int length, SourceLocation declared)
    {
        Declared = declared;
        Items = new T[length];
    }

    /// <summary>The elements; the array is never replaced.</summary>
    public T[] Items { get; }

    public ref T this[int index] => ref Items[index];

    public Span<T> Span => Items;

    public int Length => Items.Length;

    protected internal override object? Save() => Items.Clone();

    protected internal override void Restore(object? saved) => ((T[])saved!).CopyTo(Items, 0);

    protected internal override void AddTo(StateDigest digest) => digest.Add(MemoryMarshal.AsBytes<T>(Items));
}
