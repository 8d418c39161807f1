using Hardware.Common.Host;
using Hardware.Common.Host.Notifications;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;
using Hardware.Firmware.Loading;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Running;

/// <summary>What the host sends for a loaded program and given inputs, and where in host memory the outputs come back to.</summary>
public sealed class HostPlan
{
    private const long Alignment = 4096;

    private readonly List<(long Address, ReadOnlyMemory<byte> Bytes)> _hostContent = [];
    private readonly List<(ProgramTensor Tensor, long Address)> _outputs = [];
    private readonly NumberFormats _formats;
    private long _next;

    public HostPlan(LoadPlan plan, IReadOnlyDictionary<string, Tensor> inputs, ChipSpec spec)
    {
        _formats = spec.Formats;
        var load = new List<HostCommand>();
        foreach (var write in plan.MemoryWrites)
            load.Add(Write(write.Address, write.Bytes));
        var readBack = new List<HostCommand>();
        for (var t = 0; t < plan.Image.Tensors.Count; t++)
        {
            var tensor = plan.Image.Tensors[t];
            if (tensor.Kind == TensorKind.Input)
                load.Add(Write(plan.TensorAddresses[t], inputs[tensor.Name].Data));
            else if (tensor.Kind == TensorKind.Output)
                readBack.Add(Read(plan.TensorAddresses[t], tensor));
        }

        load.AddRange(plan.RegisterStores.Select(Store));
        var rings = plan.Streams.Select(s => Ring(s.Source.Core, s.Source.Engine, spec, load)).ToList();
        Program = new HostProgram(load, [.. plan.StartStores.Select(Store)], readBack, rings);
    }

    public HostProgram Program { get; }

    /// <summary>Fills the host's memory; call it once the simulator has powered it up.</summary>
    public void Fill(PagedMemory hostMemory)
    {
        foreach (var (address, bytes) in _hostContent)
            hostMemory.Write(address, bytes.Span);
    }

    /// <summary>The outputs, after they were read back.</summary>
    public IReadOnlyList<Tensor> Outputs(PagedMemory hostMemory)
    {
        var outputs = new List<Tensor>();
        foreach (var (tensor, address) in _outputs)
        {
            var data = new byte[tensor.ByteLength];
            hostMemory.Read(address, data);
            outputs.Add(new Tensor(tensor.Name, tensor.Type, [.. tensor.Shape], data, _formats));
        }

        return outputs;
    }

    /// <summary>Gives the notification queue of a stream its ring in host memory.</summary>
    private HostRing Ring(int core, Engine engine, ChipSpec spec, List<HostCommand> load)
    {
        int length = spec.NotificationRingEntries;
        var ring = Reserve((long)length * NotificationEntry.Bytes);
        _hostContent.Add((ring, new byte[length * NotificationEntry.Bytes]));
        var queue = NotificationWindow.QueueOf(spec, engine);
        long Address(NotificationRegister register) => NotificationWindow.RegisterAddress(spec, core, queue, NotificationType.Notify, register);
        foreach (var (register, value) in ((NotificationRegister, long)[])
            [(NotificationRegister.BaseLow, ring), (NotificationRegister.BaseHigh, ring >> 32), (NotificationRegister.Length, length)])
        {
            load.Add(Store(new FabricWrite { Address = Address(register), Data = (uint)value }));
        }

        return new HostRing(core, queue, ring, length, Address(NotificationRegister.Head));
    }

    private HostCommand Write(long address, ReadOnlyMemory<byte> bytes)
    {
        var hostAddress = Reserve(bytes.Length);
        _hostContent.Add((hostAddress, bytes));
        return new HostCommand { Operation = HostOperation.WriteMemory, Address = address, HostAddress = hostAddress, Length = bytes.Length };
    }

    private HostCommand Read(long address, ProgramTensor tensor)
    {
        var hostAddress = Reserve(tensor.ByteLength);
        _outputs.Add((tensor, hostAddress));
        return new HostCommand { Operation = HostOperation.ReadMemory, Address = address, HostAddress = hostAddress, Length = tensor.ByteLength };
    }

    private static HostCommand Store(FabricWrite store) =>
        new() { Operation = HostOperation.StoreRegister, Address = store.Address, Data = store.Data };

    private long Reserve(long bytes)
    {
        var address = _next;
        _next += (bytes + Alignment - 1) / Alignment * Alignment;
        return address;
    }
}
