namespace Hardware.Common.Kernel;

/// <summary>A component that only holds others.</summary>
public abstract class Module : Component
{
    protected internal sealed override bool IsClocked => false;

    protected internal sealed override void Tick()
    {
    }
}
