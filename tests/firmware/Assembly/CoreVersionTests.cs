using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Assembly;
using Hardware.Inferentia1;

namespace Hardware.Firmware.Tests.Assembly;

/// <summary>What NeuronCore-v1 has not is refused where it stands, with what it has.</summary>
public sealed class CoreVersionTests
{
    private static readonly AssemblerOptions Options = new() { Spec = Inferentia1Spec.Create() };

    private static readonly object[][] Refused =
    [
        [".engine pool", 1, 9, "NeuronCore-v1 has no pool; a stream of pe, act, dve or sp would be right"],
        [
            ".engine dve\nTensorTensorScan dst=a in0=a in1=a op0=add op1=add initial=0", 2, 1,
            "NeuronCore-v1 has no TensorTensorScan; TensorTensor, TensorScalar, ScalarTensorTensor, TensorReduce, TensorCopy, Memset, Reciprocal, BatchNormStats or BatchNormAggregate would be right",
        ],
        [
            ".engine sp\nl: Jump l", 2, 4,
            "NeuronCore-v1 has no Jump; Nop, Halt, EventSemaphore, SemaphoreRangeClear, Drain, Write, Notify or DmaTrigger would be right",
        ],
        [".engine dve\nIota dst=a pattern=a", 2, 1, "NeuronCore-v1 has no Iota; TensorTensor, TensorScalar, ScalarTensorTensor, "],
        [".engine act\nTensorTensor dst=a in0=a in1=a op=add", 2, 1, "act has no TensorTensor; a stream of dve would be right"],
        [".engine dve\nMemset dst=u value=1", 2, 1, "Memset: NeuronCore-v1 has no uint8, the type of dst; fp32, bf16, fp16, int8, int16 or int32 would be right"],
        [".engine dve\nMemset dst=a value=u[0:128, 0:1]", 2, 1, "Memset: NeuronCore-v1 has no uint8, the type of value; fp32, "],
        [".engine pe\nLoadStationary src=a", 2, 1, "LoadStationary: the array of NeuronCore-v1 has no fp32, the type of src; bf16, fp16 or int8 would be right"],
        [".engine dve\nMemset dst=a+R3 value=1", 2, 1, "Memset: NeuronCore-v1 has no registers, and the address of dst adds R3; an address alone would be right"],
        [
            ".engine dve\nMemset dst=a value=R2", 2, 1,
            "Memset: NeuronCore-v1 has no registers, and value is R2; a constant or a vector of one element a partition would be right",
        ],
        [".engine sp\nNotify src=R1", 2, 1, "Notify: NeuronCore-v1 has no registers, and src is R1; a number instead of src would be right"],
        [".engine sp\nWrite address=64 count=1 offset=R4", 2, 1, "Write: NeuronCore-v1 has no registers, and offset is R4; a number instead of offset would be right"],
        [".engine sp\n$S[3]>=R2 Nop", 2, 11, "Nop: NeuronCore-v1 has no registers, and the wait compares with R2; a number would be right"],
        [".engine dve\nTensorCopy dst=h in=a rounding=stochastic", 2, 1, "TensorCopy: NeuronCore-v1 has no stochastic rounding; rounding=nearest_even would be right"],
        [
            ".engine dve\nTensorScalar dst=a in=a op0=rsqrt", 2, 1,
            "TensorScalar: rsqrt is a kernel of pool, not an operator of dve; another operator, as the core has no such engine, would be right",
        ],
        ["Nop", 1, 1, "'Nop' is no directive, and no stream is selected; write .engine pe, act, dve or sp before instructions"],
        [".engine pol", 1, 9, "there is no engine 'pol'; did you mean 'pool'?; pe, act, dve or sp would be right"],
    ];

    [TestCaseSource(nameof(Refused))]
    public void WhatTheCoreHasNotIsRefusedWithWhatItHas(string text, int line, int column, string message)
    {
        const string Declarations = ".sbuf a fp32[128, 8]\n.sbuf h bf16[128, 8]\n.sbuf u uint8[128, 8]\n";
        var error = Assert.Catch(() => Assembler.Assemble(Declarations + text, "x.nasm", Options))!;
        var mistake = error as InputException ?? ((AggregateInputException)error).Errors[0];
        Assert.That(mistake.Message, Does.StartWith(message));
        Assert.That((mistake.Place!.Value.Line, mistake.Place!.Value.Column), Is.EqualTo((line + 3, column)));
        if (message.Contains("NeuronCore-v1", StringComparison.Ordinal))
            Assert.That(mistake.Code, Is.EqualTo(HardwareCode.NotOfCoreVersion));
    }

    [Test]
    public void WhatTheCoreHasAssembles()
    {
        const string Text = """
            .sbuf a fp32[128, 8]
            .sbuf h bf16[128, 8]
            .psum p fp32[8, 8]
            .engine pe
            LoadStationary src=h
            MatMul dst=p moving=h acc=whole
            .engine act
            Activate dst=a in=a function=exp
            .engine dve
            $S[3]>=2 TensorCopy dst=h in=a rounding=nearest_even S[4]++
            .engine sp
            Write address=64 count=1 data=3
            Notify value=5
            """;
        Assert.That(Assembler.Assemble(Text, "x.nasm", Options).Streams, Has.Count.EqualTo(4));
    }

    [Test]
    public void EveryInstructionOfTheLaterCoreOnlyIsRefused()
    {
        foreach (var definition in InstructionCatalog.All.Where(d => d.Cores == CoreVersions.V2))
        {
            var engine = EngineNames.All.First(e => definition.Engines.Contains(e) && EngineNames.Of(Options.Spec).Contains(e) || e == Engine.Sync);
            var error = Assert.Throws<InputException>(() => Assembler.Assemble($".engine {engine.AssemblyName()}\n{definition.Mnemonic}", "x.nasm", Options))!;
            Assert.That(error.Message, Does.StartWith($"NeuronCore-v1 has no {definition.Mnemonic}; "));
        }
    }
}
