using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Assembly;

/// <summary>A stream under construction: names that later lines may still define are noted and filled in at the end.</summary>
public sealed class StreamBuilder(InstructionStream stream)
{
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly List<Reference> _targets = [];

    public InstructionStream Stream => stream;

    /// <summary>DMA blocks that instructions name.</summary>
    public List<Reference> Blocks { get; } = [];

    /// <summary>Puts a label before the next instruction.</summary>
    public void Label(string name, SourcePlace place)
    {
        if (!_labels.TryAdd(name, stream.Words.Count))
        {
            throw new InputException(
                AssemblyCode.LabelTwice, $"the label '{name}' stands twice in this stream; choose another name ({{unique}} gives a number in macros)", place);
        }

        stream.Labels.Add(new StreamLabel(name, stream.Words.Count));
    }

    /// <summary>Notes that the next instruction branches to a label.</summary>
    public void Target(string label, int integer, SourcePlace place) => _targets.Add(new Reference(stream.Words.Count, integer, label, place));

    /// <summary>Fills in the branch targets.</summary>
    public void Resolve(Action<InputException> report)
    {
        foreach (var target in _targets)
        {
            if (_labels.TryGetValue(target.Name, out var index))
            {
                Patch(target, index);
            }
            else
            {
                report(new InputException(
                    AssemblyCode.LabelUnknown, $"this stream has no label '{target.Name}'{Suggestion.DidYouMean(target.Name, _labels.Keys)}; write '{target.Name}:' before a line of it", target.Place));
            }
        }
    }

    /// <summary>Puts a number into the field that waits for a name.</summary>
    public void Patch(Reference reference, int value)
    {
        var word = stream.Words[reference.Instruction];
        word.Integers[reference.Integer] = value;
        stream.Words[reference.Instruction] = word;
    }

    /// <summary>A field of an instruction that waits for a name.</summary>
    public readonly record struct Reference(int Instruction, int Integer, string Name, SourcePlace Place);
}
