using Hardware.Testbench.CommandLine;

return NeuronRtlCommand.Run(args, Console.Out, Console.Error);
