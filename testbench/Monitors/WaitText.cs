using Hardware.Common.Isa;

namespace Hardware.Testbench.Monitors;

/// <summary>A wait condition as assembly writes it.</summary>
public static class WaitText
{
    public static string Of(in WaitCondition wait)
    {
        if (wait.Kind == WaitKind.None)
            return "-";
        var name = wait.Kind == WaitKind.Semaphore ? $"S[{wait.Index}]" : $"E[{wait.Index}]";
        var value = wait.Register == AccessPattern.NoRegister ? $"{wait.Value}" : $"R{wait.Register}";
        return $"${name}{wait.Comparison.Symbol()}{value}";
    }
}
