using Hardware.Common.Dma;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Firmware.Image;
using Hardware.Firmware.Loading;

namespace Hardware.Testbench.Debugger;

/// <summary>One ring of one DMA engine, with its descriptors as they lie in device memory now.</summary>
public sealed class RingView
{
    private readonly DebugSession _session;
    private readonly LoadedRing _ring;
    private readonly DescriptorRing _read;
    private readonly DescriptorRing _write;

    public RingView(DebugSession session, LoadedRing ring)
    {
        (_session, _ring) = (session, ring);
        _read = Find(DmaSide.Read);
        _write = Find(DmaSide.Write);
    }

    public int Core => _ring.Core;

    public int Engine => _ring.Engine;

    public int Ring => _ring.Ring;

    /// <summary>Descriptor pairs that the program put into the ring.</summary>
    public int Count => _ring.Transfers.Count;

    /// <summary>Descriptors started.</summary>
    public int Head => Device.Head[_ring.Ring].Q;

    /// <summary>Descriptors announced by doorbells.</summary>
    public int Tail => Device.Tail[_ring.Ring].Q;

    private DmaEngine Device => _session.Run.Board.Chip.Cores[_ring.Core].DmaEngines[_ring.Engine];

    private PagedMemory Memory => _session.Run.Board.Chip.DeviceMemory;

    /// <summary>The queue of the program that the ring belongs to.</summary>
    public DmaQueue Queue => _session.Symbols.Image.Queues.Find(
        q => q.Core == _ring.Core && q.Ring == _ring.Ring && _ring.Engine >= q.FirstEngine && _ring.Engine < q.FirstEngine + q.EngineCount)!;

    /// <summary>The name of the DMA block that a descriptor belongs to.</summary>
    public string BlockOf(int position) => _session.Symbols.Image.DmaBlocks[_ring.Transfers[position].Block].Name;

    /// <summary>The read and the write descriptor of a position.</summary>
    public (Descriptor Read, Descriptor Write) At(int position) => (Load(_read.AddressOf(position)), Load(_write.AddressOf(position)));

    /// <summary>Puts descriptors into memory; what the engine has fetched already stays as it is.</summary>
    public void Put(int position, Descriptor read, Descriptor write)
    {
        Store(_read.AddressOf(position), read);
        Store(_write.AddressOf(position), write);
    }

    /// <summary>A chip address by the name of what lies there.</summary>
    public string Describe(ulong address)
    {
        var spec = _session.Run.Board.Chip.Spec;
        if (_session.Symbols.TensorAt((long)address) is var (tensor, offset))
            return offset == 0 ? tensor.Name : $"{tensor.Name}+0x{offset:x}";
        var target = DmaTarget.Decode((long)address, spec, Memory);
        switch (target.Kind)
        {
            case DmaTargetKind.DeviceMemory:
                return $"hbm 0x{address:x}";
            case DmaTargetKind.Sbuf or DmaTargetKind.Psum:
                return OnChip(target);
            default:
                for (var core = 0; core < spec.Cores.Value; core++)
                {
                    var (alias, index) = new SemaphoreWindow(spec, core).Decode((long)address);
                    if (alias == SemaphoreAlias.Increment)
                        return $"{(core == Core ? "" : $"core{core}.")}{_session.Symbols.SemaphoreName(core, index)}++";
                }

                return $"0x{address:x}";
        }
    }

    private string OnChip(in DmaTarget target)
    {
        var spec = _session.Run.Board.Chip.Spec;
        var prefix = target.Core == Core ? "" : $"core{target.Core}.";
        var memory = target.Kind == DmaTargetKind.Sbuf ? LocalMemory.Sbuf : LocalMemory.Psum;
        foreach (var buffer in _session.Symbols.Image.Buffers)
        {
            var start = CoreAddress.Decode(buffer.Address, spec);
            var inBuffer = target.Offset - start.Offset;
            var row = target.Partition - start.Partition;
            if (buffer.Core == target.Core && start.Memory == memory && row >= 0 && row < buffer.Shape[0] && inBuffer >= 0 && inBuffer < buffer.BytesPerPartition)
                return inBuffer == 0 ? $"{prefix}{buffer.Name}[{row}]" : $"{prefix}{buffer.Name}[{row}]+0x{inBuffer:x}";
        }

        return $"{prefix}{(memory == LocalMemory.Sbuf ? "sbuf" : "psum")} partition {target.Partition} byte 0x{target.Offset:x}";
    }

    // The loader's stores tell where the ring lies.
    private DescriptorRing Find(DmaSide side)
    {
        var spec = _session.Run.Board.Chip.Spec;
        long start = 0;
        var length = DescriptorRing.MinimumLength;
        foreach (var store in _session.Run.Plan.RegisterStores)
        {
            if (!DmaRegisters.TryDecode(store.Address, spec, out var register) || register.Core != _ring.Core || register.Engine != _ring.Engine
                || register.Ring != _ring.Ring || register.Side != side)
            {
                continue;
            }

            if (register.Register == DmaRegister.BaseLow)
                start |= store.Data;
            else if (register.Register == DmaRegister.BaseHigh)
                start |= (long)store.Data << 32;
            else if (register.Register == DmaRegister.Length)
                length = (int)store.Data;
        }

        return new DescriptorRing(start, length);
    }

    private Descriptor Load(long address)
    {
        Span<byte> bytes = stackalloc byte[Descriptor.Bytes];
        Memory.Read(address, bytes);
        return Descriptor.Decode(bytes);
    }

    private void Store(long address, Descriptor descriptor)
    {
        Span<byte> bytes = stackalloc byte[Descriptor.Bytes];
        descriptor.Encode(bytes);
        Memory.Write(address, bytes);
    }
}
