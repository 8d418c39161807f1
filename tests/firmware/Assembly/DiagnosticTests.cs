using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

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
        [SyntaxCode.SourceUnreadable, ".include \"missing.inc\"", 1, 10],
        [SyntaxCode.CharacterUnexpected, ".let n = 5 ; 3", 1, 12],
        [SyntaxCode.TextNotClosed, ".program \"open", 1, 10],
        [SyntaxCode.NumberMalformed, ".let n = 12q", 1, 10],
        [SyntaxCode.PasteNotClosed, ".let n{3 = 1", 1, 7],
        [SyntaxCode.TokenUnexpected, ".let n 5", 1, 8],
        [SyntaxCode.TextAfterStatement, ".let n = 5 6", 1, 12],
        [SyntaxCode.BlockNotClosed, ".if 1|.let n = 1", 1, 1],
        [SyntaxCode.EndWithoutBlock, ".end", 1, 1],
        [SyntaxCode.ElseWithoutIf, ".for i in 0..1|.else|.end", 2, 1],
        [SyntaxCode.DirectiveUnknown, ".inptu z fp32[1]", 1, 1],
        [SyntaxCode.ExpressionMissing, ".let n = *", 1, 10],
        [SyntaxCode.NestingTooDeep, ".macro again()|again()|.end|again()", 2, 1],
        [SyntaxCode.MacroArguments, ".macro one(v)|.end|one(1, 2)", 3, 1],
        [SyntaxCode.MacroTwice, ".macro one(v)|.end|.macro one(v)|.end", 3, 8],
        [SyntaxCode.StepZero, ".for i in 0..4 step 0|.end", 1, 21],
        [SyntaxCode.AttributeUnknown, ".queue p engins=4", 1, 10],
        [SyntaxCode.AttributeTwice, ".queue p ring=1 ring=2", 1, 17],
        [SyntaxCode.TextExpected, ".input z fp32[1] file=5", 1, 23],
        [SyntaxCode.LineOutsideStream, "Nop", 1, 1],
        [SyntaxCode.EngineUnknown, ".engine pee", 1, 9],
        [SyntaxCode.MnemonicUnknown, ".engine dve|Halted", 2, 1],
        [SyntaxCode.OperandUnknown, ".engine dve|Probe dts=a", 2, 7],
        [SyntaxCode.OperandTwice, ".engine dve|Probe dst=a axis=1 axis=2", 2, 20],
        [SyntaxCode.OperandMissing, ".engine dve|Probe src=a", 2, 12],
        [SyntaxCode.OperandWithoutName, ".engine dve|Nop a", 2, 5],
        [SyntaxCode.ChoiceUnknown, ".engine dve|Probe dst=a op=multt", 2, 16],
        [SyntaxCode.ChoiceNumberUnknown, ".engine dve|Probe dst=a op=(1)", 2, 16],
        [SyntaxCode.ScalarInexact, ".engine dve|Probe dst=a scale=16777217", 2, 19],
        [SyntaxCode.UpdateTwice, ".engine dve|Nop s++ s--", 2, 9],
        [SyntaxCode.UpdateUnknown, ".engine dve|Nop S[3]<2", 2, 9],
        [SyntaxCode.UpdateTimingUnknown, ".engine dve|Nop s++@soon", 2, 9],
        [SyntaxCode.EventUpdateUnknown, ".engine dve|Nop e=high", 2, 7],
        [SyntaxCode.WordMalformed, ".engine dve|.word \"00\"", 2, 7],
        [SyntaxCode.PatternDimensions, ".engine dve|Probe dst=fp32@0[1,2][3]", 2, 11],
        [SyntaxCode.DmaAttributeUnknown, ".dma d que=q|.end", 1, 8],
        [SyntaxCode.QueueMissing, ".dma d update=s++|.end", 1, 18],
        [SyntaxCode.DmaNested, ".dma d queue=q|.dma f queue=q|.end|.end", 2, 6],
        [SyntaxCode.RepeatNested, ".repeat i in 0..2|.repeat j in 0..2|.end|.end", 2, 1],
        [SyntaxCode.ConstantFormUnknown, ".constant c fp32[4] = fil(1)", 1, 23],
        [SyntaxCode.ViewMethodUnknown, ".let n = size(x.reshap(4))", 1, 15],
        [AssemblyCode.NameUnknown, ".define TOKENS = 4|.let n = TOKEN + 1", 2, 10],
        [AssemblyCode.NameTaken, ".sbuf a fp32[1, 1]", 1, 7],
        [AssemblyCode.IntegerExpected, ".core 0.5", 1, 7],
        [AssemblyCode.NumberExpected, ".let n = 1 + bf16", 1, 12],
        [AssemblyCode.TypeExpected, ".input z 32[4]", 1, 10],
        [AssemblyCode.NumberOutOfRange, ".core 2", 1, 7],
        [AssemblyCode.DivisionByZero, ".let n = 4 / 0", 1, 12],
        [AssemblyCode.FunctionUnknown, ".let n = sqr(4)", 1, 10],
        [AssemblyCode.FunctionArguments, ".let n = max(4)", 1, 10],
        [AssemblyCode.ChipMismatch, ".chip inferentia9", 1, 7],
        [AssemblyCode.RequirementFailed, ".require 1 > 2, \"one is more than two\"", 1, 10],
        [AssemblyCode.ShapeIllegal, ".input z fp32[]", 1, 14],
        [AssemblyCode.ToleranceNegative, ".output z fp32[4] rtol=-1", 1, 24],
        [AssemblyCode.ConstantCount, ".constant c fp32[4] = [1, 2, 3]", 1, 23],
        [AssemblyCode.ConstantBytes, ".constant c fp32[4] = bytes(\"00\")", 1, 23],
        [AssemblyCode.ConstantValueIllegal, ".constant c uint8[4] = fill(256)", 1, 24],
        [AssemblyCode.ConstantFileUnsupported, ".constant c uint8[4] = file(\"x.npy\")", 1, 24],
        [AssemblyCode.IdentityNotSquare, ".constant c fp32[4, 8] = identity", 1, 26],
        [AssemblyCode.BufferTooLarge, ".sbuf b fp32[129, 4]", 1, 7],
        [AssemblyCode.BufferMisaligned, ".sbuf b fp32[1, 4] at=0x1002", 1, 23],
        [AssemblyCode.BufferPastEnd, ".sbuf b fp32[1, 4] at=0x2FFF8", 1, 7],
        [AssemblyCode.BufferOverlap, ".sbuf b fp32[1, 4] at=4", 1, 7],
        [AssemblyCode.AliasUnknown, ".sbuf b fp32[1, 4] alias=aa", 1, 26],
        [AssemblyCode.MemoryFull, ".psum p fp32[128, 4096]|.psum r fp32[128, 512]", 2, 7],
        [AssemblyCode.NumberTaken, ".semaphore t = 0", 1, 16],
        [AssemblyCode.NumbersExhausted, ".for i in 0..256|.semaphore t{i}|.end", 2, 12],
        [AssemblyCode.RingTaken, ".queue p ring=0", 1, 15],
        [AssemblyCode.QueueUnknown, ".dma d queue=qq|.end", 1, 14],
        [AssemblyCode.ChipNumberUnknown, ".let n = chip(DmaEngines)", 1, 15],
        [AssemblyCode.SemaphoreUnknown, ".engine dve|$ss>=1 Nop", 2, 2],
        [AssemblyCode.SemaphoreOfOtherCore, ".engine dve|Nop core1.remote++", 2, 17],
        [AssemblyCode.CoreUnknown, ".engine dve|Nop core7.S[1]++", 2, 5],
        [AssemblyCode.TensorUnknown, ".engine dve|Probe dst=aa", 2, 11],
        [AssemblyCode.AddressNotOnChip, ".let n = address(x)", 1, 18],
        [AssemblyCode.IndexOutOfRange, ".engine dve|Probe dst=a[128]", 2, 13],
        [AssemblyCode.IndexTooMany, ".engine dve|Probe dst=a[:, :, 0]", 2, 19],
        [AssemblyCode.RangeIllegal, ".engine dve|Probe dst=a[:, 60:65]", 2, 16],
        [AssemblyCode.PermutationIllegal, ".engine dve|Probe dst=a.permute(0, 0)", 2, 11],
        [AssemblyCode.ReshapeImpossible, ".engine dve|Probe dst=a.reshape(64, 128)", 2, 11],
        [AssemblyCode.ReinterpretationImpossible, ".engine dve|Probe dst=h[:, 0:63].as(fp32)", 2, 21],
        [AssemblyCode.OperandInDeviceMemory, ".engine dve|Probe dst=x", 2, 11],
        [AssemblyCode.OperandOfOtherCore, ".engine dve|Probe dst=core1.far", 2, 11],
        [AssemblyCode.PartitionsNotFirst, ".engine dve|Probe dst=a[::2]", 2, 11],
        [AssemblyCode.FreeDimensionsTooMany, ".engine dve|Probe dst=a[:, 0:32].reshape(128, 2, 2, 2, 2, 2).permute(0, 5, 4, 3, 2, 1)", 2, 11],
        [AssemblyCode.ViewStepRange, ".engine dve|.sbuf w int8[1, 2, 40000]|Probe dst=w", 3, 11],
        [AssemblyCode.ScalarViewTooLarge, ".engine dve|Probe dst=a scale=a", 2, 19],
        [AssemblyCode.PatternFieldRange, ".engine dve|Probe dst=fp32@0[1][3]%129", 2, 24],
        [AssemblyCode.RegisterExpected, ".engine dve|Probe dst=a count=R64", 2, 19],
        [AssemblyCode.CopyTypes, ".dma d queue=q|copy x[0:128] -> h|.end", 2, 1],
        [AssemblyCode.CopyShapes, ".dma d queue=q|copy x -> a|.end", 2, 1],
        [AssemblyCode.CopyIntoInput, ".dma d queue=q|copy a -> x[0:128]|.end", 2, 11],
        [AssemblyCode.DescriptorIllegal, ".dma d queue=q|descriptor 0: x+65532 -> core0@0 bytes=8|.end", 2, 15],
        [AssemblyCode.DescriptorPlaceUnknown, ".dma d queue=q|descriptor 0: z+0 -> core0@0 bytes=8|.end", 2, 15],
        [AssemblyCode.DmaBlockUnknown, ".engine sp|DmaTrigger loaad", 2, 12],
        [AssemblyCode.DmaBlockTwice, ".dma d queue=q|.end|.dma d queue=q|.end", 3, 6],
        [AssemblyCode.DmaInstanceDiffers, ".dma d queue=q|.end|.dma d queue=q update=s++ next|.end", 3, 6],
        [AssemblyCode.DmaInstanceFirst, ".dma d queue=q next|.end", 1, 6],
        [AssemblyCode.DmaInstanceCount, ".dma d[i in 0..2] queue=q|copy x[0:i+1] -> a[0:i+1]|.end", 1, 6],
        [AssemblyCode.DmaWithoutInstance, ".dma d[i in 0..0] queue=q|.end", 1, 6],
        [AssemblyCode.TriggerOrder, ".dma d queue=q|.end|.dma f queue=q|.end|.engine sp|DmaTrigger f", 6, 12],
        [AssemblyCode.ChipAfterDeclarations, ".chip inferentia1", 1, 7],
        [AssemblyCode.QueueCannotBePinned, ".queue w pinned", 1, 10],
        [AssemblyCode.InstructionOfOtherEngine, ".engine pe|Probe dst=a", 2, 1],
        [AssemblyCode.LabelTwice, ".engine dve|l: Nop|l: Nop", 3, 1],
        [AssemblyCode.LabelUnknown, ".engine dve|loop: Nop|Jump lop", 3, 6],
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void AMistakeHasItsCodeAndPlace(Enum code, string text, int line, int column)
    {
        var errors = Programs.Errors(Declarations + text.Replace('|', '\n'));
        Assert.That(errors, Has.Count.EqualTo(1), string.Join('\n', errors.Select(e => e.OneLine)));
        Assert.That(errors[0].Code, Is.EqualTo(code), errors[0].OneLine);
        Assert.That(errors[0].OneLine, Does.StartWith($"{Programs.File}:{line + DeclarationLines}:{column}: error {DiagnosticCode.Text(code)}: "));
        Assert.That(errors[0].Message, Does.Not.EndWith("."));
    }

    [Test]
    public void EveryAssemblyCodeIsProvoked()
    {
        var provoked = Mistakes.Select(m => (Enum)m[0]).Append(AssemblyCode.DefineUnknown).Append(AssemblyCode.DefineValueWrong).Append(SyntaxCode.ExpansionTooLong)
            .Append(AssemblyCode.QueueTooWide).Append(AssemblyCode.PinnedBlockTriggered).ToHashSet();
        var all = Enum.GetValues<SyntaxCode>().Cast<Enum>().Concat(Enum.GetValues<AssemblyCode>().Cast<Enum>());
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
        Assert.That(errors.Single().Code, Is.EqualTo(AssemblyCode.DefineUnknown));
        Assert.That(errors[0].Message, Does.Contain("did you mean 'TOKENS'?"));
    }

    [Test]
    public void AnEndlessExpansionStops()
    {
        var errors = Programs.Errors(".for i in 0..100000\n.for j in 0..100000\n.let n = 1\n.end\n.end");
        Assert.That(errors.Single().Code, Is.EqualTo(SyntaxCode.ExpansionTooLong));
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
        Assert.That(errors.Single().Code, Is.EqualTo(AssemblyCode.DefineValueWrong));
        Assert.That(errors[0].OneLine, Does.Contain("--define TYPE=bf61: ").And.EndWith("own value is bf16"));
    }

    [Test]
    public void NothingIsJudgedAfterARequirementThatDoesNotHold() =>
        Assert.That(
            Programs.Errors(".define N = 4\n.require N <= 128, \"at most 128\"\n.sbuf s fp32[N, 1]", ("N", "129")).Single().Code,
            Is.EqualTo(AssemblyCode.RequirementFailed));

    [TestCase(".sbuf s fp32[129, 1]\n.engine dve\nProbe dst=s", TestName = "A stream is not judged by a buffer that could not be made")]
    [TestCase(".sbuf s fp32[129, 1]\n.sbuf t fp32[130, 1]", TestName = "The first buffer that does not fit stands for all")]
    [TestCase(".let n = unknown\n.let m = n + 1\n.let k = m", TestName = "A name that a wrong line declares is not complained about")]
    public void WhatFollowsFromAMistakeIsNotReported(string text) => Assert.That(Programs.Errors(text), Has.Count.EqualTo(1));
}
