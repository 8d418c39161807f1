using System.CommandLine;

namespace Hardware.Testbench.CommandLine;

/// <summary>Options that take text: the verbs read it, so that every mistake is told in this project's words.</summary>
internal static class OptionText
{
    public static Option<string?> Of(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    public static Option<string> Of(string name, string help, string description, string value) =>
        new(name) { HelpName = help, Description = description, DefaultValueFactory = _ => value };

    public static Option<string[]> Many(string name, string help, string description) => new(name) { HelpName = help, Description = description };
}
