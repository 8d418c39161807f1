using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Engines.Sequencing;

public class SequencerTests
{
    [Property]
    public void Register_arithmetic_wraps_to_32_bits(int a, int b)
    {
        var operations = Enum.GetValues<RegisterOperation>();
        var words = new List<InstructionWord> { Words.Move(0, a), Words.Move(1, b) };
        words.AddRange(operations.Select((op, i) => Words.AluRegister(10 + i, 0, op, 1)));
        words.AddRange(operations.Select((op, i) => Words.Alu(30 + i, 0, op, b)));
        words.Add(Words.Halt);
        var bench = new StreamBench(TestSpec.Create(), null, [.. words]).Run();
        int[] expected = unchecked([a + b, a - b, a * b, a & b, a | b, a ^ b, a << (b & 31), (int)((uint)a >> (b & 31)), Math.Min(a, b), Math.Max(a, b)]);
        Assert.That(bench.Sequencers[0].R.Skip(10).Take(10).Select(r => r.Q), Is.EqualTo(expected));
        Assert.That(bench.Sequencers[0].R.Skip(30).Take(10).Select(r => r.Q), Is.EqualTo(expected));
    }

    [Test]
    public void Straight_code_runs_one_instruction_a_cycle()
    {
        var spec = TestSpec.Create();
        var bench = new StreamBench(spec, null, [.. Enumerable.Repeat(Words.Nop, 200), Words.Halt]).Run();
        var cycles = bench.Records.Select(r => bench.CycleOf(r.CompletedAt)).ToArray();
        Assert.That(cycles.Zip(cycles.Skip(1), (x, y) => y - x), Is.All.EqualTo(1));
        Assert.That(bench.Records.Select(r => r.By.Instruction), Is.EqualTo(Enumerable.Range(0, 201)));
    }

    [TestCase(10, TestName = "A loop in the prefetch buffer costs the branch")]
    [TestCase(60, TestName = "A loop beyond the prefetch buffer is fetched again")]
    public void Taken_branches_cost_what_the_buffer_says(int body)
    {
        var spec = TestSpec.Create();
        InstructionWord[] words =
            [Words.Move(0, 0), .. Enumerable.Repeat(Words.Nop, body), Words.Alu(0, 0, RegisterOperation.Add, 1), Words.BranchIf(0, Comparison.Less, 5, 1), Words.Halt];
        var bench = new StreamBench(spec, null, words).Run();
        var branches = bench.Records.Where(r => r.By.Instruction == body + 2).Select(r => bench.CycleOf(r.CompletedAt)).ToArray();
        long penalty = body == 10 ? spec.BranchCycles : spec.InstructionFetchCycles;
        Assert.That(bench.Sequencers[0].R[0].Q, Is.EqualTo(5));
        Assert.That(branches.Zip(branches.Skip(1), (x, y) => y - x), Is.EqualTo(Enumerable.Repeat(body + 2 + penalty, 4)));
        Assert.That(bench.AllHalted);
    }

    [Test]
    public void A_wait_ends_update_and_wake_cycles_after_the_update()
    {
        var spec = TestSpec.Create();
        var bench = new StreamBench(
            spec, null,
            [.. Enumerable.Repeat(Words.Nop, 100), Words.Nop.Updating(UpdateOperation.Increment, 7), Words.Halt],
            [Words.Nop.Waiting(7, 1), Words.Nop.Waiting(7, 1), Words.Halt]).Run();
        var update = bench.Records.Single(r => r.By.Engine == Engine.Sync && r.By.Instruction == 100);
        var waits = bench.Records.Where(r => r.By.Engine == Engine.Scalar).ToArray();
        Assert.That(bench.CycleOf(waits[0].IssuedAt - update.CompletedAt), Is.EqualTo(spec.SemaphoreUpdateCycles + spec.SemaphoreWakeCycles.Value));
        Assert.That(waits[1].IssuedAt, Is.EqualTo(waits[1].ReadyAt), "a condition that holds at once costs nothing");
    }

    [Test]
    public void Tensor_load_and_store_move_a_register_through_sbuf()
    {
        var store = Words.Of<TensorStore>(("src", 1));
        store.Patterns[0] = Element(0x40000 * 3 + 64);
        var load = Words.Of<TensorLoad>(("dst", 2));
        load.Patterns[0] = Element(0x40000 * 3);
        load.Patterns[0].OffsetRegister = 5;
        var bench = new StreamBench(TestSpec.Create(), null, [Words.Move(1, -77), Words.Move(5, 64), store, load, Words.Halt]).Run();
        Assert.That(bench.Sequencers[0].R[2].Q, Is.EqualTo(-77));
    }

    [Test]
    public void Writes_reach_the_semaphores_through_the_fabric()
    {
        var spec = TestSpec.Create();
        var window = new SemaphoreWindow(spec, 0);
        var write = Words.Of<Write>(
            ("address", window.AddressOf(SemaphoreAlias.Increment, 10)), ("src", 3), ("count", 3), ("stride", 8),
            ("second_offset", window.AddressOf(SemaphoreAlias.Decrement, 11) - window.AddressOf(SemaphoreAlias.Increment, 10)));
        var set = Words.Of<Write>(("address", window.AddressOf(SemaphoreAlias.Set, 0)), ("data", 100), ("count", 256), ("stride", 4));
        var mark = Words.Of<Write>(("address", window.AddressOf(SemaphoreAlias.Event, 9)), ("data", 1), ("count", 1));
        var bench = new StreamBench(spec, null, [Words.Move(3, 5), set, write, mark, Words.Nop.WaitingForEvent(9), Words.Halt]).Run();
        Assert.That(bench.Semaphores.Semaphores.Skip(9).Take(8).Select(s => s.Q), Is.EqualTo((int[])[100, 105, 95, 105, 95, 105, 95, 100]));
        Assert.That(bench.AllHalted && bench.Fabric.IsIdle);
    }

    [Test]
    public void Range_clear_drain_and_notify_do_their_work()
    {
        InstructionWord[] words =
        [
            Words.Nop.Updating(UpdateOperation.Write, 4, 9), Words.Nop.Updating(UpdateOperation.Write, 6, 9), Words.Nop.Updating(UpdateOperation.Write, 7, 9),
            Words.Of<SemaphoreRangeClear>(("first", 4), ("count", 3)).Updating(UpdateOperation.Add, 8, 3), Words.Of<Drain>(),
            Words.Of<Notify>(("value", 42)), Words.Halt,
        ];
        var bench = new StreamBench(TestSpec.Create(), null, words).Run();
        Assert.That(bench.Semaphores.Semaphores.Skip(4).Take(5).Select(s => s.Q), Is.EqualTo((int[])[0, 0, 0, 9, 3]));
        Assert.That((bench.Sequencers[0].NotifyCount.Q, bench.Sequencers[0].NotifyValue.Q), Is.EqualTo((1, 42)));
        Assert.That((bench.Notifications.Count.Q, bench.Notifications.Received[0].Data), Is.EqualTo((1, 42u)), "the value leaves for the notification queue");
    }

    [Test]
    public void Data_path_instructions_issue_in_order_with_their_registers_resolved()
    {
        var probe = new InstructionWord { Opcode = Probe.Number };
        probe.Patterns[0] = Element(0x100);
        probe.Patterns[0].OffsetRegister = 6;
        probe.Scalars[0] = new ScalarOperand { Kind = ScalarKind.Register, Value = 7 };
        InstructionWord[] loop =
        [
            Words.Move(6, 0), Words.Move(7, 0x3F800000), probe, Words.Alu(6, 6, RegisterOperation.Add, 4),
            Words.BranchIf(6, Comparison.Less, 40, 2), Words.Of<Drain>(), Words.Halt,
        ];
        var bench = new StreamBench(TestSpec.Create(), null, [Words.Halt], loop).Run();
        var engine = bench.DataPath!;
        var seen = engine.Seen.Span[..engine.Count.Q].ToArray();
        Assert.That(seen.Select(i => i.Word.Patterns[0].Address), Is.EqualTo(Enumerable.Range(0, 10).Select(i => (uint)(0x100 + (4 * i)))));
        Assert.That(seen.Select(i => i.Word.Patterns[0].OffsetRegister), Is.All.EqualTo(AccessPattern.NoRegister));
        Assert.That(seen.Select(i => (i.Word.Scalars[0].Kind, i.Word.Scalars[0].AsSingle)), Is.All.EqualTo((ScalarKind.Constant, 1f)));
        Assert.That(seen.Select(i => i.Sequence), Is.EqualTo(Enumerable.Range(0, 10).Select(i => 2 + (3 * i))));
        Assert.That(seen[^1].IssuedAt, Is.GreaterThan(seen[^1].ReadyAt), "the engine's queue is full by then");
        var drain = bench.Records.Single(r => r.By.Instruction == 5);
        Assert.That(drain.CompletedAt, Is.GreaterThan(engine.BusyUntil.Q * bench.Clock.Period), "drain waits for the data path");
    }

    [Test]
    public void An_instruction_of_another_engine_is_refused() => Assert.That(
        () => new StreamBench(TestSpec.Create(), null, [new InstructionWord { Opcode = Probe.Number }]).Run(),
        Throws.InstanceOf<ProgramFaultException>().With.Property(nameof(ProgramFaultException.Code)).EqualTo(HardwareCode.InstructionNotOfEngine));

    [Test]
    public void A_poked_semaphore_wakes_who_waits_for_it()
    {
        var bench = new StreamBench(TestSpec.Create(), null, [Words.Nop.Waiting(3, 8), Words.Halt]).Run(5_000);
        Assert.That(bench.Sequencers[0].State.Q, Is.EqualTo(SequencerState.Wait));
        bench.Semaphores.Poke(3, 8);
        Assert.That(bench.Run().AllHalted);
    }

    [TestCaseSource(nameof(Faults))]
    public void Wrong_programs_stop_with_their_own_code(Enum code, InstructionWord[] words) =>
        Assert.That(
            () => new StreamBench(TestSpec.Create(), null, words).Run(),
            Throws.InstanceOf<ProgramFaultException>().With.Property(nameof(ProgramFaultException.Code)).EqualTo(code));

    /// <summary>A chip may have fewer semaphores than a word can name.</summary>
    [Test]
    public void Semaphores_that_the_core_does_not_have_stop_with_their_own_code()
    {
        foreach (var (code, word) in new[]
        {
            (HardwareCode.WaitIndexOutOfRange, Words.Nop.Waiting(32, 1)),
            (HardwareCode.UpdateIndexOutOfRange, Words.Nop.Updating(UpdateOperation.Increment, 32)),
        })
        {
            Assert.That(
                () => new StreamBench(TestSpec.Create(("Semaphores", 32)), null, [word, Words.Halt]).Run(),
                Throws.InstanceOf<ProgramFaultException>().With.Property(nameof(ProgramFaultException.Code)).EqualTo(code));
        }
    }

    /// <summary>One stream starts the other again, with code that is not where its registers say.</summary>
    [TestCase(HardwareCode.CodeOutsideMemory, SequencerControl.CodeAddressHigh, 0x7F)]
    [TestCase(HardwareCode.CodeNeverWritten, SequencerControl.CodeAddressLow, 0x0800_0000)]
    public void A_start_without_code_stops_with_its_own_code(HardwareCode code, int register, int value)
    {
        var block = SequencerControl.AddressOf(TestSpec.Create(), 0, Engine.Scalar);
        InstructionWord[] restart =
        [
            Words.Nop.Waiting(1, 1), .. Enumerable.Repeat(Words.Nop, 50), Write.Encode(block + register, value, 1, 0, 0),
            Write.Encode(block + SequencerControl.Start, 1, 1, 0, 0), Words.Halt,
        ];
        Assert.That(
            () => new StreamBench(TestSpec.Create(), null, restart, [Words.Nop.Updating(UpdateOperation.Increment, 1), Words.Halt]).Run(),
            Throws.InstanceOf<ProgramFaultException>().With.Property(nameof(ProgramFaultException.Code)).EqualTo(code));
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        var read = new SemaphoreWindow(TestSpec.Create(), 0).AddressOf(SemaphoreAlias.Read, 0);
        var load = Words.Of<TensorLoad>(("dst", 2));
        load.Patterns[0] = Element(0);
        var block = SequencerControl.AddressOf(TestSpec.Create(), 0, Engine.Sync);
        return new (Enum Code, InstructionWord[] Words)[]
        {
            (HardwareCode.OpcodeUndefined, [new InstructionWord { Opcode = 0x7777 }]),
            (HardwareCode.PseudoInstructionExecuted, [Words.Of<DmaTrigger>()]),
            (HardwareCode.ProgramCounterOutOfRange, [Words.Nop]),
            (HardwareCode.RegisterOutOfRange, [Words.Move(64, 0)]),
            (HardwareCode.ChoiceUndefined, [Words.Of<CompareBranch>(("cmp", 99))]),
            (HardwareCode.OperandIllegalAtIssue, [Words.Of<SemaphoreRangeClear>(("first", 250), ("count", 7))]),
            (HardwareCode.EventSetOrClearedTwice, [Words.Nop.Updating(UpdateOperation.EventClear, 1), Words.Halt]),
            (HardwareCode.SemaphoreStoreIllegal, [Words.Of<Write>(("address", read), ("count", 1)), Words.Halt]),
            (HardwareCode.StoreOutsideEveryWindow, [Words.Of<Write>(("address", 4), ("count", 1)), Words.Halt]),
            (HardwareCode.RegisterLoadNeverWritten, [load, Words.Halt]),
            (HardwareCode.SequencerAlreadyRunning, [Words.Of<Write>(("address", block), ("count", 1)), Words.Nop.Waiting(1, 1)]),
            (HardwareCode.SequencerControlUnknown, [Words.Of<Write>(("address", block + 0x10), ("count", 1)), Words.Halt]),
        }.Select(f => new TestCaseData(f.Code, f.Words).SetArgDisplayNames(f.Code.ToString()));
    }

    private static AccessPattern Element(uint address)
    {
        var pattern = new AccessPattern
        {
            Address = address,
            Type = DataType.Int32,
            Dimensions = 1,
            Partitions = 1,
            OffsetRegister = AccessPattern.NoRegister,
        };
        pattern.Steps[0] = 1;
        pattern.Sizes[0] = 1;
        return pattern;
    }
}
