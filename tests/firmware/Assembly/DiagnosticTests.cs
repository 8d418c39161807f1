using Hardware.Common.Diagnostics;

namespace Hardware.Firmware.Tests.Assembly;

/// <summary>Every mistake has its own code and its place.</summary>
public sealed class DiagnosticTests
{
    private const string Declarations = """
        .input x fp32[256, 64]
        .output y fp32[128, 64]
        .constant k bf16[8] = fill(1)
        .sbuf a fp32[128, 64]
        .sbuf h bf16[128, 64]
        .semaphore s
        .event e
        .queue q engines=16
        .core 1
        .sbuf far fp32[128, 64]
        .semaphore remote
        .core 0

        """;

    private static readonly int DeclarationLines = Declarations.Split('\n').Length - 1;

    // "|" is a new line; the last two numbers are the line (after the declarations) and the column of the mistake.
    private static readonly object[][] Mistakes =
    [
        [DiagnosticCode.SourceUnreadable, ".include \"missing.inc\"", 1, 10],
        [DiagnosticCode.CharacterUnexpected, ".let n = 5 ; 3", 1, 12],
        [DiagnosticCode.TextNotClosed, ".program \"open", 1, 10],
        [DiagnosticCode.NumberMalformed, ".let n = 12q", 1, 10],
        [DiagnosticCode.PasteNotClosed, ".let n{3 = 1", 1, 7],
        [DiagnosticCode.TokenUnexpected, ".let n 5", 1, 8],
        [DiagnosticCode.TextAfterStatement, ".let n = 5 6", 1, 12],
        [DiagnosticCode.BlockNotClosed, ".if 1|.let n = 1", 1, 1],
        [DiagnosticCode.EndWithoutBlock, ".end", 1, 1],
        [DiagnosticCode.ElseWithoutIf, ".for i in 0..1|.else|.end", 2, 1],
        [DiagnosticCode.DirectiveUnknown, ".inptu z fp32[1]", 1, 1],
        [DiagnosticCode.ExpressionMissing, ".let n = *", 1, 10],
        [DiagnosticCode.NestingTooDeep, ".macro again()|again()|.end|again()", 2, 1],
        [DiagnosticCode.MacroArguments, ".macro one(v)|.end|one(1, 2)", 3, 1],
        [DiagnosticCode.MacroTwice, ".macro one(v)|.end|.macro one(v)|.end", 3, 8],
        [DiagnosticCode.StepZero, ".for i in 0..4 step 0|.end", 1, 21],
        [DiagnosticCode.AttributeUnknown, ".queue p engins=4", 1, 10],
        [DiagnosticCode.AttributeTwice, ".queue p ring=1 ring=2", 1, 17],
        [DiagnosticCode.TextExpected, ".input z fp32[1] file=5", 1, 23],
        [DiagnosticCode.LineOutsideStream, "Nop", 1, 1],
        [DiagnosticCode.EngineUnknown, ".engine pee", 1, 9],
        [DiagnosticCode.MnemonicUnknown, ".engine dve|Halted", 2, 1],
        [DiagnosticCode.OperandUnknown, ".engine dve|Probe dts=a", 2, 7],
        [DiagnosticCode.OperandTwice, ".engine dve|Probe dst=a axis=1 axis=2", 2, 20],
        [DiagnosticCode.OperandMissing, ".engine dve|Probe src=a", 2, 12],
        [DiagnosticCode.OperandWithoutName, ".engine dve|Nop a", 2, 5],
        [DiagnosticCode.ChoiceUnknown, ".engine dve|Probe dst=a op=multt", 2, 16],
        [DiagnosticCode.ChoiceNumberUnknown, ".engine dve|Probe dst=a op=(1)", 2, 16],
        [DiagnosticCode.ScalarInexact, ".engine dve|Probe dst=a scale=16777217", 2, 19],
        [DiagnosticCode.UpdateTwice, ".engine dve|Nop s++ s--", 2, 9],
        [DiagnosticCode.UpdateUnknown, ".engine dve|Nop S[3]<2", 2, 9],
        [DiagnosticCode.UpdateTimingUnknown, ".engine dve|Nop s++@soon", 2, 9],
        [DiagnosticCode.EventUpdateUnknown, ".engine dve|Nop e=high", 2, 7],
        [DiagnosticCode.WordMalformed, ".engine dve|.word \"00\"", 2, 7],
        [DiagnosticCode.PatternDimensions, ".engine dve|Probe dst=fp32@0[1,2][3]", 2, 11],
        [DiagnosticCode.DmaAttributeUnknown, ".dma d que=q|.end", 1, 8],
        [DiagnosticCode.QueueMissing, ".dma d update=s++|.end", 1, 18],
        [DiagnosticCode.DmaNested, ".dma d queue=q|.dma f queue=q|.end|.end", 2, 6],
        [DiagnosticCode.RepeatNested, ".repeat i in 0..2|.repeat j in 0..2|.end|.end", 2, 1],
        [DiagnosticCode.ConstantFormUnknown, ".constant c fp32[4] = fil(1)", 1, 23],
        [DiagnosticCode.ViewMethodUnknown, ".let n = size(x.reshap(4))", 1, 15],
        [DiagnosticCode.NameUnknown, ".define TOKENS = 4|.let n = TOKEN + 1", 2, 10],
        [DiagnosticCode.NameTaken, ".sbuf a fp32[1, 1]", 1, 7],
        [DiagnosticCode.IntegerExpected, ".core 0.5", 1, 7],
        [DiagnosticCode.NumberExpected, ".let n = 1 + bf16", 1, 12],
        [DiagnosticCode.TypeExpected, ".input z 32[4]", 1, 10],
        [DiagnosticCode.NumberOutOfRange, ".core 2", 1, 7],
        [DiagnosticCode.DivisionByZero, ".let n = 4 / 0", 1, 12],
        [DiagnosticCode.FunctionUnknown, ".let n = sqr(4)", 1, 10],
        [DiagnosticCode.FunctionArguments, ".let n = max(4)", 1, 10],
        [DiagnosticCode.ChipMismatch, ".chip inferentia1", 1, 7],
        [DiagnosticCode.RequirementFailed, ".require 1 > 2, \"one is more than two\"", 1, 10],
        [DiagnosticCode.ShapeIllegal, ".input z fp32[]", 1, 14],
        [DiagnosticCode.ToleranceNegative, ".output z fp32[4] rtol=-1", 1, 24],
        [DiagnosticCode.ConstantCount, ".constant c fp32[4] = [1, 2, 3]", 1, 23],
        [DiagnosticCode.ConstantBytes, ".constant c fp32[4] = bytes(\"00\")", 1, 23],
        [DiagnosticCode.ConstantValueIllegal, ".constant c uint8[4] = fill(256)", 1, 24],
        [DiagnosticCode.ConstantFileUnsupported, ".constant c uint8[4] = file(\"x.npy\")", 1, 24],
        [DiagnosticCode.IdentityNotSquare, ".constant c fp32[4, 8] = identity", 1, 26],
        [DiagnosticCode.BufferTooLarge, ".sbuf b fp32[129, 4]", 1, 7],
        [DiagnosticCode.BufferMisaligned, ".sbuf b fp32[1, 4] at=0x1002", 1, 23],
        [DiagnosticCode.BufferPastEnd, ".sbuf b fp32[1, 4] at=0x2FFF8", 1, 7],
        [DiagnosticCode.BufferOverlap, ".sbuf b fp32[1, 4] at=4", 1, 7],
        [DiagnosticCode.AliasUnknown, ".sbuf b fp32[1, 4] alias=aa", 1, 26],
        [DiagnosticCode.MemoryFull, ".psum p fp32[128, 4096]|.psum r fp32[128, 512]", 2, 7],
        [DiagnosticCode.NumberTaken, ".semaphore t = 0", 1, 16],
        [DiagnosticCode.NumbersExhausted, ".for i in 0..256|.semaphore t{i}|.end", 2, 12],
        [DiagnosticCode.RingTaken, ".queue p ring=0", 1, 15],
        [DiagnosticCode.QueueUnknown, ".dma d queue=qq|.end", 1, 14],
        [DiagnosticCode.ChipNumberUnknown, ".let n = chip(DmaEngines)", 1, 15],
        [DiagnosticCode.SemaphoreUnknown, ".engine dve|$ss>=1 Nop", 2, 2],
        [DiagnosticCode.SemaphoreOfOtherCore, ".engine dve|Nop core1.remote++", 2, 17],
        [DiagnosticCode.CoreUnknown, ".engine dve|Nop core7.S[1]++", 2, 5],
        [DiagnosticCode.TensorUnknown, ".engine dve|Probe dst=aa", 2, 11],
        [DiagnosticCode.AddressNotOnChip, ".let n = address(x)", 1, 18],
        [DiagnosticCode.IndexOutOfRange, ".engine dve|Probe dst=a[128]", 2, 13],
        [DiagnosticCode.IndexTooMany, ".engine dve|Probe dst=a[:, :, 0]", 2, 19],
        [DiagnosticCode.RangeIllegal, ".engine dve|Probe dst=a[:, 60:65]", 2, 16],
        [DiagnosticCode.PermutationIllegal, ".engine dve|Probe dst=a.permute(0, 0)", 2, 11],
        [DiagnosticCode.ReshapeImpossible, ".engine dve|Probe dst=a.reshape(64, 128)", 2, 11],
        [DiagnosticCode.ReinterpretationImpossible, ".engine dve|Probe dst=h[:, 0:63].as(fp32)", 2, 21],
        [DiagnosticCode.OperandInDeviceMemory, ".engine dve|Probe dst=x", 2, 11],
        [DiagnosticCode.OperandOfOtherCore, ".engine dve|Probe dst=core1.far", 2, 11],
        [DiagnosticCode.PartitionsNotFirst, ".engine dve|Probe dst=a[::2]", 2, 11],
        [DiagnosticCode.FreeDimensionsTooMany, ".engine dve|Probe dst=a[:, 0:32].reshape(128, 2, 2, 2, 2, 2).permute(0, 5, 4, 3, 2, 1)", 2, 11],
        [DiagnosticCode.ViewStepRange, ".engine dve|.sbuf w int8[1, 2, 40000]|Probe dst=w", 3, 11],
        [DiagnosticCode.ScalarViewTooLarge, ".engine dve|Probe dst=a scale=a", 2, 19],
        [DiagnosticCode.PatternFieldRange, ".engine dve|Probe dst=fp32@0[1][3]%129", 2, 24],
        [DiagnosticCode.RegisterExpected, ".engine dve|Probe dst=a count=R64", 2, 19],
        [DiagnosticCode.CopyTypes, ".dma d queue=q|copy x[0:128] -> h|.end", 2, 1],
        [DiagnosticCode.CopyShapes, ".dma d queue=q|copy x -> a|.end", 2, 1],
        [DiagnosticCode.CopyIntoInput, ".dma d queue=q|copy a -> x[0:128]|.end", 2, 11],
        [DiagnosticCode.DescriptorIllegal, ".dma d queue=q|descriptor 0: x+65532 -> core0@0 bytes=8|.end", 2, 15],
        [DiagnosticCode.DescriptorPlaceUnknown, ".dma d queue=q|descriptor 0: z+0 -> core0@0 bytes=8|.end", 2, 15],
        [DiagnosticCode.DmaBlockUnknown, ".engine sp|DmaTrigger loaad", 2, 12],
        [DiagnosticCode.DmaBlockTwice, ".dma d queue=q|.end|.dma d queue=q|.end", 3, 6],
        [DiagnosticCode.DmaInstanceDiffers, ".dma d queue=q|.end|.dma d queue=q update=s++ next|.end", 3, 6],
        [DiagnosticCode.DmaInstanceFirst, ".dma d queue=q next|.end", 1, 6],
        [DiagnosticCode.DmaInstanceCount, ".dma d[i in 0..2] queue=q|copy x[0:i+1] -> a[0:i+1]|.end", 1, 6],
        [DiagnosticCode.DmaWithoutInstance, ".dma d[i in 0..0] queue=q|.end", 1, 6],
        [DiagnosticCode.TriggerOrder, ".dma d queue=q|.end|.dma f queue=q|.end|.engine sp|DmaTrigger f", 6, 12],
        [DiagnosticCode.InstructionOfOtherEngine, ".engine pe|Probe dst=a", 2, 1],
        [DiagnosticCode.OperandsIllegal, ".engine dve|Probe dst=a axis=99", 2, 1],
        [DiagnosticCode.LabelTwice, ".engine dve|l: Nop|l: Nop", 3, 1],
        [DiagnosticCode.LabelUnknown, ".engine dve|loop: Nop|Jump lop", 3, 6],
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void AMistakeHasItsCodeAndPlace(DiagnosticCode code, string text, int line, int column)
    {
        var errors = Programs.Errors(Declarations + text.Replace('|', '\n'));
        Assert.That(errors, Has.Count.EqualTo(1), string.Join('\n', errors.Select(e => e.OneLine)));
        Assert.That(errors[0].Code, Is.EqualTo(code), errors[0].OneLine);
        Assert.That(errors[0].OneLine, Does.StartWith($"{Programs.File}:{line + DeclarationLines}:{column}: error NR{(int)code:0000}: "));
        Assert.That(errors[0].Message, Does.Not.EndWith("."));
    }

    [Test]
    public void EveryAssemblyCodeIsProvoked()
    {
        var provoked = Mistakes.Select(m => (DiagnosticCode)m[0]).Append(DiagnosticCode.DefineUnknown).Append(DiagnosticCode.DefineValueWrong).Append(DiagnosticCode.ExpansionTooLong).ToHashSet();
        var all = Enum.GetValues<DiagnosticCode>().Where(c => (int)c is >= 100 and < 300);
        Assert.That(all.Where(c => !provoked.Contains(c)), Is.Empty);
    }

    [TestCase(".inptu z fp32[1]", "did you mean '.input'?")]
    [TestCase(".define TOKENS = 4\n.let n = TOKEN", "did you mean 'TOKENS'?")]
    [TestCase(".sbuf tile fp32[1, 1]\n.engine dve\nProbe dst=tiel", "did you mean 'tile'?")]
    [TestCase(".let n = chip(Core)", "did you mean 'Cores'?")]
    [TestCase(".queue loads\n.let n = engines(load)", "did you mean 'loads'?")]
    [TestCase(".engine dve\nPorbe", "did you mean 'Probe'?")]
    [TestCase(".engine dve\nProbe dts=1", "did you mean 'dst'?")]
    public void AMisspeltNameGetsASuggestion(string text, string suggestion) => Assert.That(Programs.Errors(text)[0].Message, Does.Contain(suggestion));

    [Test]
    public void AnUnknownDefineIsNamed()
    {
        var errors = Programs.Errors(".define TOKENS = 4", ("TOKEN", "8"));
        Assert.That(errors.Single().Code, Is.EqualTo(DiagnosticCode.DefineUnknown));
        Assert.That(errors[0].Message, Does.Contain("did you mean 'TOKENS'?"));
    }

    [Test]
    public void AnEndlessExpansionStops()
    {
        var errors = Programs.Errors(".for i in 0..100000\n.for j in 0..100000\n.let n = 1\n.end\n.end");
        Assert.That(errors.Single().Code, Is.EqualTo(DiagnosticCode.ExpansionTooLong));
    }

    [Test]
    public void UpToTwentyMistakesAreReportedAtOnce()
    {
        var errors = Programs.Errors(string.Concat(Enumerable.Range(0, 30).Select(i => $".let n = unknown{i}\n")));
        Assert.That(errors.Select(e => e.Place!.Value.Line), Is.EqualTo(Enumerable.Range(1, 20)));
    }

    [Test]
    public void AWrongDefineIsOneMistakeWithTheProgramsOwnValue()
    {
        var errors = Programs.Errors(".define TYPE = bf16\n.let t = TYPE\n.sbuf s TYPE[1, 1]", ("TYPE", "bf61"));
        Assert.That(errors.Single().Code, Is.EqualTo(DiagnosticCode.DefineValueWrong));
        Assert.That(errors[0].OneLine, Does.Contain("--define TYPE=bf61: ").And.EndWith("own value is bf16"));
    }

    [Test]
    public void NothingIsJudgedAfterARequirementThatDoesNotHold() =>
        Assert.That(
            Programs.Errors(".define N = 4\n.require N <= 128, \"at most 128\"\n.sbuf s fp32[N, 1]", ("N", "129")).Single().Code,
            Is.EqualTo(DiagnosticCode.RequirementFailed));

    [TestCase(".sbuf s fp32[129, 1]\n.engine dve\nProbe dst=s", TestName = "A stream is not judged by a buffer that could not be made")]
    [TestCase(".sbuf s fp32[129, 1]\n.sbuf t fp32[130, 1]", TestName = "The first buffer that does not fit stands for all")]
    [TestCase(".let n = unknown\n.let m = n + 1\n.let k = m", TestName = "A name that a wrong line declares is not complained about")]
    public void WhatFollowsFromAMistakeIsNotReported(string text) => Assert.That(Programs.Errors(text), Has.Count.EqualTo(1));
}
