namespace Hardware.Common.Kernel;

/// <summary>
/// A named piece of a component's state, or of what joins components. Elaboration gives it its name (the property that holds it),
/// its owner and its place in the simulator; snapshots and digests walk all of them.
/// </summary>
public abstract class StateElement
{
    /// <summary>Name within the owner, in lower_snake_case; empty before elaboration.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The component whose property declares this element; null before elaboration.</summary>
    public Component? Owner { get; internal set; }

    /// <summary>Where the element was made.</summary>
    public SourceLocation Declared { get; protected init; }

    /// <summary>Hierarchical name, for instance <c>chip.core0.vector.sequencer.pc</c>.</summary>
    public string Path => Owner is null ? Name : $"{Owner.Path}.{Name}";

    internal int Index { get; set; } = -1;

    internal bool Enlisted { get; set; }

    protected internal Simulator? Simulator { get; internal set; }

    /// <summary>Called once, when the simulator takes the netlist; sets the content that power-up would leave.</summary>
    protected internal virtual void PowerUp(PowerUpState state)
    {
    }

    /// <summary>Makes what was staged during this tick's evaluation visible.</summary>
    protected internal virtual void Commit()
    {
    }

    /// <summary>A value that <see cref="Restore"/> can return to; must not share writable memory with the element.</summary>
    protected internal virtual object? Save() => null;

    /// <summary>Returns to a value that <see cref="Save"/> gave.</summary>
    protected internal virtual void Restore(object? saved)
    {
    }

    /// <summary>Adds the committed content to a digest.</summary>
    protected internal virtual void AddTo(StateDigest digest)
    {
    }

    /// <summary>Asks for <see cref="Commit"/> at the end of this tick.</summary>
    protected void Enlist() => Simulator?.Enlist(this);
}

/// <summary>A place in a source file.</summary>
public readonly record struct SourceLocation(string File, int Line)
{
    public override string ToString() => $"{System.IO.Path.GetFileName(File)}:{Line}";
}
