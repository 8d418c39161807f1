using System.Formats.Tar;
using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Container;

/// <summary>The members of a container's archive; each is taken by whoever knows it.</summary>
internal sealed class ContainerArchive
{
    private readonly Dictionary<string, (byte[] Content, long Offset)> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly string _file;

    private ContainerArchive(string file)
    {
        _file = file;
    }

    /// <summary>Reads the archive behind the header.</summary>
    /// <param name="data">The whole container.</param>
    /// <param name="file">As messages name it.</param>
    public static ContainerArchive Read(byte[] data, string file)
    {
        var archive = new ContainerArchive(file);
        using var stream = new MemoryStream(data, NeffHeader.Bytes, data.Length - NeffHeader.Bytes, writable: false);
        try
        {
            using var tar = new TarReader(stream, leaveOpen: true);
            while (tar.GetNextEntry() is { } entry)
                archive.Add(entry);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            throw new InputException(
                ContainerCode.ContainerTar, "the archive behind the header is damaged; get an undamaged copy", SourcePlace.AtByte(file, NeffHeader.Bytes + stream.Position), e);
        }

        return archive;
    }

    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>Takes a member.</summary>
    public (ReadOnlyMemory<byte> Content, SourcePlace Place) Take(string name)
    {
        if (!_members.TryGetValue(name, out var member))
            throw new InputException(ContainerCode.ContainerMemberMissing, $"the archive has no member '{name}'; assemble the program again", SourcePlace.AtByte(_file, NeffHeader.Bytes));
        _taken.Add(name);
        return (member.Content, SourcePlace.AtByte(_file, member.Offset));
    }

    /// <summary>Takes a JSON member.</summary>
    public JsonFields TakeJson(string name)
    {
        var (content, place) = Take(name);
        return JsonFields.Parse(content, name, place);
    }

    /// <summary>Requires that every member was taken.</summary>
    public void ExpectEmpty()
    {
        foreach (var name in _members.Keys.Order(StringComparer.Ordinal))
        {
            if (!_taken.Contains(name))
            {
                throw new InputException(
                    ContainerCode.ContainerMemberUnknown, $"nothing in the program refers to the member '{name}'; assemble it again", SourcePlace.AtByte(_file, _members[name].Offset));
            }
        }
    }

    private void Add(TarEntry entry)
    {
        using var content = new MemoryStream();
        entry.DataStream?.CopyTo(content);
        if (content.Length != entry.Length)
            throw new EndOfStreamException();
        var offset = NeffHeader.Bytes + Math.Max(0, entry.DataOffset);
        if (!_members.TryAdd(entry.Name, (content.ToArray(), offset)))
            throw new InputException(ContainerCode.ContainerMemberTwice, $"the member '{entry.Name}' is there twice; assemble the program again", SourcePlace.AtByte(_file, offset));
    }
}
