using System.Runtime.InteropServices;
using Hardware.Testbench.CommandLine;

using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
return NeuronRtlCommand.Run(
    args,
    new CommandContext(Console.Out, Console.Error) { Cancellation = cancellation.Token, ShowsProgress = !Console.IsErrorRedirected });

// The first signal ends the run in order; a second one ends the process.
void End(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
