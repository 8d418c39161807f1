namespace Hardware.Testbench.Benchmarks;

/// <summary>The texts of <c>firmware/programs</c>, which the build puts beside the command.</summary>
internal static class BundledPrograms
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "programs", name);
}
