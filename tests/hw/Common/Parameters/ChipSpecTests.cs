using Hardware.Common.Diagnostics;
using Hardware.Common.Parameters;
using Hardware.Inferentia1;
using Hardware.Inferentia2;

namespace Hardware.Common.Tests.Parameters;

public class ChipSpecTests
{
    private static readonly ChipSpec Spec = Inferentia2Spec.Create();

    [Test]
    public void Every_number_can_be_set_to_its_bounds_and_not_beyond()
    {
        foreach (var (name, parameter) in Spec.All)
        {
            foreach (var bound in new[] { parameter.Minimum, parameter.Maximum })
            {
                var changed = Spec.With(Set(name, bound)).All.Single(p => string.Equals(p.Name, name, StringComparison.Ordinal)).Parameter;
                Assert.That(changed, Is.EqualTo(parameter with { Value = bound }), name);
            }

            if (parameter.Minimum > long.MinValue)
                Refused(HardwareCode.ChipParameterOutOfRange, Set(name, parameter.Minimum - 1), $"{parameter.Minimum} to {parameter.Maximum}");
            if (parameter.Maximum < long.MaxValue)
                Refused(HardwareCode.ChipParameterOutOfRange, Set(name, parameter.Maximum + 1), $"{parameter.Minimum} to {parameter.Maximum}");
        }
    }

    [Test]
    public void An_unknown_name_is_refused_with_one_that_resembles_it() =>
        Refused(HardwareCode.ChipParameterUnknown, Set("DmaEnginePerCore", 1), "DmaEnginesPerCore");

    [Test]
    public void One_wrong_number_of_several_changes_nothing()
    {
        var before = Spec.All.ToList();
        Refused(HardwareCode.ChipParameterOutOfRange, new(StringComparer.Ordinal) { ["BranchCycles"] = 3, ["Cores"] = 0 }, "Cores = 0");
        Assert.That(Spec.All, Is.EqualTo(before));
    }

    [Test]
    public void What_a_chip_does_not_have_cannot_be_set()
    {
        var first = Inferentia1Spec.Create();
        foreach (var (name, parameter) in first.All.Where(p => p.Parameter.Confidence == Confidence.Absent))
        {
            Assert.That(parameter.Value, Is.Zero, name);
            var error = Assert.Throws<InputException>(() => first.With(Set(name, 0)))!;
            Assert.That(error.Code, Is.EqualTo(HardwareCode.ChipParameterAbsent));
            Assert.That(error.Message, Does.Contain($"{name} does not exist on chip 'inferentia1': {parameter.Source}"));
        }
    }

    /// <summary>A copy has the numbers, not what was made of those of the original.</summary>
    [Test]
    public void A_copy_makes_its_own_formats()
    {
        var spec = Inferentia2Spec.Create();
        Assert.That(spec.Formats.Float8E4.Bias, Is.EqualTo(7), "made before the copies");
        var changed = spec.With(Set("Float8E4Bias", 8));
        var renamed = spec with { Name = "other", Float8E4Infinity = spec.Float8E4Infinity with { Value = 0 } };
        Assert.That((changed.Formats.Float8E4.Bias, changed.Formats.Float8E4.HasInfinity), Is.EqualTo((8, true)));
        Assert.That((renamed.Formats.Float8E4.Bias, renamed.Formats.Float8E4.HasInfinity), Is.EqualTo((7, false)));
        Assert.That((spec.Formats.Float8E4.Bias, spec.Formats.Float8E4.HasInfinity), Is.EqualTo((7, true)));
    }

    [Test]
    public void A_copy_with_nothing_changed_has_every_number()
    {
        var copy = Spec with { };
        Assert.That(copy, Is.Not.SameAs(Spec));
        Assert.That(copy.All, Is.EqualTo(Spec.All));
        Assert.That(copy.Name, Is.EqualTo(Spec.Name));
    }

    [Test]
    public void An_assumed_chip_has_the_numbers_as_choices_and_leaves_the_original_alone()
    {
        var before = Spec.All.ToList();
        var assumed = Spec.AssumedFor("inferentia0", "no page says so");
        Assert.That(assumed.Name, Is.EqualTo("inferentia0"));
        Assert.That(assumed.All.Select(p => (p.Name, p.Parameter.Value, p.Parameter.Unit)), Is.EqualTo(Spec.All.Select(p => (p.Name, p.Parameter.Value, p.Parameter.Unit))));
        Assert.That(assumed.All.Select(p => (p.Parameter.Source, p.Parameter.Confidence)), Is.All.EqualTo(("no page says so", Confidence.Chosen)));
        Assert.That(Spec.All, Is.EqualTo(before));
        Assert.That(Spec.Name, Is.EqualTo("inferentia2"));
    }

    [Test]
    public void A_smaller_array_has_as_many_columns_as_rows()
    {
        var small = Spec.WithPartitions(8);
        Assert.That((small.Partitions.Value, small.ArrayColumns.Value, Spec.Partitions.Value), Is.EqualTo((8L, 8L, 128L)));
    }

    [Test]
    public void A_number_too_large_for_32_bits_is_never_cut() =>
        Assert.That(() => (int)Spec.CoreApertureBase, Throws.TypeOf<OverflowException>());

    private static Dictionary<string, long> Set(string name, long value) => new(StringComparer.Ordinal) { [name] = value };

    private static void Refused(HardwareCode code, Dictionary<string, long> overrides, string text)
    {
        var error = Assert.Throws<InputException>(() => Spec.With(overrides))!;
        Assert.That(error.Code, Is.EqualTo(code));
        Assert.That(error.Message, Does.Contain(text));
    }
}
