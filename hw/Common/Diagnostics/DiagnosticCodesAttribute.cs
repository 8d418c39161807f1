namespace Hardware.Common.Diagnostics;

/// <summary>
/// Marks an enumeration of the mistakes that one project can report. Each project declares those that it raises; all share one number space,
/// shown to the user as <c>NR0401</c>. A number never changes its meaning, and one code is raised at one place of the source.
/// </summary>
/// <remarks>
/// Groups: 01xx assembly syntax, 02xx assembly semantics, 03xx container, 04xx tensors, 05xx options and command line,
/// 06xx chip parameters, 07xx faults of the running program, 08xx waves, 09xx debugger.
/// </remarks>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class DiagnosticCodesAttribute : Attribute;
