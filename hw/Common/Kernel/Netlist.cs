namespace Hardware.Common.Kernel;

/// <summary>An elaborated netlist: every component and state element, named, in declaration order.</summary>
public sealed class Netlist
{
    internal Netlist(
        IReadOnlyList<Component> components, IReadOnlyList<StateElement> elements, IReadOnlyList<ClockDomain> domains)
    {
        Components = components;
        Elements = elements;
        Domains = domains;
    }

    public Component Root => Components[0];

    /// <summary>Level by level: parents before children, children in declaration order.</summary>
    public IReadOnlyList<Component> Components { get; }

    public IReadOnlyList<StateElement> Elements { get; }

    public IEnumerable<Channel> Channels => Elements.OfType<Channel>();

    internal IReadOnlyList<ClockDomain> Domains { get; }

    /// <summary>Components of a type, in netlist order.</summary>
    public IEnumerable<T> All<T>()
        where T : Component => Components.OfType<T>();
}
