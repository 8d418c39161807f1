using System.Runtime.InteropServices;

namespace Hardware.Common.Host;

/// <summary>Tells the host's driver that a notification ring has a new entry (an interrupt).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct HostNotice
{
    public int Core;

    /// <summary>Queue of the core.</summary>
    public int Queue;

    /// <summary>A <see cref="Interconnect.NotificationType"/>.</summary>
    public int Type;
}
