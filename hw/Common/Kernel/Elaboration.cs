using System.Collections;
using System.Reflection;
using System.Text;

namespace Hardware.Common.Kernel;

/// <summary>
/// Walks the declared members of each component, once, to name everything and to check the connections. All errors are reported
/// together.
/// </summary>
internal sealed class Elaboration
{
    private readonly Simulator _simulator;
    private readonly List<Component> _components = [];
    private readonly List<StateElement> _elements = [];
    private readonly List<ElaborationError> _errors = [];
    private readonly HashSet<object> _claimed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, Component> _holders = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, MemberInfo[]> _members = [];

    private Elaboration(Simulator simulator) => _simulator = simulator;

    public static Netlist Elaborate(Component root, Simulator simulator)
    {
        var elaboration = new Elaboration(simulator);
        root.ElaboratedName = root.Name.Length > 0 ? root.Name : ToSnakeCase(root.GetType().Name);
        elaboration.Walk(root);
        elaboration.AssignClocks();
        elaboration.CheckChannels();
        if (elaboration._errors.Count > 0)
            throw new ElaborationException(elaboration._errors);
        foreach (var component in elaboration._components)
            component.Registers.Allocate();
        foreach (var register in elaboration._elements.OfType<Reg>())
            register.Bind();
        return new Netlist(elaboration._components, elaboration._elements, elaboration._domains);
    }

    private readonly List<ClockDomain> _domains = [];

    // Level by level, so that a part belongs to the highest component that declares it and not to one below that was handed it.
    private void Walk(Component root)
    {
        var pending = new Queue<Component>();
        _claimed.Add(root);
        pending.Enqueue(root);
        while (pending.TryDequeue(out var component))
        {
            component.Simulator = _simulator;
            component.Index = _components.Count;
            _components.Add(component);
            var children = new List<Component>();
            foreach (var (name, value) in MembersOf(component))
                ClaimMember(component, name, value, children);
            foreach (var child in children)
                pending.Enqueue(child);
        }
    }

    private void ClaimMember(Component component, string name, object? value, List<Component> children)
    {
        switch (value)
        {
            case Component child when _claimed.Add(child):
                child.Parent = component;
                child.ElaboratedName = child.Name.Length > 0 ? child.Name : name;
                component.Adopt(child);
                children.Add(child);
                break;
            case StateElement element when _claimed.Add(element):
                element.Name = name;
                element.Owner = component;
                element.Simulator = _simulator;
                element.Index = _elements.Count;
                _elements.Add(element);
                component.Claim(element);
                if (element is Reg register)
                    register.Place(component.Registers);
                break;
            case Component or StateElement or string or null:
                break;
            case IPortBundle bundle:
                foreach (var (inner, part) in MembersOf(bundle))
                    ClaimMember(component, inner, part, children);
                break;
            case IDictionary:
                break;
            case IEnumerable sequence when MayHoldParts(value.GetType()):
                var index = 0;
                foreach (var item in sequence)
                    ClaimMember(component, $"{name}{index++}", item, children);
                break;
            default:
                if (value.GetType() is { IsGenericType: true } type && IsEnd(type.GetGenericTypeDefinition()))
                    HoldEnd(component, value);
                break;
        }
    }

    private static bool IsEnd(Type definition) => definition == typeof(Producer<>) || definition == typeof(Consumer<>)
        || definition == typeof(AsyncProducer<>) || definition == typeof(AsyncConsumer<>);

    private static bool MayHoldParts(Type type)
    {
        var element = type.IsArray ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[^1] : typeof(object);
        return typeof(Component).IsAssignableFrom(element) || typeof(StateElement).IsAssignableFrom(element)
            || (element.IsGenericType && IsEnd(element.GetGenericTypeDefinition()));
    }

    private void HoldEnd(Component component, object end)
    {
        if (_holders.TryAdd(end, component) || _holders[end] == component)
            return;
        var channel = (StateElement)end.GetType().GetProperty(end.GetType().Name.StartsWith("Async", StringComparison.Ordinal) ? "Fifo" : "Channel")!.GetValue(end)!;
        var side = end.GetType().Name.Contains("Producer", StringComparison.Ordinal) ? "producer" : "consumer";
        _errors.Add(new ElaborationError(
            "RTL0001", $"the {side} end of channel '{channel.Path}' has two takers", $"{component.Path}, channel declared at {channel.Declared}",
            _holders[end].Path, "give each component a channel of its own"));
    }

    private void AssignClocks()
    {
        foreach (var component in _components.Where(c => c.IsClocked))
        {
            if (!component.HasClock)
            {
                _errors.Add(new ElaborationError(
                    "RTL0002", $"component '{component.Path}' has no clock", component.GetType().Name, null, "set Clock on it or on a parent"));
                continue;
            }

            var clock = component.Clock;
            var domain = _domains.Find(d => d.Clock == clock);
            if (domain is null)
            {
                if (!_simulator.Grid.Clocks.Contains(clock))
                {
                    _errors.Add(new ElaborationError(
                        "RTL0003", $"clock '{clock.Name}' of '{component.Path}' is not on the simulator's grid", component.GetType().Name, null,
                        "take clocks from the grid that the simulator is given"));
                }

                _domains.Add(domain = new ClockDomain(clock));
            }

            component.Domain = domain;
        }

        foreach (var domain in _domains)
            domain.Populate(_components);
    }

    private void CheckChannels()
    {
        foreach (var element in _elements)
        {
            if (element is Channel channel)
            {
                var (producer, consumer) = Ends(channel, "Producer", "Consumer");
                channel.ProducerOwner = producer;
                channel.ConsumerOwner = consumer;
                CheckConnected(channel, producer, consumer);
            }
            else if (element is AsyncFifo fifo)
            {
                fifo.ProducerOwner = _holders.GetValueOrDefault(fifo.ProducerEnd);
                fifo.ConsumerOwner = _holders.GetValueOrDefault(fifo.ConsumerEnd);
                CheckConnected(fifo, fifo.ProducerOwner, fifo.ConsumerOwner);
            }
        }
    }

    private (Component? Producer, Component? Consumer) Ends(StateElement channel, string producer, string consumer)
    {
        var type = channel.GetType();
        return (_holders.GetValueOrDefault(type.GetProperty(producer)!.GetValue(channel)!),
            _holders.GetValueOrDefault(type.GetProperty(consumer)!.GetValue(channel)!));
    }

    private void CheckConnected(StateElement channel, Component? producer, Component? consumer)
    {
        if (producer is null)
        {
            _errors.Add(new ElaborationError(
                "RTL0004", $"nobody holds the producer end of channel '{channel.Path}'", channel.Declared.ToString(), consumer?.Path,
                "connect a component or remove the channel"));
        }

        if (consumer is null)
        {
            _errors.Add(new ElaborationError(
                "RTL0005", $"nobody holds the consumer end of channel '{channel.Path}'", channel.Declared.ToString(), producer?.Path,
                "connect a component or remove the channel"));
        }
    }

    private IEnumerable<(string Name, object? Value)> MembersOf(object holder)
    {
        if (!_members.TryGetValue(holder.GetType(), out var members))
        {
            var found = new List<MemberInfo>();
            for (var type = holder.GetType(); type != null && type != typeof(Component) && type != typeof(Module) && type != typeof(object); type = type.BaseType)
            {
                const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                found.InsertRange(0, type.GetFields(Declared).Where(f => !typeof(Delegate).IsAssignableFrom(f.FieldType)).OrderBy(f => f.MetadataToken));
            }

            _members[holder.GetType()] = members = [.. found];
        }

        foreach (var member in members)
            yield return (NameOf(member.Name), ((FieldInfo)member).GetValue(holder));
    }

    private static string NameOf(string field)
    {
        if (field.StartsWith('<'))
            field = field[1..field.IndexOf('>', StringComparison.Ordinal)];
        return ToSnakeCase(field.TrimStart('_'));
    }

    private static string ToSnakeCase(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && !char.IsUpper(name[i - 1]))
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
