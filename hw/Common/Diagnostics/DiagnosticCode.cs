namespace Hardware.Common.Diagnostics;

/// <summary>
/// Every mistake in user input that the product can report. The number is shown to the user as <c>NR0401</c>
/// and never changes its meaning; one code is raised at one place of the source.
/// </summary>
/// <remarks>
/// Groups: 01xx assembly syntax, 02xx assembly semantics, 03xx container, 04xx tensors, 05xx options and command line,
/// 06xx chip parameters, 07xx faults of the running program, 08xx waves, 09xx debugger.
/// </remarks>
public enum DiagnosticCode
{
    // ---- 01xx: assembly syntax --------------------------------------------------------------------------------

    // ---- 02xx: assembly semantics -----------------------------------------------------------------------------

    // ---- 03xx: container --------------------------------------------------------------------------------------

    // ---- 04xx: tensors ----------------------------------------------------------------------------------------

    // ---- 05xx: options and command line -----------------------------------------------------------------------

    /// <summary>An output file cannot be created. Name a file in an existing folder that you may write to.</summary>
    OutputFileNotCreated = 501,

    /// <summary>A finished output file cannot take its final name. Name a path that is not a folder and that you may replace.</summary>
    OutputFileNotReplaced = 502,

    /// <summary>An option does not exist. Use one that --help lists.</summary>
    OptionUnknown = 503,

    /// <summary>The command line does not fit the usage. Compare with --help.</summary>
    UsageWrong = 504,

    /// <summary>An argument should be NAME=VALUE. Put a name, an equals sign and a value.</summary>
    AssignmentMalformed = 505,

    /// <summary>No benchmark has that name. Use one that bench --list shows.</summary>
    BenchmarkUnknown = 506,

    /// <summary>No chip has that name. Use one that the message lists.</summary>
    ChipUnknown = 507,

    // ---- 06xx: chip parameters --------------------------------------------------------------------------------

    /// <summary>A clock has no positive frequency. Give a frequency above 0 Hz.</summary>
    ClockFrequencyNotPositive = 601,

    /// <summary>The clocks have no common grid of usable step. Choose frequencies with a larger common factor.</summary>
    ClockGridTooFine = 602,

    /// <summary>A chip parameter of that name does not exist. Use a name that `inspect --chip` lists.</summary>
    ChipParameterUnknown = 603,

    /// <summary>A chip parameter is outside its legal range. Use a value inside the range that the message gives.</summary>
    ChipParameterOutOfRange = 604,

    /// <summary>The value of --set is not a whole number. Give a decimal or 0x hexadecimal number.</summary>
    ChipParameterNotANumber = 605,

    // ---- 07xx: faults of the running program ------------------------------------------------------------------

    // ---- 08xx: waves ------------------------------------------------------------------------------------------

    // ---- 09xx: debugger ---------------------------------------------------------------------------------------
}
