using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Hardware.Testbench.Suites;

/// <summary>Something that must hold for every case of a generator.</summary>
public abstract class SuiteProperty
{
    /// <summary>Name within the suite.</summary>
    public required string Name { get; init; }

    /// <summary>What holds, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>A case costs as much as this many ordinary ones; so many fewer are run.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>True for a property that takes minutes: it is left out unless it is named or campaigns are asked for.</summary>
    public virtual bool IsCampaign => false;

    /// <summary>Checks the property on the cases that the options ask for, up to the first failure.</summary>
    public abstract PropertyResult Run(string suite, SuiteOptions options);
}

/// <inheritdoc/>
/// <typeparam name="T">A case, as plain data of which every value is legal; its text is what a failure shows.</typeparam>
public sealed class SuiteProperty<T> : SuiteProperty
    where T : notnull
{
    /// <summary>Generates and shrinks cases.</summary>
    public required Arbitrary<T> Cases { get; init; }

    /// <summary>Runs a case; throws (best by <see cref="CaseRun.Require"/>) if the property does not hold.</summary>
    public required Action<T, CaseRun> Holds { get; init; }

    public override PropertyResult Run(string suite, SuiteOptions options)
    {
        var coverage = new Coverage();
        var cases = 0;
        var chosen = options.Replay is { } replay ? [replay] : Replay.Series(options.Seed, suite, Name, Math.Max(1, options.Count / Weight));
        foreach (var one in chosen)
        {
            cases++;
            var trial = new Trial(this, coverage);
            if (!trial.Passes(one))
                return new PropertyResult(Name, Summary, cases, coverage, Report(trial, one, Path.Combine(options.FailureFolder, suite, Name.Replace('/', '-'))));
        }

        return new PropertyResult(Name, Summary, cases, coverage, null);
    }

    /// <summary>Runs the shrunk case once more, with waves.</summary>
    private PropertyFailure Report(Trial trial, Replay replay, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        using var run = new CaseRun(new Coverage(), folder);
        var message = trial.Message;
        try
        {
            Holds(trial.Shrunk!, run);
            message += " (but not when run again: the case is not deterministic)";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            message = Trial.Describe(e);
        }

        return new PropertyFailure(replay, trial.Original!.ToString()!, trial.Shrunk!.ToString()!, trial.Failures - 1, message, folder, run.CloseWaves());
    }

    /// <summary>One generated case with its shrinking, which FsCheck drives.</summary>
    private sealed class Trial(SuiteProperty<T> property, Coverage coverage)
    {
        public T? Original { get; private set; }

        /// <summary>The case that failed last: FsCheck goes on shrinking only from a case that fails.</summary>
        public T? Shrunk { get; private set; }

        public int Failures { get; private set; }

        public string Message { get; private set; } = "";

        public bool Passes(Replay replay)
        {
            var config = Config.QuickThrowOnFailure.WithMaxTest(1).WithQuietOnSuccess(true)
                .WithReplay(FSharpOption<FsCheck.Replay>.Some(new FsCheck.Replay(new Rnd(replay.Seed), FSharpOption<int>.Some(replay.Size))));
            try
            {
                Check.One(config, Prop.ForAll(property.Cases, (Action<T>)Try));
            }
            catch (Exception) when (Failures > 0)
            {
                return false;
            }

            return true;
        }

        private void Try(T candidate)
        {
            // Cases of shrinking are not coverage.
            using var run = new CaseRun(Failures == 0 ? coverage : new Coverage(), null);
            try
            {
                property.Holds(candidate, run);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Original = Failures++ == 0 ? candidate : Original;
                Shrunk = candidate;
                Message = Describe(e);
                throw;
            }
        }

        public static string Describe(Exception e) => e is PropertyViolation ? e.Message : $"{e.GetType().Name}: {e.Message}";
    }
}

/// <summary>A property does not hold; the message says what is and what should be.</summary>
public sealed class PropertyViolation(string message) : Exception(message);
