namespace Hardware.Firmware.Image;

/// <summary>The name that a program gives to a semaphore or an event of a core.</summary>
public sealed record NamedNumber(string Name, int Core, int Number);
