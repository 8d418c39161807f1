using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Observation;

namespace Hardware.Common.Interconnect;

/// <summary>An update on its way to the semaphore file of a core.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SemaphoreRequest
{
    public SemaphoreUpdate Update;

    /// <summary>Who updates.</summary>
    public Agent By;
}
