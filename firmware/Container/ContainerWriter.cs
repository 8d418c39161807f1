using System.Formats.Tar;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hardware.Common.IO;
using Hardware.Common.Isa;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Container;

/// <summary>Writes containers: a <see cref="NeffHeader"/> and an uncompressed archive. The same image gives the same bytes everywhere.</summary>
public static class ContainerWriter
{
    private const string Tool = "neuron-rtl container 1";

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="Hardware.Common.Diagnostics.InputException">The file cannot be written.</exception>
    public static void WriteFile(ProgramImage image, string path) => AtomicFile.WriteAllBytes(path, Write(image));

    /// <summary>The bytes of a container.</summary>
    public static byte[] Write(ProgramImage image)
    {
        var archive = Archive(Members(image));
        var file = new byte[NeffHeader.Bytes + archive.Length];
        archive.CopyTo(file.AsSpan(NeffHeader.Bytes));
        var header = new NeffHeader
        {
            DataSize = (ulong)archive.Length,
            Cores = (uint)ProgramCores.Count(image),
            BuildVersion = Tool,
            Name = image.Title,
            Uuid = XxHash128.HashToUInt128(archive),
        };
        header.Encode(file);
        (header with { Hash = ContainerHash.Of(file) }).Encode(file);
        return file;
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> Members(ProgramImage image)
    {
        yield return (MemberNames.Info, InfoMember.Write(image));
        for (var core = 0; core < ProgramCores.Count(image); core++)
        {
            yield return (MemberNames.Definition(core), DefinitionMember.Write(image, core));
            foreach (var engine in EngineNames.All)
            {
                if (image.FindStream(core, engine) is { } stream)
                    yield return (MemberNames.Code(core, engine), MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(stream.Words)).ToArray());
                if (image.Queues.Exists(q => q.Core == core && ProgramCores.Owner(image, q) == engine))
                    yield return (MemberNames.Dma(core, engine), DmaMember.Write(image, core, engine));
            }
        }

        for (var t = 0; t < image.Tensors.Count; t++)
        {
            if (image.Tensors[t].Kind == TensorKind.Constant)
                yield return (MemberNames.Constant(image.Tensors[t].Core, t), image.Tensors[t].Content);
        }

        yield return (MemberNames.Debug, DebugMember.Write(image));
    }

    private static byte[] Archive(IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> members)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                // Fixed times, owner and rights: nothing of the machine gets into the file.
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    DataStream = new MemoryStream(content.ToArray(), writable: false),
                });
            }
        }

        return stream.ToArray();
    }
}
