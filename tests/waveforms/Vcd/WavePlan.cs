using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Vcd;

/// <summary>One change of a generated wave.</summary>
public sealed record WaveStep(byte Delay, byte Variable, ulong Value);

/// <summary>
/// A generated wave and, beside it, the histories that it must have. Shapes come from plain bytes, so that FsCheck can shrink them.
/// </summary>
internal sealed class WavePlan
{
    private const int Real = 0;
    private static readonly int[] Widths = [1, 1, 2, 3, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 128, 129, 1000, VcdWriter.MaximumWidth, Real];

    private readonly List<(string Path, int Width)> _variables = [];
    private readonly Dictionary<string, List<(long Time, string Value)>> _expected = new(StringComparer.Ordinal);
    private readonly byte[] _shapes;
    private readonly WaveStep[] _steps;

    public WavePlan(byte[] shapes, WaveStep[] steps)
    {
        _shapes = shapes.Length == 0 ? [0] : shapes;
        _steps = steps;
    }

    public void Write(VcdWriter writer)
    {
        var identifiers = Declare(writer);
        writer.BeginDump(0);
        var time = 0L;
        for (var index = 0; index < identifiers.Count; index++)
            Change(writer, identifiers[index], index, time, (ulong)index * 0x9E3779B97F4A7C15);
        writer.EndDump();
        foreach (var step in _steps)
        {
            time += step.Delay;
            writer.SetTime(time);
            var index = step.Variable % identifiers.Count;
            Change(writer, identifiers[index], index, time, step.Value);
        }

        writer.Close(time + 1);
    }

    /// <summary>Asserts that a wave holds exactly what was written; reals to so many significant digits, when a tool in between prints no more.</summary>
    public void Check(VcdWave wave, int? realDigits = null)
    {
        Assert.That(wave.Variables.ConvertAll(v => v.Path), Is.EquivalentTo(_variables.Select(v => v.Path)));
        foreach (var (path, width) in _variables)
        {
            var history = wave[path].History;
            Assert.That(history.Width, Is.EqualTo(width == Real ? 64 : width), path);
            var read = Enumerable.Range(0, history.Count).Select(i => (history.Time(i), history.Text(i))).ToList();
            var expected = _expected[path];
            if (width == Real && realDigits is { } digits)
                (read, expected) = (Rounded(read, digits), Rounded(expected, digits));
            Assert.That(read, Is.EqualTo(expected), path);
        }
    }

    private static List<(long Time, string Value)> Rounded(List<(long Time, string Value)> history, int digits)
    {
        var rounded = new List<(long Time, string Value)>();
        foreach (var (time, value) in history)
        {
            var text = double.Parse(value, CultureInfo.InvariantCulture).ToString($"G{digits}", CultureInfo.InvariantCulture);
            if (rounded.Count == 0 || !string.Equals(rounded[^1].Value, text, StringComparison.Ordinal))
                rounded.Add((time, text));
        }

        return rounded;
    }

    private List<VcdIdentifier> Declare(VcdWriter writer)
    {
        var identifiers = new List<VcdIdentifier>();
        var path = new Stack<string>();
        Open("top");
        for (var i = 0; i < _shapes.Length; i++)
        {
            if ((_shapes[i] & 0xC0) == 0xC0)
                Open($"scope[{i}]");
            if ((_shapes[i] & 0xC0) == 0x80 && path.Count > 1)
                Close();
            var width = Widths[(_shapes[i] & 0x3F) % Widths.Length];
            var name = $"v{i}";
            identifiers.Add(width == Real ? writer.DeclareReal(name) : writer.DeclareVector(name, width));
            _variables.Add(($"{string.Join('.', path.Reverse())}.{name}", width));
            _expected.Add(_variables[^1].Path, []);
        }
        while (path.Count > 0)
            Close();
        return identifiers;

        void Open(string name)
        {
            writer.OpenScope(VcdScopeKind.Module, name);
            path.Push(name);
        }

        void Close()
        {
            writer.CloseScope();
            path.Pop();
        }
    }

    private void Change(VcdWriter writer, VcdIdentifier identifier, int index, long time, ulong seed)
    {
        var (path, width) = _variables[index];
        if (width == Real)
        {
            var real = seed / 7.0 - 1e18;
            writer.ChangeReal(identifier, real);
            Expect(path, time, real.ToString(CultureInfo.InvariantCulture));
            return;
        }

        var bytes = new byte[Math.Max(8, (width + 7) / 8)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        for (var i = 8; i < bytes.Length; i++)
            bytes[i] = (byte)(bytes[i - 8] * 31 >> (int)(seed & 3));
        if (width == 1)
            writer.ChangeBit(identifier, (seed & 1) != 0);
        else if (width <= 64 && (seed & 2) == 0)
            writer.ChangeVector(identifier, seed);
        else
            writer.ChangeVector(identifier, bytes, width);
        var number = new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << width) - 1);
        Expect(path, time, number.ToString("B", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(width, '0'));
    }

    private void Expect(string path, long time, string value)
    {
        var history = _expected[path];
        if (history.Count > 0 && history[^1].Time == time)
            history.RemoveAt(history.Count - 1);
        if (history.Count == 0 || !string.Equals(history[^1].Value, value, StringComparison.Ordinal))
            history.Add((time, value));
    }
}
