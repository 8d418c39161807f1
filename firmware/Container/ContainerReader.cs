using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary>Reads containers. No length, offset or number of the file is trusted: whatever is wrong is one message with a byte offset.</summary>
public sealed class ContainerReader
{
    private readonly ContainerArchive _archive;
    private readonly int _cores;
    private readonly string _file;
    private readonly ProgramImage _image = new();

    private ContainerReader(ContainerArchive archive, int cores, string file)
    {
        _archive = archive;
        _cores = cores;
        _file = file;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is not a whole and right container; codes 03xx.</exception>
    public static ProgramImage ReadFile(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InputException(ContainerCode.ContainerUnreadable, $"cannot read the container: {e.Message.TrimEnd('.')}; name a readable file", new SourcePlace(path), e);
        }

        var image = Read(bytes, path);
        image.Folder = Path.GetDirectoryName(path) ?? "";
        return image;
    }

    /// <summary>Reads the bytes of a container.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">As messages name it.</param>
    /// <exception cref="InputException">Codes 03xx.</exception>
    public static ProgramImage Read(byte[] bytes, string file)
    {
        var header = ContainerHeaderCheck.Read(bytes, file);
        return new ContainerReader(ContainerArchive.Read(bytes, file), (int)header.Cores, file).Read();
    }

    private ProgramImage Read()
    {
        InfoMember.Read(_archive.TakeJson(MemberNames.Info), _image);
        var definitions = Enumerable.Range(0, _cores).Select(c => _archive.TakeJson(MemberNames.Definition(c))).ToArray();
        var tensors = InOrder(definitions.SelectMany((d, core) => DefinitionMember.ReadTensors(d, core)), "var_id");
        for (var t = 0; t < tensors.Count; t++)
            _image.Tensors.Add(WithContent(tensors[t], t));
        var queues = InOrder(definitions.SelectMany((d, core) => DefinitionMember.ReadQueues(d, core)), "queue_id");
        _image.Queues.AddRange(queues.Select(q => q.Queue));
        ReadBlocks();
        for (var q = 0; q < queues.Count; q++)
            FillRing(q, queues[q].RingBlocks);
        ReadStreams();
        DebugMember.Read(_archive.TakeJson(MemberNames.Debug), _image);
        _archive.ExpectEmpty();
        var used = ProgramCores.Count(_image);
        if (used != _cores)
        {
            throw new InputException(
                ContainerCode.ContainerCoreCount, $"the header names {_cores} cores, and the members use {used}; assemble the program again", SourcePlace.AtByte(_file, NeffHeader.CoresOffset));
        }

        return _image;
    }

    private ProgramTensor WithContent(ProgramTensor tensor, int index)
    {
        if (tensor.Kind != TensorKind.Constant)
            return tensor;
        var (content, place) = _archive.Take(MemberNames.Constant(tensor.Core, index));
        return content.Length == tensor.ByteLength
            ? tensor with { Content = content }
            : throw new InputException(ContainerCode.ContainerConstantLength, $"constant '{tensor.Name}' has {content.Length} bytes; {tensor.ByteLength} would be right", place);
    }

    private void ReadBlocks()
    {
        var blocks = new List<(int Index, DmaBlock Item)>();
        for (var core = 0; core < _cores; core++)
        {
            foreach (var engine in EngineNames.All)
            {
                var name = MemberNames.Dma(core, engine);
                if (_archive.Has(name))
                    blocks.AddRange(DmaMember.Read(_archive.TakeJson(name), _image));
            }
        }

        _image.DmaBlocks.AddRange(InOrder(blocks, "block id"));
    }

    /// <summary>A ring holds the instances of each block ascending, and first instances in the order of block numbers.</summary>
    private void FillRing(int index, List<int> ringBlocks)
    {
        var queue = _image.Queues[index];
        var next = new int[_image.DmaBlocks.Count];
        var highest = -1;
        var legal = true;
        foreach (var block in ringBlocks)
        {
            legal = block < next.Length && _image.DmaBlocks[block].Queue == index && (next[block] > 0 || block > highest);
            if (!legal)
                break;
            highest = Math.Max(highest, block);
            queue.Order.Add(new RingEntry(block, next[block]++));
        }

        for (var b = 0; b < next.Length; b++)
            legal &= _image.DmaBlocks[b].Queue != index || next[b] == _image.DmaBlocks[b].Instances.Count;
        if (!legal)
        {
            throw new InputException(
                ContainerCode.ContainerRing, $"ring_blocks of queue '{queue.Name}' does not hold every instance of its blocks once; assemble the program again", SourcePlace.AtByte(_file, NeffHeader.Bytes));
        }
    }

    private void ReadStreams()
    {
        for (var core = 0; core < _cores; core++)
        {
            foreach (var engine in EngineNames.All)
            {
                var name = MemberNames.Code(core, engine);
                if (!_archive.Has(name))
                    continue;
                var (content, place) = _archive.Take(name);
                _image.Streams.Add(new CodeMember(_image, place).Read(content.Span, core, engine));
            }
        }
    }

    /// <summary>Items in the order of their numbers, which must be 0, 1, 2 and so on.</summary>
    private List<T> InOrder<T>(IEnumerable<(int Index, T Item)> items, string what)
    {
        var ordered = items.OrderBy(i => i.Index).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            if (ordered[i].Index != i)
            {
                throw new InputException(
                    ContainerCode.ContainerNumbering, $"no item has {what} {i}; numbers from 0 to {ordered.Count - 1}, each once, would be right", SourcePlace.AtByte(_file, NeffHeader.Bytes));
            }
        }

        return ordered.ConvertAll(i => i.Item);
    }
}
