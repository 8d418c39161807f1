using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Waveforms.Signals;

namespace Hardware.Testbench.Waves;

/// <summary>
/// Describes an elaborated netlist to the wave writer: a scope for each component with its registers, wires and channel fill levels.
/// Enumerations and opcodes get names, a register that holds a structure shows its fields.
/// </summary>
public sealed class NetlistScopes
{
    private static readonly WaveLabels Opcodes =
        new("Opcode", [.. InstructionCatalog.All.OrderBy(d => d.Opcode).Select(d => new WaveLabel(d.Opcode, d.Mnemonic))]);

    private readonly Dictionary<Type, WaveLabels> _labels = [];
    private readonly Dictionary<WaveBuffer, Component> _registers = new(ReferenceEqualityComparer.Instance);
    private readonly List<WaveBuffer> _polled = [];

    public NetlistScopes(Component root) => Root = Describe(root);

    /// <summary>The scope of the root component.</summary>
    public WaveScope Root { get; }

    /// <summary>Buffers that change only when their component ticks.</summary>
    public IReadOnlyDictionary<WaveBuffer, Component> RegisterBuffers => _registers;

    /// <summary>Buffers that must be looked at after every tick.</summary>
    public IReadOnlyList<WaveBuffer> PolledBuffers => _polled;

    private WaveScope Describe(Component component)
    {
        var scope = new WaveScope(component.LocalName);
        var buffer = new RegisterWaveBuffer(component);
        foreach (var element in component.Elements.OfType<Reg>())
        {
            _registers.TryAdd(buffer, component);
            AddRegister(scope, buffer, element);
        }

        AddChannels(scope, [.. component.Elements.OfType<Channel>()]);
        if (component is ISignalSource source)
            AddRows(scope, source);
        foreach (var child in component.Children)
        {
            var inner = Describe(child);
            if (inner.Signals.Count + inner.Scopes.Count > 0)
                scope.Scopes.Add(inner);
        }

        return scope;
    }

    private void AddRegister(WaveScope scope, WaveBuffer buffer, Reg register)
    {
        var type = register.ValueType;
        if (type.IsPrimitive || type.IsEnum)
        {
            scope.Signals.Add(Signal(register.Name, buffer, register.Offset, register.BitWidth, type));
            return;
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
        {
            if (field.FieldType.IsPrimitive || field.FieldType.IsEnum)
            {
                var offset = register.Offset + (int)Marshal.OffsetOf(type, field.Name);
                scope.Signals.Add(Signal($"{register.Name}_{field.Name.ToLowerInvariant()}", buffer, offset, WidthOf(field.FieldType), field.FieldType));
            }
        }
    }

    private void AddChannels(WaveScope scope, Channel[] channels)
    {
        if (channels.Length == 0)
            return;
        var buffer = new ChannelWaveBuffer(channels);
        _polled.Add(buffer);
        for (var i = 0; i < channels.Length; i++)
            scope.Signals.Add(new WaveSignal($"{channels[i].Name}_count", buffer, i, 8) { Format = WaveFormat.Unsigned });
    }

    private void AddDerived(WaveScope scope, ISignal[] signals)
    {
        if (signals.Length == 0)
            return;
        var buffer = new DerivedWaveBuffer(signals);
        _polled.Add(buffer);
        var offset = 0;
        foreach (var signal in signals)
        {
            scope.Signals.Add(Signal(Flat(signal.Name), buffer, offset, signal.BitWidth, signal.ValueType));
            offset += DerivedWaveBuffer.BytesOf(signal);
        }
    }

    // A scope and a buffer for each row, so that a trace of one row does not look at all the others.
    private void AddRows(WaveScope scope, ISignalSource source)
    {
        foreach (var row in source.Signals.GroupBy(s => Flat(s.Name[..(s.Name.IndexOf(']', StringComparison.Ordinal) + 1)]), StringComparer.Ordinal))
        {
            var inner = new WaveScope(row.Key);
            AddDerived(inner, [.. row]);
            scope.Scopes.Add(inner);
        }
    }

    // pe[3][5].activation becomes pe3_5_activation: brackets mean bit ranges in a wave.
    private static string Flat(string name) => name.Replace("][", "_", StringComparison.Ordinal).Replace("].", "_", StringComparison.Ordinal)
        .Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    private WaveSignal Signal(string name, WaveBuffer buffer, int offset, int width, Type type) => new(name, buffer, offset, width)
    {
        Kind = type == typeof(float) || type == typeof(double) ? WaveKind.Real : WaveKind.Bits,
        Format = width == 1 ? WaveFormat.Binary : type == typeof(int) || type == typeof(long) ? WaveFormat.Signed : WaveFormat.Hexadecimal,
        Labels = type.IsEnum ? LabelsOf(type) : name.EndsWith("opcode", StringComparison.Ordinal) ? Opcodes : null,
    };

    private WaveLabels LabelsOf(Type type)
    {
        if (!_labels.TryGetValue(type, out var labels))
            _labels[type] = labels = WaveLabels.Of(type);
        return labels;
    }

    private static int WidthOf(Type type) =>
        type == typeof(bool) ? 1 : SignalWidth.Of(type) ?? 8 * (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
