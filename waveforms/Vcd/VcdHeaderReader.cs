using System.Globalization;
using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Waveforms.Diagnostics;

namespace Hardware.Waveforms.Vcd;

/// <summary>Reads the declarations, up to <c>$enddefinitions $end</c>.</summary>
internal sealed class VcdHeaderReader(VcdTokenizer words, string source, bool portable, VcdWave wave)
{
    private readonly Dictionary<string, VcdHistory> _byCode = new(StringComparer.Ordinal);
    private readonly List<VcdHistory?> _byNumber = [null];
    private readonly Stack<VcdScope> _scopes = new();
    private readonly Dictionary<int, Dictionary<string, string>> _tables = [];
    private Dictionary<string, string>? _nextTable;
    private bool _timescaleSeen;

    public void Read()
    {
        while (words.Read(out var word))
        {
            var command = Encoding.UTF8.GetString(word);
            if (portable && words.WordsOnLine > 1)
                throw Fault("a second item on one line");
            switch (command)
            {
                case "$date":
                    Body(command);
                    break;
                case "$version":
                    wave.Version = string.Join(' ', Body(command));
                    break;
                case "$comment":
                    wave.Comments.Add(string.Join(' ', Body(command)));
                    break;
                case "$timescale":
                    ReadTimescale(string.Concat(Body(command)));
                    break;
                case "$scope":
                    ReadScope(Body(command));
                    break;
                case "$upscope":
                    Expect(Body(command), 0, "$upscope $end");
                    if (!_scopes.TryPop(out _))
                        throw Fault("$upscope without a $scope");
                    break;
                case "$attrbegin":
                    ReadAttribute(Body(command));
                    break;
                case "$attrend" when !portable:
                    SkipToEnd(command);
                    break;
                case "$var":
                    ReadVariable(Body(command));
                    break;
                case "$enddefinitions":
                    Expect(Body(command), 0, "$enddefinitions $end");
                    if (_scopes.TryPeek(out var open))
                        throw Fault($"scope '{open.Path}' is still open at $enddefinitions");
                    if (!_timescaleSeen)
                        throw Fault("the header has no $timescale");
                    return;
                default:
                    throw Fault($"'{command}' does not belong into a header");
            }
        }

        throw VcdPlace.CutShort(source, words.Line, "the header has no $enddefinitions");
    }

    public VcdHistory? Find(ReadOnlySpan<byte> code)
    {
        if (VcdIdentifier.TryParse(code, out var identifier) && identifier.Number < _byNumber.Count)
            return _byNumber[identifier.Number];
        return _byCode.GetValueOrDefault(Encoding.UTF8.GetString(code));
    }

    public void SkipToEnd(string command) => Body(command);

    private List<string> Body(string command)
    {
        var line = words.Line;
        var body = new List<string>();
        while (words.Read(out var word))
        {
            if (portable && words.Line != line)
                break;
            if (word.SequenceEqual("$end"u8))
                return body;
            body.Add(Encoding.UTF8.GetString(word));
        }

        throw Fault($"{command} has no $end" + (portable ? " on its line" : string.Empty));
    }

    private void Expect(List<string> body, int count, string form)
    {
        if (body.Count != count)
            throw Fault($"'{form}' is the form, but {body.Count} words stand before $end");
    }

    private void ReadTimescale(string text)
    {
        if (_timescaleSeen)
            throw Fault("a second $timescale");
        if (!VcdTimescale.TryParse(text, out var timescale))
            throw Fault($"'{text}' is not a timescale; 1, 10 or 100 of s, ms, us, ns, ps or fs is");
        wave.Timescale = timescale;
        _timescaleSeen = true;
    }

    private void ReadScope(List<string> body)
    {
        Expect(body, 2, "$scope KIND NAME $end");
        if (portable && !VcdScopeKinds.TryParse(body[0], out _))
            throw Fault($"'{body[0]}' is not a kind of scope");
        if (portable && !VcdNames.IsScopeName(body[1]))
            throw Fault($"'{body[1]}' is not a portable name of a scope");
        var siblings = _scopes.TryPeek(out var parent) ? parent.Scopes : wave.Scopes;
        var scope = siblings.Find(sibling => string.Equals(sibling.Name, body[1], StringComparison.Ordinal));
        if (scope is null)
            siblings.Add(scope = new VcdScope(body[0], body[1], parent is null ? body[1] : $"{parent.Path}.{body[1]}"));
        else if (portable)
            throw Fault($"scope '{scope.Path}' is opened twice");
        _scopes.Push(scope);
    }

    private void ReadAttribute(List<string> body)
    {
        // The only attributes in use: a table "misc 07 NAME N labels values HANDLE" and a reference "misc 07 "" HANDLE".
        if (body is not ["misc", "07", _, _, ..] || !int.TryParse(body[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var handle))
        {
            if (portable)
                throw Fault("$attrbegin is neither an enum table nor a reference to one");
            return;
        }

        if (body.Count == 4)
        {
            if (!_tables.TryGetValue(handle, out _nextTable))
                throw Fault($"enum table {handle} was not defined");
            return;
        }

        if (!int.TryParse(body[3], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || body.Count != 5 + 2 * count)
            throw Fault($"enum table '{body[2]}' does not hold as many names and values as it says");
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
            table[body[4 + count + i]] = body[4 + i];
        if (!_tables.TryAdd(handle, table))
            throw Fault($"enum table {handle} is defined twice");
    }

    private void ReadVariable(List<string> body)
    {
        if (body.Count is < 4 or > 5)
            throw Fault("'$var TYPE WIDTH CODE NAME [MSB:LSB] $end' is the form");
        var (type, code) = (body[0], body[2]);
        var real = type is "real" or "realtime";
        if (portable ? type is not ("wire" or "real") : type is "string" or "event")
            throw Fault($"variables of type '{type}' are not read here; wire and real are");
        if (!int.TryParse(body[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width is < 1 or > VcdWriter.MaximumWidth)
            throw Fault($"'{body[1]}' is not a width; 1 to {VcdWriter.MaximumWidth} is");
        if (real && portable && width != 64)
            throw Fault($"a real of {width} bits; 64 would be right");
        var (name, range) = body.Count == 5 ? (body[3], body[4]) : SplitRange(body[3]);
        if (portable && !VcdNames.IsVariableName(name))
            throw Fault($"'{name}' is not a portable name of a variable");
        CheckRange(range, width, real);
        if (!_scopes.TryPeek(out var scope))
            throw Fault($"variable '{name}' lies outside every scope");
        var history = Declare(code, width, real, out var identifier);
        var variable = new VcdVariable(type, $"{scope.Path}.{name}", name, width, identifier, history, _nextTable);
        _nextTable = null;
        scope.Variables.Add(variable);
        if (!wave.Add(variable) && portable)
            throw Fault($"variable '{variable.Path}' is declared twice");
    }

    private VcdHistory Declare(string code, int width, bool real, out VcdIdentifier identifier)
    {
        var ordered = VcdIdentifier.TryParse(Encoding.UTF8.GetBytes(code), out identifier);
        if (Find(Encoding.UTF8.GetBytes(code)) is { } known)
        {
            if (known.Width != width || known.IsReal != real)
                throw Fault($"identifier '{code}' is shared by variables of {known.Width} and {width} bits");
            return known;
        }

        var history = new VcdHistory(width, real);
        if (ordered && identifier.Number == _byNumber.Count)
            _byNumber.Add(history);
        else if (portable)
            throw Fault($"identifier '{code}' is out of sequence; '{new VcdIdentifier(_byNumber.Count)}' comes next");
        else
            _byCode.Add(code, history);
        return history;
    }

    private static (string Name, string Range) SplitRange(string name)
    {
        var bracket = name.EndsWith(']') ? name.LastIndexOf('[') : -1;
        return bracket > 0 && name.AsSpan(bracket).Contains(':') ? (name[..bracket], name[bracket..]) : (name, string.Empty);
    }

    private void CheckRange(string range, int width, bool real)
    {
        var expected = width == 1 || real ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"[{width - 1}:0]");
        if (portable && !string.Equals(range, expected, StringComparison.Ordinal))
            throw Fault(expected.Length == 0 ? $"a range '{range}' on a variable that has none" : $"'{range}' does not describe {width} bits; '{expected}' would");
    }

    private InputException Fault(string fault) => new(WaveCode.WaveHeaderMalformed, fault, VcdPlace.At(source, words.Line));
}
