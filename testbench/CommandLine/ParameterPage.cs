using Hardware.Common.Parameters;

namespace Hardware.Testbench.CommandLine;

/// <summary>The pages of <c>docs/parameters</c>: what is published first, then what is derived or chosen, with the reason.</summary>
internal static class ParameterPage
{
    public static void Write(TextWriter output, ChipSpec spec)
    {
        output.WriteLine($"# Parameters of {spec.Name}");
        output.WriteLine();
        output.WriteLine($"Printed by `neuron-rtl inspect --chip {spec.Name} --markdown`. `--set NAME=VALUE` changes any of them for a run.");
        foreach (var group in spec.All.GroupBy(p => p.Parameter.Confidence).OrderBy(g => g.Key))
        {
            output.WriteLine();
            output.WriteLine($"## {Title(group.Key)}");
            output.WriteLine();
            output.WriteLine("| name | value | unit | source or reason |");
            output.WriteLine("|---|---|---|---|");
            foreach (var (name, parameter) in group)
                output.WriteLine($"| {name} | {parameter.Value} | {parameter.Unit} | {parameter.Source} |");
        }
    }

    private static string Title(Confidence confidence) => confidence switch
    {
        Confidence.Published => "Published",
        Confidence.Derived => "Derived from published numbers",
        Confidence.Absent => "Not on this chip",
        _ => "Chosen: nothing is published",
    };
}
