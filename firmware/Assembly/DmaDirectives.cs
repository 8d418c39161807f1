using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary><c>.dma</c> and <c>.repeat</c> blocks and the lines in them.</summary>
public sealed class DmaDirectives(AssemblyContext context)
{
    private readonly Dictionary<string, int> _blocks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ofThisRepeat = new(StringComparer.Ordinal);
    private bool _repeating;
    private List<DmaTransfer>[]? _open;

    /// <summary>True inside of a <c>.dma</c> block.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>Carries out <c>.repeat i in 0..8</c>.</summary>
    public void Repeat(TokenReader reader, Action<IReadOnlyList<Statement>> execute, IReadOnlyList<Statement> body)
    {
        var place = reader.Line.At(0);
        var range = LoopRange.Read(context, reader);
        reader.ExpectEnd();
        if (_repeating || IsOpen)
            throw new InputException(SyntaxCode.RepeatNested, "a .repeat stands in another or in a .dma block; use .for for the inner one", place);
        _repeating = true;
        _ofThisRepeat.Clear();
        try
        {
            foreach (var value in range.Values)
                WithCounter(range.Name, value, () => execute(body));
        }
        finally
        {
            _repeating = false;
        }
    }

    /// <summary>Carries out a <c>.dma</c> block.</summary>
    public void Block(TokenReader reader, Action<IReadOnlyList<Statement>> execute, IReadOnlyList<Statement> body)
    {
        var place = reader.Place;
        var name = reader.ExpectName("the block's name").Text;
        LoopRange? range = null;
        if (reader.TryTake("["))
        {
            range = LoopRange.Read(context, reader);
            reader.Expect("]");
        }

        var header = DmaHeader.Read(context, reader);
        if (IsOpen)
            throw new InputException(SyntaxCode.DmaNested, "a .dma block stands inside of another; close the first with .end", place);
        var index = Declare(name, header, place);
        if (range is null)
        {
            Instance(index, place, () => execute(body));
            return;
        }

        foreach (var value in range.Value.Values)
            WithCounter(range.Value.Name, value, () => Instance(index, place, () => execute(body)));
        if (context.Image.DmaBlocks[index].Instances.Count == 0)
            throw new InputException(AssemblyCode.DmaWithoutInstance, $"the range of '{name}' is empty; at least one instance would be right", place);
    }

    /// <summary>Carries out a <c>copy</c> line.</summary>
    public void Copy(TokenReader reader)
    {
        var place = reader.Place;
        reader.Take();
        var views = new ViewParser(context);
        var source = views.Parse(reader);
        reader.Expect("->");
        var destinationPlace = reader.Place;
        var destination = views.Parse(reader);
        reader.ExpectEnd();
        if (!destination.IsOnChip && context.Image.Tensors[destination.Start.Tensor].Kind is TensorKind.Input or TensorKind.Constant)
        {
            throw new InputException(
                AssemblyCode.CopyIntoInput, $"'{destination.Name}' is an input or a constant; copy to an .output, a .scratch tensor or a buffer", destinationPlace);
        }

        new DmaLowering(context).Deal(source, destination, _open!, place);
    }

    /// <summary>Carries out a <c>descriptor</c> line, the form that the disassembler prints.</summary>
    public void Descriptor(TokenReader reader) => new DescriptorLine(context).Read(reader, _open!);

    /// <summary>Fills in the blocks that a stream's triggers name.</summary>
    public void Resolve(StreamBuilder stream)
    {
        foreach (var trigger in stream.Blocks)
        {
            if (_blocks.TryGetValue(trigger.Name, out var index))
            {
                stream.Patch(trigger, index);
            }
            else
            {
                context.Mistakes.Add(new InputException(
                    AssemblyCode.DmaBlockUnknown, $"no DMA block is named '{trigger.Name}'{Suggestion.DidYouMean(trigger.Name, _blocks.Keys)}; declare it with .dma", trigger.Place));
            }
        }
    }

    private int Declare(string name, DmaHeader header, SourcePlace place)
    {
        var again = header.IsNextInstance || (_repeating && _ofThisRepeat.Contains(name));
        if (_blocks.TryGetValue(name, out var index) && again)
        {
            var block = context.Image.DmaBlocks[index];
            if (block.Queue != header.Queue.Index || block.Semaphore != header.Semaphore || block.SemaphoreCore != header.SemaphoreCore)
                throw new InputException(AssemblyCode.DmaInstanceDiffers, $"this instance of '{name}' has another queue or update than the first; repeat them", place);
            return index;
        }

        if (header.IsNextInstance)
            throw new InputException(AssemblyCode.DmaInstanceFirst, $"there is no block '{name}' to continue; the first instance stands without 'next'", place);
        if (!_blocks.TryAdd(name, context.Image.DmaBlocks.Count))
            throw new InputException(AssemblyCode.DmaBlockTwice, $"the DMA block '{name}' is declared already; choose another name, or put it into a .repeat", place);
        if (_repeating)
            _ofThisRepeat.Add(name);
        context.Image.DmaBlocks.Add(new DmaBlock(name, header.Queue.Index, header.Semaphore, header.SemaphoreCore));
        return context.Image.DmaBlocks.Count - 1;
    }

    private void Instance(int index, SourcePlace place, Action fill)
    {
        var block = context.Image.DmaBlocks[index];
        var queue = context.Image.Queues[block.Queue];
        var engines = _open = [.. Enumerable.Range(0, queue.EngineCount).Select(_ => new List<DmaTransfer>())];
        try
        {
            fill();
        }
        finally
        {
            _open = null;
        }

        if (block.Instances.Count > 0 && !block.Instances[0].Engines.Select(e => e.Count).SequenceEqual(engines.Select(e => e.Count)))
        {
            throw new InputException(
                AssemblyCode.DmaInstanceCount,
                $"instance {block.Instances.Count} of '{block.Name}' gives the DMA engines other numbers of descriptors than the first; one trigger serves all, so they must be equal",
                place);
        }

        queue.Order.Add(new RingEntry(index, block.Instances.Count));
        block.Instances.Add(new DmaInstance(engines));
    }

    private void WithCounter(string name, long value, Action action)
    {
        var outer = context.Scope;
        context.Scope = new Scope(outer);
        context.Scope.Declare(name, Value.Of(value));
        try
        {
            action();
        }
        finally
        {
            context.Scope = outer;
        }
    }
}
