using Hardware.Common.Dma;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;

namespace Hardware.Common.Host.Notifications;

/// <summary>Tells when what the streams of a core have started outside the core is done: its stores are delivered and its DMA engines idle.</summary>
/// <param name="Stores">Stores of the core that are on their way in the fabric.</param>
/// <param name="StoresDelivered">Raised when <paramref name="Stores"/> becomes zero.</param>
/// <param name="Doorbells">Stores that a DMA engine of the core has not taken.</param>
/// <param name="DmaEngines">The DMA engines of the core.</param>
public sealed record CoreRest(Reg<int> Stores, WakeLine StoresDelivered, IReadOnlyList<Channel<FabricWrite>> Doorbells, IReadOnlyList<DmaEngine> DmaEngines)
{
    /// <summary>True if nothing is under way, as of the clock edge.</summary>
    public bool IsAtRest
    {
        get
        {
            if (Stores.Q != 0)
                return false;
            for (var engine = 0; engine < DmaEngines.Count; engine++)
            {
                if (!DmaEngines[engine].Idle.Q || Doorbells[engine].Count > 0)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Names the component that looks again when something has come to rest.</summary>
    public void Listen(Component component)
    {
        StoresDelivered.Listen(component);
        foreach (var engine in DmaEngines)
            engine.BecameIdle.Listen(component);
    }
}
