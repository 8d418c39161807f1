using Hardware.Common.Isa;
using Hardware.Firmware.Image;

namespace Hardware.Testbench.Monitors;

/// <summary>A wait condition as assembly writes it.</summary>
public static class WaitText
{
    /// <summary>With the program's own name of the semaphore or event where it has one.</summary>
    public static string Of(in WaitCondition wait, ProgramImage image, int core) => Of(wait, NameOf(wait, image, core));

    /// <summary>With the number of the semaphore or event.</summary>
    public static string Of(in WaitCondition wait) => Of(wait, name: null);

    /// <summary>The program's name of what is waited for; null if it has none.</summary>
    public static string? NameOf(in WaitCondition wait, ProgramImage image, int core)
    {
        foreach (var named in wait.Kind == WaitKind.Semaphore ? image.Semaphores : image.Events)
        {
            if (named.Core == core && named.Number == wait.Index)
                return named.Name;
        }

        return null;
    }

    private static string Of(in WaitCondition wait, string? name)
    {
        if (wait.Kind == WaitKind.None)
            return "-";
        name ??= wait.Kind == WaitKind.Semaphore ? $"S[{wait.Index}]" : $"E[{wait.Index}]";
        var value = wait.Register == AccessPattern.NoRegister ? $"{wait.Value}" : $"R{wait.Register}";
        return $"${name}{wait.Comparison.Symbol()}{value}";
    }
}
