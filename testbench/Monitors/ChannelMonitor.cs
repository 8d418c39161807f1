using Hardware.Common.Kernel;

namespace Hardware.Testbench.Monitors;

/// <summary>Watches one channel of a simulation, checks its contract after every tick, and tells what was pushed and popped.</summary>
public abstract class ChannelMonitor : ITickObserver
{
    private readonly List<string> _violations = [];

    /// <summary>What the channel did wrong, each with its tick; at most <see cref="MostViolations"/>.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Violations kept.</summary>
    public const int MostViolations = 20;

    /// <summary>Words pushed since the watch started.</summary>
    public abstract long Pushes { get; }

    /// <summary>Words popped since the watch started.</summary>
    public abstract long Pops { get; }

    /// <summary>Watches a channel of an elaborated netlist.</summary>
    public static ChannelMonitor<T> Of<T>(Simulator simulator, Channel<T> channel)
        where T : unmanaged
    {
        var monitor = new ChannelMonitor<T>(channel);
        simulator.Observe(monitor);
        return monitor;
    }

    /// <summary>Watches every channel of a netlist.</summary>
    public static IReadOnlyList<ChannelMonitor> OfAll(Simulator simulator)
    {
        var monitors = new List<ChannelMonitor>();
        foreach (var channel in simulator.Netlist.Channels)
        {
            var monitor = (ChannelMonitor)Activator.CreateInstance(
                typeof(ChannelMonitor<>).MakeGenericType(channel.GetType().GetGenericArguments()), channel)!;
            simulator.Observe(monitor);
            monitors.Add(monitor);
        }

        return monitors;
    }

    public abstract void AfterCommit(Simulator simulator, ReadOnlySpan<int> evaluated);

    private protected void Report(string? violation, long tick)
    {
        if (violation is not null && _violations.Count < MostViolations)
            _violations.Add($"tick {tick}: {violation}");
    }
}

/// <inheritdoc/>
public sealed class ChannelMonitor<T> : ChannelMonitor
    where T : unmanaged
{
    private readonly Channel<T> _channel;
    private readonly ChannelContract<T> _contract;
    private readonly T[] _content;
    private readonly T[] _before;

    /// <param name="channel">A channel of an elaborated netlist.</param>
    public ChannelMonitor(Channel<T> channel)
    {
        _channel = channel;
        _contract = new ChannelContract<T>(channel.Path, channel.Depth);
        _content = new T[channel.Depth];
        _before = new T[channel.Depth];
        _contract.Start(Read(), channel.Pushed);
    }

    /// <summary>Told each word, at the commit that pushed it.</summary>
    public Action<T>? Pushed { get; set; }

    /// <summary>Told each word, at the commit that popped it.</summary>
    public Action<T>? Popped { get; set; }

    public override long Pushes => _contract.Pushes;

    public override long Pops => _contract.Pops;

    public override void AfterCommit(Simulator simulator, ReadOnlySpan<int> evaluated)
    {
        _content.CopyTo(_before, 0);
        var pushesBefore = _contract.Pushes;
        var content = Read();
        var wrong = _contract.Check(content, _channel.Pushed, out var pops);
        Report(wrong, simulator.Now);
        if (wrong is not null)
            return;
        for (var i = 0; i < pops; i++)
            Popped?.Invoke(_before[i]);
        for (var i = content.Length - (int)(_contract.Pushes - pushesBefore); i < content.Length; i++)
            Pushed?.Invoke(content[i]);
    }

    private ReadOnlySpan<T> Read()
    {
        for (var i = 0; i < _channel.Count; i++)
            _content[i] = _channel.WordAt(i);
        return _content.AsSpan(0, _channel.Count);
    }
}
