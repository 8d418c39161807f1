using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;

namespace Hardware.Common.Engines;

/// <summary>Semaphore updates that have fired in an engine but not left for the semaphore file: they leave in that order, one a cycle.</summary>
/// <param name="capacity">Updates that fit; the engine starts no instruction whose update would find no place.</param>
public sealed class UpdateQueue(int capacity) : Module
{
    private Bank<SemaphoreRequest> Pending { get; } = Bank.Of<SemaphoreRequest>(capacity);

    // Fired and sent since power-up.
    private Bank<long> Counts { get; } = Bank.Of<long>(2);

    /// <summary>Updates that have not left.</summary>
    public int Count => (int)(Counts.Items[0] - Counts.Items[1]);

    /// <summary>Takes an update that has fired.</summary>
    public void Add(in SemaphoreRequest request) => Pending.Items[Counts.Items[0]++ % Pending.Length] = request;

    /// <summary>Sends the oldest update if there is one and the port has a place.</summary>
    public void Send(Producer<SemaphoreRequest> port)
    {
        if (Count > 0 && port.TryPush(Pending.Items[Counts.Items[1] % Pending.Length]))
            Counts.Items[1]++;
    }
}
