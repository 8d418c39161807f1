using System.IO.Compression;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.References.Exact;
using Hardware.Testbench.Suites.Vectors;
using Hardware.Testbench.Tests.CommandLine;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.Suites;

public class VectorTests
{
    [Test]
    public void The_bundled_vectors_hold()
    {
        var (status, output, error) = CommandRunner.Run("suite", "vectors");
        Assert.That((status, error), Is.EqualTo((0, "")), output);
        Assert.That(output, Does.Match(@"f32_mulAdd +30,000 +0 +5  array\n    documented: an addend of -0 acts as \+0\n")
            .And.Contain("PASSED: 0 mismatches in 723,831 cases, 3,046 of them by a rule of our own\n"));
        Assert.That(output.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
        Assert.That(File.ReadAllText(Path.Combine(CommandRunner.Root, "docs", "numerics.md")), Does.Contain(output), "the page shows what the command prints");
    }

    [Test]
    public void Vectors_are_read_leniently([Values] bool compressed)
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "sums", "# a comment\r\n\n  3f800000 0x3F800000\t40000000 00\r\n// another\n80000000 80000000 80000000 # no flags\n7F800000 FF800000 FFC00001 10\n", compressed);
        var (status, output, error) = CommandRunner.Run("suite", "vectors", "--file", file, "--op", "f32_add");
        Assert.That((status, error), Is.EqualTo((0, "")), output);
        Assert.That(output, Does.Contain("0 mismatches in 3 cases"));
    }

    [Test]
    public void The_first_mismatch_is_shown_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "f16_mul.near_even.txt", "3C00 3C00 3C00 00\n\n3C00 4000 4001 00\n3C00 4000 3FFF 00\n");
        var (status, output, error) = CommandRunner.Run("suite", "vectors", "--file", file);
        Assert.That((status, error), Is.EqualTo((1, "")));
        Assert.That(output, Does.Contain($"first: {file}:3: 3C00 4000: got 4000 (scalar), expected 4001").And.Contain("FAILED: 2 mismatches in 3 cases"));
    }

    /// <summary>A wrong answer of any function is seen: each bundled file fails when a case of it is changed.</summary>
    [Test]
    public void Every_function_can_fail([ValueSource(nameof(Bundled))] string name)
    {
        using var folder = new TemporaryFolder();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(VectorRun.Bundled().Single(f => f.EndsWith(Path.DirectorySeparatorChar + name, StringComparison.Ordinal))), CompressionMode.Decompress));
        var words = Enumerable.Range(0, 200).Select(_ => reader.ReadLine()!.Split(' ')).ToArray();
        var operation = VectorRun.OperationOf(name);
        var result = operation.Operands.Count;
        var changed = words.First(w => !operation.Result.IsNan(Code(w[result])) && Code(w[^1]) != 0x10);
        changed[result] = operation.Result.Text(Code(changed[result]) ^ 1);
        var checker = VectorRun.Check(Write(folder, "changed", string.Join('\n', words.Select(w => string.Join(' ', w)))), operation.Name);
        Assert.That(checker.Tallies.Single().Mismatches, Is.EqualTo(1));
    }

    [Test]
    public void Integers_of_invalid_conversions_are_ours_and_counted_where_the_file_has_others()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "f32_to_i32", "7FC00000 80000000 10\nCF000001 7FFFFFFF 10\n4F000000 80000000 10\nC2C80000 FFFFFF9C 00\n");
        var tally = VectorRun.Check(file, "f32_to_i32_r_near_even").Tallies.Single();
        Assert.That((tally.Cases, tally.Mismatches, tally.Documented), Is.EqualTo((4, 0, 3)));
        tally = VectorRun.Check(Write(folder, "same", "7FC00000 00000000 10\nCF000001 80000000 10\n4F000000 7FFFFFFF 10\n"), "f32_to_i32").Tallies.Single();
        Assert.That((tally.Cases, tally.Mismatches, tally.Documented), Is.EqualTo((3, 0, 0)));
        file = Write(folder, "f16_to_i8", "5BFF 7F 10\nDBFF 80 10\nC000 FE 00\nC000 FF 00\n");
        Assert.That(VectorRun.Check(file, null).Tallies.Single().First?.Line, Is.EqualTo(4));
    }

    [Test]
    public void An_addend_of_minus_zero_is_documented_and_nothing_else_is()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "f32_mulAdd", "80000000 3F800000 80000000 80000000\n80000000 3F800000 00000000 80000000\nBF800000 3F800000 80000000 80000000\n");
        var tally = VectorRun.Check(file, null).Tallies.Single();
        Assert.That((tally.Documented, tally.Mismatches, tally.First?.Line), Is.EqualTo((1, 2, 2)));
    }

    /// <summary>FP16 results of the array round twice; what that changes is told apart from what would be wrong.</summary>
    [Test]
    public void A_second_rounding_out_of_psum_is_documented_and_nothing_else_is()
    {
        using var folder = new TemporaryFolder();

        // 3 x 683 = 2049 is a tie of FP16; an addend of 2^-24 decides it, and does not fit into FP32 beside it.
        var file = Write(folder, "f16_mulAdd", "4200 6156 0001 6801 01\n4200 6156 8001 6800 01\n4200 6156 0001 6802 01\n");
        var random = new Random(3);
        var lines = new List<string>();
        for (var i = 0; i < 20_000; i++)
        {
            // Any operands, or products of few bits, which are often ties, with a small addend.
            uint[] codes = [.. Enumerable.Range(0, 3).Select(_ => (uint)random.Next(1 << 16))];
            if (i % 2 == 0)
                codes = [0x5000 | (codes[0] & 0x3E0), 0x5000 | (codes[1] & 0x3F0), codes[2] & 0x80FF];
            uint[] single = [.. codes.Select(FloatFormat.Float16.Decode)];
            lines.Add($"{codes[0]:X4} {codes[1]:X4} {codes[2]:X4} {ExactArithmetic.MultiplyAdd(single[0], single[1], single[2], FloatFormat.Float16):X4}");
        }

        var tally = VectorRun.Check(Write(folder, "random", string.Join('\n', lines)), "f16_mulAdd").Tallies.Single();
        Assert.That((tally.Cases, tally.Mismatches), Is.EqualTo((20_000, 0)));
        Assert.That(tally.Documented, Is.GreaterThan(0));
        tally = VectorRun.Check(file, null).Tallies.Single();
        Assert.That((tally.Documented, tally.Mismatches, tally.First?.Line), Is.EqualTo((1, 1, 3)));
    }

    [Test]
    public void Fpgen_lines_are_checked_or_counted_by_why_not()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "Some.fptest", """
            Floating point tests: a heading
            Copyright
            b32+ =0 i +1.000000P0 +1.000000P0 -> +1.000000P1
            b32V =0 -1.000000P0 -> Q i
            b32*+ =0 i -1.000000P0 +1.400000P3 +Zero -> -1.400000P3
            b32* =0 +1.000000P-126 +1.000000P-1 -> +0.400000P-126
            b32/ =0 z +1.000000P0 +Zero -> # z
            b32* =0 xu +1.000000P-100 +1.000000P-100 -> +1.000000P-8 xu
            b32- > -Inf +Inf -> -Inf
            b32<C =0 +Zero S -> +Zero
            d64+ =0 +1E0 +1E0 -> +2E0
            b32- =0 S -Inf -> Q i
            """);
        var checker = VectorRun.Check(file, null);
        Assert.That(checker.Tallies.Select(t => (t.Operation.Name, t.Cases, t.Mismatches)), Is.EqualTo(
            new[] { ("f32_add", 1L, 0L), ("f32_sqrt", 1L, 0L), ("f32_mulAdd", 1L, 0L), ("f32_mul", 1L, 0L), ("f32_sub", 1L, 0L) }));
        Assert.That(checker.Skipped, Is.EqualTo(new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["exception trapped"] = 2,
            ["no operation of the chip"] = 1,
            ["not binary32"] = 1,
            ["rounding not to nearest even"] = 1,
        }));
        Assert.That(VectorRun.Check(file, "f32_mul").Tallies.Single().Cases, Is.EqualTo(1));
    }

    [TestCase("NR0540", "f32_ad", "3F800000 3F800000 40000000", "did you mean 'f32_add'?")]
    [TestCase("NR0543", "f32_add", "3F800000 3F800000 40000000 00\n3F800000 3F800000 4", "f:2:19: error NR0543: '4' is not the result of f32_add: 8 hexadecimal digits")]
    [TestCase("NR0543", "f32_eq", "3F800000 3F800000 2", "'2' is not the result of f32_eq: 1 hexadecimal digit, at most 1")]
    [TestCase("NR0540", "f32_rem", "3F800000 3F800000 0", "no unit of the chip computes it")]
    [TestCase("NR0541", "f32_to_i32_r_minMag", "3F800000 1", "give f32_to_i32 with vectors of near_even")]
    [TestCase("NR0542", "f32_add", null, "name an existing text file")]
    [TestCase("NR0543", "f32_add", "\n3F800000 3F8000000 40000000", "f:2:10: error NR0543: '3F8000000' is not operand 2 of f32_add")]
    [TestCase("NR0543", "f32_add", "3F800000 40000000", "f:1:18: error NR0543: 2 of 3 words")]
    [TestCase("NR0543", "f32_add", "3F800000 40000000 40400000 20", "f:1:28: error NR0543: '20' is not the exception flags")]
    [TestCase("NR0543", "f32_sqrt", "3F800000 3F800000 00 00", "f:1:22: error NR0543: '00' is one word too many")]
    [TestCase("NR0544", "f32_add", "# nothing", "no case in the file")]
    public void Bad_vectors_are_one_line_and_status_2(string code, string function, string? text, string message)
    {
        using var folder = new TemporaryFolder();
        var file = text is null ? folder.File("f") : Write(folder, "f", text);
        var (status, output, error) = CommandRunner.Run("suite", "vectors", "--file", file, "--op", function);
        Assert.That((status, output, error.Count('\n')), Is.EqualTo((2, "", 1)));
        Assert.That(error, Does.Contain(code).And.Contain(message));
    }

    [Test]
    public void An_archive_cut_short_anywhere_or_damaged_is_no_result()
    {
        using var folder = new TemporaryFolder();
        var words = Enumerable.Range(0, 3000).Select(i => $"{i * 40503u:X8} 00000000 {i * 40503u:X8} 00\n");
        var whole = File.ReadAllBytes(Write(folder, "f", string.Concat(words), compressed: true));
        for (var length = 2; length < whole.Length; length += length < 40 || length > whole.Length - 40 ? 1 : 997)
            Refused(whole[..length]);
        var changed = whole.ToArray();
        changed[^5] ^= 1;
        Refused(changed);
        changed = whole.ToArray();
        changed[whole.Length / 2] ^= 0x10;
        Refused(changed);
        Refused([.. whole, .. whole]);

        void Refused(byte[] archive)
        {
            File.WriteAllBytes(folder.File("f"), archive);
            var (status, output, error) = CommandRunner.Run("suite", "vectors", "--file", folder.File("f"), "--op", "f32_add");
            Assert.That((status, output), Is.EqualTo((2, "")), $"{archive.Length} of {whole.Length} bytes");
            Assert.That(error, Does.Match("NR0542: cannot read the vectors: the gzip archive is cut short or damaged, or there are several in the file; .*\n$"));
        }
    }

    [Test]
    public void A_file_that_is_not_there_is_told_before_the_first_result()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "f", "3F800000 3F800000 40000000\n");
        var (status, output, error) = CommandRunner.Run("suite", "vectors", "--op", "f32_add", "--file", file, "--file", folder.File("g"));
        Assert.That((status, output), Is.EqualTo((2, "")));
        Assert.That(error, Does.Contain("NR0542"));
    }

    [TestCase("b32+ =1 +Zero +Zero -> +Zero", "6: error NR0543: '=1' is no rounding mode")]
    [TestCase("b32+ =0 +Zero -> +Zero", "18: error NR0543: b32+ takes 2 operands")]
    [TestCase("b32+ =0 +Zero +0.800000P-126 -> +Zero", "15: error NR0543: '+0.800000P-126' is no binary32 number")]
    [TestCase("b32+ =0 +Zero +1.000000P128 -> +Zero", "is no binary32 number")]
    [TestCase("b32V =0 +Zero -> +Zero x y", "26: error NR0543: 'y' is one word too many")]
    public void Bad_fpgen_lines_name_the_column(string line, string message)
    {
        using var folder = new TemporaryFolder();
        var (status, _, error) = CommandRunner.Run("suite", "vectors", "--file", Write(folder, "f.fptest", line));
        Assert.That((status, error.Count('\n')), Is.EqualTo((2, 1)));
        Assert.That(error, Does.Contain(message));
    }

    [Test]
    public void A_copy_without_bundled_vectors_says_so()
    {
        using var folder = new TemporaryFolder();
        var error = TemporaryFolder.Refused(OptionCode.BundledVectorsNotFound, () => VectorRun.BundledIn(folder.File("vectors")));
        Assert.That(error.Message, Does.Contain("name a file: --file FILE --op NAME"));
    }

    private static IEnumerable<string> Bundled() => VectorRun.Bundled().Select(f => Path.GetFileName(f)!);

    private static uint Code(string word) => Convert.ToUInt32(word, 16);

    private static string Write(TemporaryFolder folder, string name, string text, bool compressed = false)
    {
        using Stream file = File.Create(folder.File(name));
        using var stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return folder.File(name);
    }
}
