using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hardware.Common.Numerics;
using Hardware.Common.Numerics.Tables;

namespace Hardware.Common.Tests.Numerics;

public sealed class ActivationTableTests
{
    private static ActivationFunction[] WithTables => Enum.GetValues<ActivationFunction>().Where(f => f.HasTable()).ToArray();

    [Test]
    public void Committed_table_is_what_the_generator_makes([ValueSource(nameof(WithTables))] ActivationFunction function)
    {
        var made = ActivationTableGenerator.Generate(function);
        var committed = ActivationTables.Table(function);
        Assert.That(Words(committed.Coefficients), Is.EqualTo(Words(made.Coefficients)));
        Assert.That(committed.Rows.ToArray(), Is.EqualTo(made.Rows.ToArray()));
        Assert.That(committed.Positive, Is.EqualTo(made.Positive));
        Assert.That(committed.Negative, Is.EqualTo(made.Negative));
    }

    /// <summary>Writes the committed tables anew: <c>dotnet test tests/hw/Common --filter Name=Write_tables</c>.</summary>
    [Test, Explicit("writes into the source tree")]
    public void Write_tables()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "../../../../hw/Common/Numerics/Tables");
        foreach (var function in WithTables)
        {
            var clock = Stopwatch.StartNew();
            var table = ActivationTableGenerator.Generate(function);
            var bytes = ActivationTables.Serialize(table);
            File.WriteAllBytes(Path.Combine(folder, $"{function.AssemblyName()}.table"), bytes);
            TestContext.Out.WriteLine(
                $"{function.AssemblyName()}: {table.SegmentCount} segments, {table.TableBytes} bytes, {bytes.Length} committed, {clock.ElapsedMilliseconds} ms");
        }
    }

    private static uint[] Words(ReadOnlySpan<float> values) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<float, uint>(values).ToArray();

    private static string Here([CallerFilePath] string path = "") => path;
}
