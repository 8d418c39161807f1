using System.Runtime.InteropServices;
using Hardware.Common.Isa;

namespace Hardware.Common.Interconnect;

/// <summary>An update on its way to the semaphore file of a core.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SemaphoreRequest
{
    public SemaphoreUpdate Update;
}
