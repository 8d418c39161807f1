using Hardware.Common.Parameters;
using Hardware.Testbench.Boards;

namespace Hardware.Testbench.Suites;

/// <summary>A set of properties about one part of the model, checked on generated cases.</summary>
public interface ISuite
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the list of suites.</summary>
    string Summary { get; }

    /// <summary>The properties on a chip, whose cases hold only what the chip has.</summary>
    IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip);

    /// <summary>What the suite does not look at on a chip, and why.</summary>
    IReadOnlyList<LeftOut> LeftOutOf(ChipSpec chip) => [];

    /// <summary>Checks the properties that the options choose.</summary>
    SuiteResult Run(SuiteOptions options) => new(
        Name, options.Chip, [.. PropertiesOf(options.Chip).Where(options.Chooses).Select(p => p.Run(Name, options))])
    {
        LeftOut = LeftOutOf(options.Chip),
    };
}

/// <summary>How a suite is run.</summary>
public sealed record SuiteOptions
{
    /// <summary>The chip.</summary>
    public ChipSpec Chip { get; init; } = ChipChoice.Free.Default;

    /// <summary>Cases of each property; one whose cases are big takes a fixed part of it, and at least one.</summary>
    public int Count { get; init; } = 20;

    /// <summary>Seed of all cases; another seed gives other cases.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The one case to run, or null for all.</summary>
    public Replay? Replay { get; init; }

    /// <summary>The one property to run, or null for all.</summary>
    public string? Property { get; init; }

    /// <summary>Whether campaigns run too, which take minutes each.</summary>
    public bool Exhaustive { get; init; }

    /// <summary>Folder that takes the waves of failures; made when there is one.</summary>
    public string FailureFolder { get; init; } = "suite-failures";

    /// <summary>Whether a property is to run.</summary>
    public bool Chooses(SuiteProperty property) => (Replay?.Property ?? Property) is { } name
        ? string.Equals(property.Name, name, StringComparison.Ordinal)
        : Exhaustive || !property.IsCampaign;
}

/// <summary>What a suite found.</summary>
/// <param name="Suite">Name of the suite.</param>
/// <param name="Chip">The chip.</param>
/// <param name="Properties">What each property found.</param>
public sealed record SuiteResult(string Suite, ChipSpec Chip, IReadOnlyList<PropertyResult> Properties)
{
    /// <summary>What was not looked at, and why.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    public bool Passed => Properties.All(p => p.Failure is null);

    /// <summary>What the cases covered, all properties together.</summary>
    public Coverage Coverage => Coverage.Sum(Properties.Select(p => p.Coverage));
}

/// <summary>What one property found.</summary>
/// <param name="Property">Name of the property.</param>
/// <param name="Summary">What it says.</param>
/// <param name="Cases">Cases run, those of shrinking not counted.</param>
/// <param name="Coverage">What the cases covered.</param>
/// <param name="Failure">The first failure; null if there is none.</param>
public sealed record PropertyResult(string Property, string Summary, int Cases, Coverage Coverage, PropertyFailure? Failure)
{
    /// <summary>For tests: throws with all that is needed to look into the failure.</summary>
    /// <exception cref="PropertyViolation">The property does not hold.</exception>
    public void ThrowIfFailed()
    {
        if (Failure is { } failure)
        {
            throw new PropertyViolation(
                $"{failure.Message}\nshrunk: {failure.Shrunk}\nreplay: {failure.Replay}\n{string.Join('\n', failure.Waves)}");
        }
    }
}

/// <summary>A case on which a property does not hold.</summary>
/// <param name="Replay">Makes the same case again.</param>
/// <param name="Original">The generated case.</param>
/// <param name="Shrunk">The smallest failing case that shrinking found.</param>
/// <param name="Shrinks">Steps from the one to the other.</param>
/// <param name="Message">Why the shrunk case fails.</param>
/// <param name="Folder">Folder with a wave of each simulation of the shrunk case.</param>
/// <param name="Waves">The waves.</param>
public sealed record PropertyFailure(
    Replay Replay, string Original, string Shrunk, int Shrinks, string Message, string Folder, IReadOnlyList<string> Waves);
