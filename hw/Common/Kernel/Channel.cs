using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Kernel;

/// <summary>
/// A ready/valid link with a first-in first-out store of explicit depth. Both ends see the occupancy as of the clock edge: a word
/// pushed in a tick can be popped at the consumer's first edge strictly after it, and a place freed in a tick can be used at the
/// producer's first edge strictly after it. Full rate therefore needs a depth of two.
/// </summary>
/// <remarks>The contract: a word once pushed stays until it is popped and never changes; order is kept; readiness may depend on
/// validity, but not the reverse.</remarks>
public abstract class Channel : StateElement
{
    internal Component? ProducerOwner { get; set; }

    internal Component? ConsumerOwner { get; set; }

    /// <summary>Words that the store holds.</summary>
    public abstract int Depth { get; }

    /// <summary>Words present as of the last commit.</summary>
    public abstract int Count { get; }

    /// <summary>Words pushed since power-up.</summary>
    public abstract long Pushed { get; }

    /// <summary>Makes a channel that the parent of both ends owns.</summary>
    public static Channel<T> Of<T>(int depth = 2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged => new(depth, new SourceLocation(file, line));

    /// <summary>Makes a row of channels of one depth.</summary>
    public static Channel<T>[] Row<T>(int count, int depth = 2, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged
    {
        var row = new Channel<T>[count];
        for (var i = 0; i < count; i++)
            row[i] = new Channel<T>(depth, new SourceLocation(file, line));
        return row;
    }
}

/// <inheritdoc/>
public sealed class Channel<T> : Channel
    where T : unmanaged
{
    private readonly T[] _words;
    private readonly T[] _staged;
    private int _head;
    private int _count;
    private int _pushes;
    private int _pops;
    private long _pushed;

    internal Channel(int depth, SourceLocation declared)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        Declared = declared;
        _words = new T[depth];
        _staged = new T[depth];
        Producer = new Producer<T>(this);
        Consumer = new Consumer<T>(this);
    }

    /// <summary>The end that pushes; exactly one component may hold it.</summary>
    public Producer<T> Producer { get; }

    /// <summary>The end that pops; exactly one component may hold it.</summary>
    public Consumer<T> Consumer { get; }

    public override int Depth => _words.Length;

    public override int Count => _count;

    public override long Pushed => _pushed;

    /// <summary>The committed word at a position, 0 being the oldest: for monitors and debuggers.</summary>
    public T WordAt(int position) => _words[(_head + position) % _words.Length];

    internal bool CanPush
    {
        get
        {
            if (_count + _pushes >= _words.Length)
                return false;
            if (Simulator?.Stalls is not { } stalls || !stalls.StallsPush(Index, Simulator.Now))
                return true;
            Simulator.KeepAwake(ProducerOwner);
            return false;
        }
    }

    internal bool CanPop
    {
        get
        {
            if (_pops >= _count)
                return false;
            if (Simulator?.Stalls is not { } stalls || !stalls.StallsPop(Index, Simulator.Now))
                return true;
            Simulator.KeepAwake(ConsumerOwner);
            return false;
        }
    }

    internal void Push(in T word)
    {
        if (_count + _pushes >= _words.Length)
            throw new InvalidOperationException($"push into the full channel {Path}: ask CanPush first");
        _staged[_pushes++] = word;
        Enlist();
    }

    internal ref readonly T Peek() => ref _words[(_head + _pops) % _words.Length];

    internal void Pop()
    {
        if (_pops >= _count)
            throw new InvalidOperationException($"pop from the empty channel {Path}: ask CanPop first");
        _pops++;
        Enlist();
    }

    protected internal override void Commit()
    {
        if (_pops > 0)
        {
            _head = (_head + _pops) % _words.Length;
            _count -= _pops;
            _pops = 0;
            Simulator!.Wake(ProducerOwner);
        }

        if (_pushes > 0)
        {
            for (var i = 0; i < _pushes; i++)
                _words[(_head + _count + i) % _words.Length] = _staged[i];
            _count += _pushes;
            _pushed += _pushes;
            _pushes = 0;
            Simulator!.Wake(ConsumerOwner);
        }
    }

    protected internal override object? Save()
    {
        var words = new T[_count];
        for (var i = 0; i < _count; i++)
            words[i] = WordAt(i);
        return (words, _pushed);
    }

    protected internal override void Restore(object? saved)
    {
        var (words, pushed) = ((T[], long))saved!;
        words.CopyTo(_words, 0);
        (_head, _count, _pushes, _pops, _pushed) = (0, words.Length, 0, 0, pushed);
    }

    protected internal override void AddTo(StateDigest digest)
    {
        digest.Add(_count);
        for (var i = 0; i < _count; i++)
        {
            var word = WordAt(i);
            digest.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref word)));
        }
    }
}

/// <summary>The end of a channel that pushes words.</summary>
public sealed class Producer<T>
    where T : unmanaged
{
    internal Producer(Channel<T> channel) => Channel = channel;

    public Channel<T> Channel { get; }

    /// <summary>True if a word can be pushed in this tick.</summary>
    public bool CanPush => Channel.CanPush;

    /// <summary>Pushes a word; the consumer sees it at its first edge after this tick.</summary>
    /// <exception cref="InvalidOperationException">The channel is full.</exception>
    public void Push(in T word) => Channel.Push(word);

    /// <summary>Pushes the word if there is a place; false if not.</summary>
    public bool TryPush(in T word)
    {
        if (!Channel.CanPush)
            return false;
        Channel.Push(word);
        return true;
    }
}

/// <summary>The end of a channel that pops words.</summary>
public sealed class Consumer<T>
    where T : unmanaged
{
    internal Consumer(Channel<T> channel) => Channel = channel;

    public Channel<T> Channel { get; }

    /// <summary>True if a word is present as of this edge.</summary>
    public bool CanPop => Channel.CanPop;

    /// <summary>The oldest word that this tick has not popped; only valid while <see cref="CanPop"/>.</summary>
    public ref readonly T Peek() => ref Channel.Peek();

    /// <summary>Removes the oldest word.</summary>
    /// <exception cref="InvalidOperationException">The channel is empty.</exception>
    public T Pop()
    {
        var word = Channel.Peek();
        Channel.Pop();
        return word;
    }

    /// <summary>Removes and gives the oldest word if there is one; false if not.</summary>
    public bool TryPop(out T word)
    {
        if (!Channel.CanPop)
        {
            word = default;
            return false;
        }

        word = Pop();
        return true;
    }
}
