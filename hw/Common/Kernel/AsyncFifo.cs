using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Kernel;

/// <summary>
/// A first-in first-out store between two clocks without a common phase. Each pointer crosses through a synchroniser, so a word can be
/// popped only <see cref="SynchroniserStages"/> consumer edges after it was pushed, and a place reused as many producer edges after
/// it was freed. The clocks of one chip share a grid and need none; this is for links between chips and for hosts with a clock of their own.
/// </summary>
public abstract class AsyncFifo : StateElement
{
    /// <summary>Flip-flops of each pointer synchroniser; two is common practice.</summary>
    public const int SynchroniserStages = 2;

    internal Component? ProducerOwner { get; set; }

    internal Component? ConsumerOwner { get; set; }

    internal abstract object ProducerEnd { get; }

    internal abstract object ConsumerEnd { get; }

    /// <summary>Makes a store of <paramref name="depth"/> words.</summary>
    public static AsyncFifo<T> Of<T>(int depth, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged => new(depth, new SourceLocation(file, line));
}

/// <inheritdoc/>
public sealed class AsyncFifo<T> : AsyncFifo
    where T : unmanaged
{
    private readonly T[] _words;
    private readonly long[] _visibleAt;
    private readonly long[] _freeAt;
    private long _written;
    private long _read;
    private T _staged;
    private bool _push;
    private bool _pop;

    internal AsyncFifo(int depth, SourceLocation declared)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        Declared = declared;
        _words = new T[depth];
        _visibleAt = new long[depth];
        _freeAt = new long[depth];
        Writer = new AsyncProducer<T>(this);
        Reader = new AsyncConsumer<T>(this);
    }

    public AsyncProducer<T> Writer { get; }

    public AsyncConsumer<T> Reader { get; }

    internal override object ProducerEnd => Writer;

    internal override object ConsumerEnd => Reader;

    internal bool CanPush => !_push && _written - _read < _words.Length && Simulator!.Now >= _freeAt[_written % _words.Length];

    internal bool CanPop => !_pop && _read < _written && Simulator!.Now >= _visibleAt[_read % _words.Length];

    internal void Push(in T word)
    {
        if (!CanPush)
            throw new InvalidOperationException($"push into {Path}, which has no free place for its producer");
        _staged = word;
        _push = true;
        Enlist();
    }

    internal T Pop()
    {
        if (!CanPop)
            throw new InvalidOperationException($"pop from {Path}, which shows its consumer no word");
        _pop = true;
        Enlist();
        return _words[_read % _words.Length];
    }

    protected internal override void Commit()
    {
        if (_pop)
        {
            var slot = _read++ % _words.Length;
            _freeAt[slot] = After(ProducerOwner!.Clock);
            Simulator!.WakeAt(ProducerOwner, _freeAt[slot]);
            _pop = false;
        }

        if (_push)
        {
            var slot = _written++ % _words.Length;
            _words[slot] = _staged;
            _visibleAt[slot] = After(ConsumerOwner!.Clock);
            Simulator!.WakeAt(ConsumerOwner, _visibleAt[slot]);
            _push = false;
        }
    }

    private long After(Clock clock) => clock.EdgeAfter(Simulator!.Now) + ((SynchroniserStages - 1) * clock.Period);

    protected internal override object? Save() =>
        (_words.Clone(), _visibleAt.Clone(), _freeAt.Clone(), _written, _read);

    protected internal override void Restore(object? saved)
    {
        var (words, visible, free, written, read) = ((object, object, object, long, long))saved!;
        ((T[])words).CopyTo(_words, 0);
        ((long[])visible).CopyTo(_visibleAt, 0);
        ((long[])free).CopyTo(_freeAt, 0);
        (_written, _read, _push, _pop) = (written, read, false, false);
    }

    protected internal override void AddTo(StateDigest digest)
    {
        digest.Add(_written);
        digest.Add(_read);
        for (var i = _read; i < _written; i++)
            digest.Add(MemoryMarshal.AsBytes(_words.AsSpan((int)(i % _words.Length), 1)));
    }
}

/// <summary>The end of an asynchronous store that pushes, at most one word a tick.</summary>
public sealed class AsyncProducer<T>
    where T : unmanaged
{
    internal AsyncProducer(AsyncFifo<T> fifo) => Fifo = fifo;

    public AsyncFifo<T> Fifo { get; }

    public bool TryPush(in T word)
    {
        if (!Fifo.CanPush)
            return false;
        Fifo.Push(word);
        return true;
    }
}

/// <summary>The end of an asynchronous store that pops, at most one word a tick.</summary>
public sealed class AsyncConsumer<T>
    where T : unmanaged
{
    internal AsyncConsumer(AsyncFifo<T> fifo) => Fifo = fifo;

    public AsyncFifo<T> Fifo { get; }

    public bool TryPop(out T word)
    {
        if (!Fifo.CanPop)
        {
            word = default;
            return false;
        }

        word = Fifo.Pop();
        return true;
    }
}
