using Hardware.Common.Diagnostics;

namespace Hardware.Firmware.Tests.Assembly;

/// <summary>The assembler refuses operands with the code of the rule that they break, whichever engine's it is.</summary>
public sealed class OperandCodeTests
{
    private const string Declarations = """
        .sbuf a fp32[128, 1024]
        .sbuf h bf16[128, 1024]
        .sbuf i int32[128, 8]
        .psum p fp32[128, 1024]
        .psum q int32[128, 8]

        """;

    private static readonly object[][] Mistakes =
    [
        [HardwareCode.OperandType, ".engine pe|LoadStationary src=i", "src has type int32; the array multiplies fp32, tf32, bf16"],
        [HardwareCode.OperandType, ".engine dve|TensorTensor dst=a in0=a in1=a op=bitwise_and", "one integer type on both sides would be right"],
        [HardwareCode.MatrixDestinationType, ".engine pe|MatMul dst=q moving=h[0:128, 0:8] acc=whole", "dst has type int32; a MatMul of bf16 writes fp32"],
        [HardwareCode.OperandShapesDiffer, ".engine pe|MatMul dst=p[0:128, 0:4] moving=h[0:128, 0:8] acc=whole", "8 would be right, as many as moving has"],
        [HardwareCode.OperandShapesDiffer, ".engine dve|TensorCopy dst=a[0:128, 0:4] in=a[0:128, 0:8]", "equal counts would be right"],
        [HardwareCode.OperandElementCount, ".engine pe|LoadStationary src=h[0:128, 0:129]", "src has 129 columns; at most 128 would be right"],
        [HardwareCode.OperandElementCount, ".engine dve|BatchNormStats dst=a[0:128, 0:6] in=h[0:128, 0:513]", "at most 512 would be right"],
        [HardwareCode.OperandMemory, ".engine pe|LoadStationary src=p[0:128, 0:8]", "src is in PSUM, which this operand cannot reach; a tensor in SBUF would be right"],
        [HardwareCode.OperandMemory, ".engine pe|MatMul dst=a[0:128, 0:8] moving=h[0:128, 0:8] acc=whole", "a tensor in PSUM would be right"],
        [HardwareCode.OperandMemory, ".engine pool|Memset dst=p value=0", "which this engine cannot reach; a tensor in SBUF would be right"],
        [HardwareCode.OperandPartitionStart, ".engine pe|LoadStationary src=h[16:48, 0:8]", "a start at 0, 32, 64 or 96 would be right"],
        [HardwareCode.OperandPartitionStart, ".engine act|Activate dst=a[32:96, 0:8] in=a[32:96, 0:8] function=exp", "a start at 0 or 64 would be right"],
        [HardwareCode.OperandAlignment, ".engine dve|Memset dst=fp32@0x2[1][4] value=0", "dst starts at byte 2 of its partition; a multiple of 4 would be right for fp32"],
        [HardwareCode.OperandAlignment, ".engine sp|TensorLoad dst=R1 src=fp32@0x2[1][1]%1", "a multiple of 4 would be right"],
        [HardwareCode.OperandOutOfBounds, ".engine pe|LoadStationary src=bf16@0x2fff8[1][8]", "src reaches bytes 196600 to 196615 of each SBUF partition; 0 to 196607 would be right"],
        [HardwareCode.PsumBankOverflow, ".engine pe|MatMul dst=p[0:128, 508:516] moving=h[0:128, 0:8] acc=whole", "in more than one PSUM bank"],
        [HardwareCode.OperandIllegal, ".engine sp|SemaphoreRangeClear first=250 count=7", "first + count <= 256 would be right"],
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void AnOperandIsRefusedWithTheCodeOfItsRule(Enum code, string text, string message)
    {
        var error = Programs.Errors(Declarations + text.Replace('|', '\n')).Single();
        Assert.That(error.Code, Is.EqualTo(code), error.OneLine);
        Assert.That(error.Message, Does.Contain(message));
        Assert.That((error.Place!.Value.Line, error.Place!.Value.Column), Is.EqualTo((7, 1)));
    }
}
