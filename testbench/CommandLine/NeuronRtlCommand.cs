using System.CommandLine;
using System.CommandLine.Parsing;
using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.CommandLine;

/// <summary>The command <c>neuron-rtl</c>: parses the arguments, runs a verb, and turns every mistake into one line and a status.</summary>
public static class NeuronRtlCommand
{
    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitStatus"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error) =>
        Run(arguments, new CommandContext(output, error));

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitStatus"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        var (output, error) = (context.Output, context.Error);
        try
        {
            var root = Build(context);
            var result = root.Parse(arguments);
            CheckUsage(result);
            return result.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (InputException mistake)
        {
            error.WriteLine(mistake.OneLine);
            return ExitStatus.BadInput;
        }
        catch (AggregateInputException mistakes)
        {
            foreach (var mistake in mistakes.Errors)
                error.WriteLine(mistake.OneLine);
            return ExitStatus.BadInput;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(new InputException(
                OptionCode.OutputNotWritten, $"cannot write an output file: {failure.Message.TrimEnd('.')}; free the disk space or name other files").OneLine);
            return ExitStatus.BadInput;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("interrupted; every output file is closed and valid up to here");
            return ExitStatus.Interrupted;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            error.WriteLine(
                $"neuron-rtl: internal fault: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")} (please report this line, the command and the program)");
            if (Environment.GetEnvironmentVariable("NEURON_RTL_TRACE") is not null)
                error.WriteLine(fault);
            return ExitStatus.InternalFault;
        }
    }

    private static RootCommand Build(CommandContext context) => new("Cycle-level simulator of AWS Inferentia1 and Inferentia2.")
    {
        RunVerb.Create(context),
        StepVerb.Create(context),
        AsmVerb.Create(context),
        DisasmVerb.Create(context),
        InspectVerb.Create(context),
        SuiteVerb.Create(context),
        BenchVerb.Create(context),
    };

    private static void CheckUsage(ParseResult result)
    {
        var command = result.CommandResult.Command;

        // An unknown option would otherwise be taken for an argument.
        var unknown = result.Tokens.FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;
        if (unknown is not null)
        {
            throw new InputException(
                OptionCode.OptionUnknown,
                $"'{command.Name}' has no option '{unknown}'{Suggestion.DidYouMean(unknown, command.Options.Select(o => o.Name))}; --help lists them");
        }

        if (result.CommandResult.Command is RootCommand && result.UnmatchedTokens.Count > 0)
        {
            var verb = result.UnmatchedTokens[0];
            throw new InputException(
                OptionCode.VerbUnknown, $"no verb '{verb}'{Suggestion.DidYouMean(verb, command.Subcommands.Select(c => c.Name))}; --help lists them");
        }

        if (result.Errors.Count > 0)
            throw new InputException(OptionCode.UsageWrong, $"{result.Errors[0].Message.TrimEnd('.')}; '{Usage(result.CommandResult)} --help' shows the usage");
    }

    /// <summary>The words that lead to a command: <c>neuron-rtl suite vectors</c>.</summary>
    private static string Usage(SymbolResult result) =>
        result is not CommandResult command ? "" : command.Command is RootCommand ? "neuron-rtl" : $"{Usage(command.Parent!)} {command.Command.Name}";
}

/// <summary>Where a verb writes, and how it learns that it should end.</summary>
public sealed record CommandContext(TextWriter Output, TextWriter Error)
{
    /// <summary>Asks a long run to end early and to leave valid files.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>True if <see cref="Error"/> is a terminal, on which a line may be rewritten.</summary>
    public bool ShowsProgress { get; init; }
}
