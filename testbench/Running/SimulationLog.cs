using System.Globalization;
using Hardware.Testbench.Reports;
using Microsoft.Extensions.Logging;

namespace Hardware.Testbench.Running;

/// <summary>
/// Logging with simulated time: every message starts with the time that the simulation has reached, so that two runs of one program log
/// the same text.
/// </summary>
public sealed class SimulationLog : ILoggerProvider
{
    private readonly TextWriter _writer;
    private readonly ILoggerFactory _factory;
    private RunSession? _session;

    /// <param name="writer">Takes the lines <c>[12.345 us] text</c>.</param>
    /// <param name="minimum">Messages below this level are left out.</param>
    public SimulationLog(TextWriter writer, LogLevel minimum = LogLevel.Information)
    {
        _writer = writer;
        _factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(minimum).AddProvider(this));
        Logger = _factory.CreateLogger("neuron-rtl");
    }

    public ILogger Logger { get; }

    /// <summary>From here on messages carry the time of a session; before they carry time 0.</summary>
    public void Follow(RunSession session) => _session = session;

    public ILogger CreateLogger(string categoryName) => new TimedLogger(this);

    public void Dispose()
    {
        // The factory disposes its providers, and so comes back here; it does nothing the second time.
        _factory.Dispose();
    }

    private void Write(LogLevel level, string text)
    {
        var time = _session is null ? 0 : _session.Grid.Microseconds(_session.Simulator.Now);
        var prefix = level >= LogLevel.Warning ? level.ToString().ToLowerInvariant() + ": " : "";
        _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{time:F3} us] {prefix}{text}"));
    }

    private sealed class TimedLogger(SimulationLog owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Write(logLevel, formatter(state, exception));
    }
}
