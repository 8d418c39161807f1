using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Container;

/// <summary>Reads and checks the header and the hash of a container.</summary>
internal static class ContainerHeaderCheck
{
    public static NeffHeader Read(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < NeffHeader.Bytes)
            throw new InputException(ContainerCode.ContainerHeaderShort, $"the file ends within the header; {NeffHeader.Bytes} bytes and an archive would be right", SourcePlace.AtByte(name, file.Length));
        var header = NeffHeader.Decode(file);
        if (header.HeaderSize != NeffHeader.Bytes)
        {
            throw new InputException(
                ContainerCode.ContainerHeaderSize, $"this is no container of ours: its header size is {header.HeaderSize}; {NeffHeader.Bytes} would be right", SourcePlace.AtByte(name, NeffHeader.HeaderSizeOffset));
        }

        if (header is not { PackageVersion: NeffHeader.PackageVersionWithSha256, Major: NeffHeader.MajorVersion, Minor: NeffHeader.MinorVersion })
        {
            throw new InputException(
                ContainerCode.ContainerVersion,
                $"the container has package version {header.PackageVersion} and version {header.Major}.{header.Minor}; "
                + $"{NeffHeader.PackageVersionWithSha256} and {NeffHeader.MajorVersion}.{NeffHeader.MinorVersion} would be right",
                SourcePlace.AtByte(name, 0));
        }

        if (header.FeatureBits != NeffHeader.OwnEncoding)
        {
            throw new InputException(
                ContainerCode.ContainerFeatureBits,
                $"the container has feature bits 0x{header.FeatureBits:x}; 0x{NeffHeader.OwnEncoding:x}, our own encoding, would be right",
                SourcePlace.AtByte(name, NeffHeader.FeaturesOffset));
        }

        if (header.DataSize != (ulong)(file.Length - NeffHeader.Bytes))
        {
            throw new InputException(
                ContainerCode.ContainerDataSize, $"{file.Length - NeffHeader.Bytes} bytes follow the header, which announces {header.DataSize}; get a whole copy", SourcePlace.AtByte(name, file.Length));
        }

        if (!header.Hash.Span.SequenceEqual(ContainerHash.Of(file)))
            throw new InputException(ContainerCode.ContainerHash, "the content does not match the hash; get an undamaged copy", SourcePlace.AtByte(name, NeffHeader.HashOffset));
        if (header.Cores is 0 or > NeffHeader.MaximumCores)
            throw new InputException(ContainerCode.ContainerCores, $"the header names {header.Cores} cores; 1 to {NeffHeader.MaximumCores} would be right", SourcePlace.AtByte(name, NeffHeader.CoresOffset));
        return header;
    }
}
