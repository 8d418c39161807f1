using System.Runtime.InteropServices;

namespace Hardware.Testbench.Monitors;

/// <summary>
/// The contract of a channel, checked from its committed content alone: a word that was pushed stays, unchanged and in order, until it is
/// popped; none is lost, none appears from nowhere; a word cannot be popped in the tick that pushes it, nor a place be filled in the tick
/// that frees it.
/// </summary>
/// <param name="name">Path of the channel, for messages.</param>
/// <param name="depth">Words that the channel holds.</param>
public sealed class ChannelContract<T>(string name, int depth)
    where T : unmanaged
{
    private readonly T[] _held = new T[depth];
    private int _count;
    private long _pushed;

    /// <summary>Words pushed since the first look.</summary>
    public long Pushes { get; private set; }

    /// <summary>Words popped since the first look.</summary>
    public long Pops { get; private set; }

    /// <summary>Takes the content without checking it: where a watch starts.</summary>
    public void Start(ReadOnlySpan<T> content, long pushed)
    {
        content.CopyTo(_held);
        (_count, _pushed) = (content.Length, pushed);
    }

    /// <summary>Checks one tick.</summary>
    /// <param name="content">Committed words, oldest first.</param>
    /// <param name="pushed">Words pushed since power-up.</param>
    /// <param name="pops">Words that the tick popped.</param>
    /// <returns>What the channel did wrong, or null.</returns>
    public string? Check(ReadOnlySpan<T> content, long pushed, out int pops)
    {
        var (before, pushes) = (_count, pushed - _pushed);
        pops = (int)(before + pushes - content.Length);
        var wrong = pushes < 0 ? $"{name}: {-pushes} pushed words were taken back"
            : content.Length > depth ? $"{name}: holds {content.Length} words in {depth} places"
            : pops < 0 ? $"{name}: holds {-pops} words that nobody pushed"
            : pops > before ? $"{name}: {pops} words were popped of the {before} that were there at the edge; a word was lost, or popped as it was pushed"
            : pushes > depth - before ? $"{name}: {pushes} words were pushed into {depth - before} free places"
            : Changed(content, pops);
        content[..Math.Min(content.Length, depth)].CopyTo(_held);
        (_count, _pushed) = (Math.Min(content.Length, depth), pushed);
        Pushes += Math.Max(pushes, 0);
        Pops += Math.Max(pops, 0);
        return wrong;
    }

    private string? Changed(ReadOnlySpan<T> content, int pops)
    {
        var held = MemoryMarshal.AsBytes(_held.AsSpan(pops, _count - pops));
        return MemoryMarshal.AsBytes(content)[..held.Length].SequenceEqual(held)
            ? null
            : $"{name}: a waiting word changed, or words changed their order";
    }
}
