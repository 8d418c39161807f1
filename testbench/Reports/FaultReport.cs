using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Reports;

/// <summary>The one line that tells what a program did that the hardware forbids.</summary>
public static class FaultReport
{
    /// <summary><c>file:12: error NR0734: what (core 0 pe instruction 3 at 1.234 us)</c>.</summary>
    /// <param name="session">The run.</param>
    /// <param name="outcome">Its end, which is a fault.</param>
    public static string OneLine(RunSession session, RunOutcome outcome)
    {
        var fault = outcome.Fault!;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{fault.Message} ({SourcePlaces.Describe(session.Plan, fault.By)} at {session.Grid.Microseconds(outcome.Tick):F3} us)");
        return new InputException(fault.Code, text, SourcePlaces.Of(session.Plan, fault.By)).OneLine;
    }
}
