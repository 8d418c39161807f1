using System.Diagnostics;
using Hardware.Mutation.Building;

namespace Hardware.Mutation.Running;

/// <summary>The outside of a worker process: starts it, watches its CPU time, and reads what it finds.</summary>
/// <param name="testOutput">Folder of the test assembly.</param>
/// <param name="scratch">Folder for the assembly under test; one for each worker that runs at a time.</param>
internal sealed class WorkerProcess(string testOutput, string scratch)
{
    /// <summary>CPU time that a test may take beside five times its own, for compilation at run time and loading.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>A test that waits without computing is ended after this.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Runs every test once.</summary>
    /// <returns>CPU time of each test method, by name.</returns>
    /// <exception cref="MutationException">A test fails without any change.</exception>
    public IReadOnlyDictionary<string, TimeSpan> Measure(byte[] assembly)
    {
        var times = new SortedDictionary<string, TimeSpan>(StringComparer.Ordinal);
        var verdict = Run(assembly, [WorkerProtocol.All], _ => LongestWait, (test, time) => times[test] = time);
        return verdict.Outcome == Outcome.Survived && times.Count > 0
            ? times
            : throw new MutationException($"without any change: {verdict.Outcome} {verdict.Test} {verdict.Message}".TrimEnd());
    }

    /// <summary>Runs tests in the given order until one fails.</summary>
    public Verdict Try(byte[] assembly, IReadOnlyList<string> tests, IReadOnlyDictionary<string, TimeSpan> baseline) =>
        Run(assembly, tests, test => test is null ? Grace * 4 : (baseline[test] * 5) + Grace, (_, _) => { });

    private Verdict Run(
        byte[] assembly, IReadOnlyList<string> tests, Func<string?, TimeSpan> limit, Action<string, TimeSpan> passed)
    {
        Directory.CreateDirectory(scratch);
        var underTest = Path.Combine(scratch, Repository.AssemblyName + ".dll");
        File.WriteAllBytes(underTest, assembly);
        using var process = Start(underTest);
        var (current, verdict) = ((string?)null, (Verdict?)null);
        var lines = new Thread(() =>
        {
            while (process.StandardOutput.ReadLine() is { } line)
            {
                switch (line.Split('\t'))
                {
                    case [WorkerProtocol.Begin, var test]:
                        Volatile.Write(ref current, test);
                        break;
                    case [WorkerProtocol.Pass, var test, var milliseconds]:
                        passed(test, TimeSpan.FromMilliseconds(int.Parse(milliseconds)));
                        break;
                    case [WorkerProtocol.Fail, var test, .. var message]:
                        Volatile.Write(ref verdict, new(Outcome.Failed, test, string.Join(' ', message)));
                        break;
                    case [WorkerProtocol.End]:
                        Volatile.Write(ref verdict, new(Outcome.Survived));
                        break;
                }
            }
        });
        lines.Start();
        Ask(process, tests);
        var ended = Watch(process, () => Volatile.Read(ref current), limit);
        lines.Join();
        return verdict ?? new(ended ? Outcome.Crashed : Outcome.TimedOut, current);
    }

    private Process Start(string underTest)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_TieredPGO"] = "0", // a short process gains nothing from profiles
                ["DOTNET_GCHeapHardLimit"] = "80000000", // 2 GiB, in hexadecimal: a loop that allocates ends as a crash
                ["DOTNET_DbgEnableMiniDump"] = "0",
            },
        };
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).StartsWith(nameof(Hardware), StringComparison.Ordinal))
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location); // started through dotnet
        start.ArgumentList.Add(WorkerProtocol.Verb);
        start.ArgumentList.Add(Path.Combine(testOutput, Repository.TestsFile));
        start.ArgumentList.Add(underTest);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static void Ask(Process process, IReadOnlyList<string> tests)
    {
        try
        {
            foreach (var test in tests)
                process.StandardInput.WriteLine(test);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already; what it said counts.
        }
    }

    /// <summary>False if the process had to be ended.</summary>
    private static bool Watch(Process process, Func<string?> current, Func<string?, TimeSpan> limit)
    {
        var (test, begin, clock) = ((string?)null, TimeSpan.Zero, Stopwatch.StartNew());
        while (!process.WaitForExit(50))
        {
            if (!ReferenceEquals(test, current()))
            {
                test = current();
                begin = CpuTime(process);
                clock.Restart();
            }

            if (CpuTime(process) - begin > limit(test) || clock.Elapsed > LongestWait)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                return false;
            }
        }

        return true;
    }

    private static TimeSpan CpuTime(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return TimeSpan.Zero; // it has just ended
        }
    }
}
