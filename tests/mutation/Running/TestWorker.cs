using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Hardware.Mutation.Building;
using NUnit;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;

namespace Hardware.Mutation.Running;

/// <summary>
/// The inside of a worker process: runs test methods of the built test assembly against another build of the assembly under test, and
/// stops at the first failure.
/// </summary>
internal sealed class TestWorker
{
    private readonly TextWriter _output;
    private readonly NUnitTestAssemblyRunner _runner = new(new DefaultTestAssemblyBuilder());
    private readonly SortedDictionary<string, ITest> _methods = new(StringComparer.Ordinal);

    private TestWorker(Assembly tests, TextWriter output)
    {
        _output = output;
        _runner.Load(tests, new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [FrameworkPackageSettings.NumberOfTestWorkers] = 0,
            [FrameworkPackageSettings.RandomSeed] = 1,
            [FrameworkPackageSettings.StopOnError] = true,
            [FrameworkPackageSettings.LOAD] = new List<string> { Repository.TestNamespace },
        });
        Collect(_runner.LoadedTest!);
    }

    /// <summary>The process of <see cref="WorkerProtocol.Verb"/>.</summary>
    /// <param name="testsPath">The test assembly; what it needs lies beside it.</param>
    /// <param name="underTestPath">Stands in for the assembly under test that lies there.</param>
    public static int Run(string testsPath, string underTestPath)
    {
        var output = Console.Out; // NUnit puts its own writer there while a test runs
        var folder = Path.GetDirectoryName(testsPath)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            var path = string.Equals(name.Name, Repository.AssemblyName, StringComparison.Ordinal)
                ? underTestPath
                : Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
        var worker = new TestWorker(AssemblyLoadContext.Default.LoadFromAssemblyPath(testsPath), output);
        while (Console.In.ReadLine() is { } line)
        {
            foreach (var name in string.Equals(line, WorkerProtocol.All, StringComparison.Ordinal) ? [.. worker._methods.Keys] : (string[])[line])
            {
                if (!worker.Holds(name))
                    return 0;
            }
        }

        worker.Say(WorkerProtocol.End);
        return 0;
    }

    /// <summary>A method that the change took away (its cases come from the changed assembly) cannot fail.</summary>
    private bool Holds(string name)
    {
        if (!_methods.TryGetValue(name, out var test))
            return true;
        Say(WorkerProtocol.Begin, name);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var listener = new FirstFailure();
        var result = _runner.Run(listener, new OneTest(test));
        if (result.FailCount > 0 || result.ResultState.Status == TestStatus.Failed)
        {
            Say(WorkerProtocol.Fail, name, listener.Text ?? OneLine(result.Message));
            return false;
        }

        Say(WorkerProtocol.Pass, name, ((int)(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds).ToString());
        return true;
    }

    private void Collect(ITest test)
    {
        if (test.Method is not null && test.RunState != RunState.Explicit && test.RunState != RunState.Ignored)
        {
            // Cases of one method hang below it; the method's own name has no arguments.
            _methods.TryAdd($"{test.ClassName}.{test.Method.Name}", test);
            return;
        }

        foreach (var child in test.Tests)
            Collect(child);
    }

    private void Say(params string[] words)
    {
        _output.WriteLine(string.Join('\t', words));
        _output.Flush();
    }

    private static string OneLine(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Passes one test with what is above and below it.</summary>
    private sealed class OneTest(ITest chosen) : ITestFilter
    {
        public bool Pass(ITest test) => IsWithin(test, chosen) || IsWithin(chosen, test);

        public bool IsExplicitMatch(ITest test) => false;

        public TNode ToXml(bool recursive) => new("filter");

        public TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("filter");

        private static bool IsWithin(ITest? test, ITest outer)
        {
            while (test is not null && !ReferenceEquals(test, outer))
                test = test.Parent;
            return test is not null;
        }
    }

    private sealed class FirstFailure : ITestListener
    {
        public string? Text { get; private set; }

        public void TestFinished(ITestResult result)
        {
            if (!result.HasChildren && result.ResultState.Status == TestStatus.Failed)
                Text ??= $"{result.Name}: {OneLine(result.Message)}";
        }

        public void TestStarted(ITest test)
        {
        }

        public void TestOutput(TestOutput output)
        {
        }

        public void SendMessage(TestMessage message)
        {
        }
    }
}
