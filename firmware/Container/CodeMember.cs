using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary><c>sgNN/ENGINE.bin</c>: instruction words.</summary>
/// <param name="image">The program; its DMA blocks are read already.</param>
/// <param name="place">Byte at which the member begins.</param>
internal sealed class CodeMember(ProgramImage image, SourcePlace place)
{
    public InstructionStream Read(ReadOnlySpan<byte> content, int core, Engine engine)
    {
        if (content.Length == 0 || content.Length % InstructionWord.Bytes != 0)
            throw new InputException(ContainerCode.ContainerCodeLength, $"the code of {engine.AssemblyName()} has {content.Length} bytes; a multiple of {InstructionWord.Bytes} would be right", place);
        var words = MemoryMarshal.Cast<byte, InstructionWord>(content);
        var stream = new InstructionStream(core, engine);
        for (var i = 0; i < words.Length; i++)
        {
            Check(words[i], engine, i, words.Length);
            stream.Words.Add(words[i]);
        }

        return stream;
    }

    private void Check(in InstructionWord word, Engine engine, int index, int count)
    {
        var at = place with { Offset = place.Offset + ((long)index * InstructionWord.Bytes) };
        if (InstructionCatalog.Find(word.Opcode) is not { } definition)
            throw new InputException(ContainerCode.ContainerInstructionUnknown, $"opcode 0x{word.Opcode:X4} names no instruction; use a version that knows it", at);
        if (definition.UnfitEngine(engine) is { } unfit)
            throw new InputException(ContainerCode.ContainerInstructionOfOtherEngine, unfit, at);
        if (definition.UnknownChoice(word) is { } unknown)
            throw new InputException(ContainerCode.ContainerChoiceUnknown, unknown, at);
        foreach (var slot in definition.Operands)
        {
            if (slot.Kind is not (OperandKind.Label or OperandKind.DmaBlock))
                continue;
            var limit = slot.Kind == OperandKind.Label ? count : image.DmaBlocks.Count;
            var value = word.Integers[slot.Index];
            if (value < 0 || value >= limit)
            {
                throw new InputException(
                    ContainerCode.ContainerTargetOutside, $"{definition.Mnemonic} names {slot.Name} {value}; a number below {limit} would be right", at);
            }
        }
    }
}
