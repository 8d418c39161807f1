namespace Hardware.Firmware.Image;

/// <summary>Transfers that one DmaTrigger starts together.</summary>
/// <param name="Name">Name in the program.</param>
/// <param name="Queue">Index in <see cref="ProgramImage.Queues"/>.</param>
/// <param name="Semaphore">Number of the semaphore that each engine of the queue increments at the end, or -1.</param>
/// <param name="SemaphoreCore">Core of that semaphore.</param>
public sealed record DmaBlock(string Name, int Queue, int Semaphore = -1, int SemaphoreCore = 0)
{
    /// <summary>Instance k is what the k-th trigger moves. All have equally many transfers on each engine.</summary>
    public List<DmaInstance> Instances { get; init; } = [];

    /// <summary>Descriptors that a trigger starts on an engine of the queue, the increment included.</summary>
    public int DescriptorsOn(int engine) => Instances[0].Engines[engine].Count + (Semaphore >= 0 ? 1 : 0);
}

/// <summary>What one run of a block moves.</summary>
/// <param name="Engines">For each engine of the queue, its transfers in ring order.</param>
public sealed record DmaInstance(IReadOnlyList<IReadOnlyList<DmaTransfer>> Engines);

/// <summary>A contiguous copy; one descriptor on each side.</summary>
/// <param name="Source">First byte read.</param>
/// <param name="Destination">First byte written.</param>
/// <param name="Bytes">1 to 65536.</param>
public readonly record struct DmaTransfer(DmaPlace Source, DmaPlace Destination, int Bytes);

/// <summary>A byte in a tensor or in a core's local address space.</summary>
/// <param name="Tensor">Index in <see cref="ProgramImage.Tensors"/>, or -1 for a core-local address.</param>
/// <param name="Core">Core of a core-local address; 0 for tensors.</param>
/// <param name="Offset">Byte in the tensor, or core-local byte address.</param>
public readonly record struct DmaPlace(int Tensor, int Core, long Offset)
{
    /// <summary>A byte of a tensor.</summary>
    public static DmaPlace InTensor(int tensor, long offset) => new(tensor, 0, offset);

    /// <summary>A byte of SBUF or PSUM.</summary>
    public static DmaPlace OnChip(int core, long address) => new(-1, core, address);

    /// <summary>The place so many bytes further.</summary>
    public DmaPlace Plus(long bytes) => this with { Offset = Offset + bytes };
}
