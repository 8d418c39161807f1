using System.CommandLine;
using Hardware.Mutation;
using Hardware.Mutation.Running;

if (args is [WorkerProtocol.Verb, var tests, var underTest])
    return TestWorker.Run(tests, underTest);
try
{
    var parsed = MutationCommand.Create(Console.Out).Parse(args);
    if (parsed.Errors.Count > 0)
        throw new MutationException(parsed.Errors[0].Message.TrimEnd('.') + " (--help lists the options)");
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (MutationException mistake)
{
    Console.Error.WriteLine($"mutation: {mistake.Message}");
    return 2;
}
catch (AggregateException failures) when (failures.InnerException is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"mutation: {failures.InnerException.Message}");
    return 2;
}
