using System.Runtime.CompilerServices;

namespace Hardware.Common.Kernel;

/// <summary>
/// Tells sleeping components that a register they read may have changed. It carries no value: a raise in one tick wakes every listener
/// at its first edge strictly after that tick.
/// </summary>
public sealed class WakeLine : StateElement
{
    private readonly List<Component> _listeners = [];

    private WakeLine(SourceLocation declared) => Declared = declared;

    public static WakeLine Of([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(new SourceLocation(file, line));

    /// <summary>Adds a component to those that a raise wakes.</summary>
    public void Listen(Component component)
    {
        if (!_listeners.Contains(component))
            _listeners.Add(component);
    }

    /// <summary>Wakes the listeners once this tick has committed.</summary>
    public void Raise() => Enlist();

    protected internal override void Commit()
    {
        foreach (var listener in _listeners)
            Simulator!.Wake(listener);
    }
}
