using Hardware.Mutation.Building;
using Hardware.Mutation.Sites;

namespace Hardware.Mutation.Running;

/// <summary>
/// Draws sites in their order until enough of them count, and tries each. The sample is the shortest beginning of the order that holds
/// that many, whatever the number of workers.
/// </summary>
internal sealed class SampleRun(
    MutantCompiler compiler, IReadOnlyList<MutationSite> order, int wanted, ResultsFile results, TextWriter output)
{
    private readonly Verdict?[] _verdicts = new Verdict?[order.Count];
    private readonly Lock _guard = new();
    private int _drawn;
    private int _underWay;
    private int _counted;

    /// <summary>Sites drawn, with their verdicts, in their order.</summary>
    public IEnumerable<(MutationSite Site, Verdict Verdict)> Drawn => Enumerable.Range(0, _drawn)
        .Select(i => (order[i], _verdicts[i] ?? throw new InvalidOperationException("A drawn site has no verdict.")));

    /// <summary>Runs to the end; a failure of one worker ends all.</summary>
    /// <param name="workers">One process each.</param>
    /// <param name="tests">In which order tests are tried.</param>
    /// <param name="baseline">CPU time of each without a change.</param>
    public void Run(IReadOnlyList<WorkerProcess> workers, TestOrder tests, IReadOnlyDictionary<string, TimeSpan> baseline)
    {
        var running = workers.Select(worker => Task.Factory.StartNew(
            () => Work(worker, tests, baseline), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(running);
    }

    private void Work(WorkerProcess worker, TestOrder tests, IReadOnlyDictionary<string, TimeSpan> baseline)
    {
        while (Draw() is { } index)
        {
            var site = order[index];
            var verdict = results.Find(site.Name);
            if (verdict is null)
            {
                verdict = Try(worker, site, tests, baseline);
                results.Add(site.Name, verdict);
            }

            tests.Learn(site.Tree.FilePath, verdict);
            Enter(index, verdict);
        }
    }

    private Verdict Try(WorkerProcess worker, MutationSite site, TestOrder tests, IReadOnlyDictionary<string, TimeSpan> baseline)
    {
        if (compiler.Compile(site) is not { } assembly)
            return new(Outcome.NotCompiled);
        return compiler.IsUnchanged(assembly) ? new(Outcome.SameCode) : worker.Try(assembly, tests.For(site.Tree.FilePath), baseline);
    }

    /// <summary>The next site, or null when there are enough. Waits while that depends on what is under way.</summary>
    private int? Draw()
    {
        while (true)
        {
            lock (_guard)
            {
                if (_counted >= wanted || _drawn == order.Count)
                    return null;
                if (_counted + _underWay < wanted)
                {
                    _underWay++;
                    return _drawn++;
                }
            }

            Thread.Sleep(50);
        }
    }

    private void Enter(int index, Verdict verdict)
    {
        lock (_guard)
        {
            _verdicts[index] = verdict;
            _underWay--;
            if (!verdict.Counts)
                return;
            _counted++;
            output.WriteLine($"{_counted,4}/{wanted} {Words.For(verdict)}  {order[index].Name}  {verdict.Test?.Split('.')[^1]}");
        }
    }
}
