using System.CommandLine;
using System.CommandLine.Parsing;
using Hardware.Testbench.Suites.Vectors;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>suite vectors</c>: numbers from outside, held against the model's numerics.</summary>
internal static class VectorsVerb
{
    public static Command Create(CommandContext context)
    {
        var files = new Option<string[]>("--file") { Description = "vectors, plain or .gz; the bundled ones if left out", HelpName = "FILE" };
        var function = new Option<string?>("--op") { Description = "function, as TestFloat names it (f32_add)", HelpName = "NAME" };
        var command = new Command("vectors", "Check numbers against TestFloat or FPgen (.fptest) vectors.") { files, function };
        command.SetAction(parsed =>
        {
            // Words before "vectors" are parsed as options of "suite".
            foreach (var option in ((CommandResult)parsed.CommandResult.Parent!).Children.OfType<OptionResult>())
                OptionValue.RefuseIf(!option.Implicit, option.Option.Name, "on 'suite vectors'");
            var name = parsed.GetValue(function);
            return Run(context.Output, parsed.GetValue(files) is { Length: > 0 } chosen ? [.. chosen.Select(f => (f, name))] : Bundled(name));
        });
        return command;
    }

    private static List<(string File, string? Function)> Bundled(string? name)
    {
        var wanted = name is null ? null : VectorOperations.Find(name);
        return [.. from file in VectorRun.Bundled() where wanted is null || VectorRun.OperationOf(file) == wanted select (file, name)];
    }

    private static int Run(TextWriter output, List<(string File, string? Function)> files)
    {
        // All files before the first line, so that bad input leaves no half report.
        List<VectorChecker> checkers = [.. files.Select(f => VectorRun.Check(f.File, f.Function))];
        VectorReport.WriteHead(output);
        for (var i = 0; i < files.Count; i++)
            VectorReport.Write(output, files[i].File, checkers[i]);
        VectorReport.WriteSum(output, checkers);
        return checkers.Any(c => c.Tallies.Count > 0) && checkers.All(c => c.Passed) ? ExitStatus.Done : ExitStatus.Failed;
    }
}
