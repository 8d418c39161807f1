using Hardware.Common.Numerics;
using Hardware.Common.Numerics.Tables;

namespace Hardware.Common.Tests.Numerics;

/// <summary>The committed form of the tables, to the bit.</summary>
public sealed class ActivationTableFormTests
{
    private static ActivationFunction[] WithTables => Enum.GetValues<ActivationFunction>().Where(f => f.HasTable()).ToArray();

    [Test]
    public void Generator_and_resource_agree_in_every_bit_and_reading_undoes_writing([ValueSource(nameof(WithTables))] ActivationFunction function)
    {
        var committed = ActivationTables.Serialize(ActivationTables.Table(function));
        Assert.That(committed, Is.EqualTo(ActivationTables.Serialize(ActivationTableGenerator.Generate(function))));
        using var stream = new MemoryStream(committed);
        Assert.That(ActivationTables.Serialize(ActivationTables.Deserialize(stream)), Is.EqualTo(committed));
    }

    [Test]
    public void Bytes_are_those_of_coefficients_and_rows([ValueSource(nameof(WithTables))] ActivationFunction function)
    {
        var table = ActivationTables.Table(function);
        Assert.That(table.TableBytes, Is.EqualTo(sizeof(float) * (table.Coefficients.Length + table.Rows.Length)));
        Assert.That(table.SegmentCount * 4, Is.EqualTo(table.Coefficients.Length));
        Assert.That(table.Rows.Length, Is.EqualTo(2 * 256), "a row for each sign and exponent");
    }
}
