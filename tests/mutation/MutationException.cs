namespace Hardware.Mutation;

/// <summary>A run that cannot begin or go on; the message is one line for the user, and the exit status 2.</summary>
internal sealed class MutationException(string message) : Exception(message);
