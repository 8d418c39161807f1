using Hardware.Common.Numerics;

namespace Hardware.Testbench.Tensors;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="Type">The chip's type of its elements.</param>
/// <param name="Dtype">The type as the file names it.</param>
/// <param name="Shape">Elements per dimension.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">Byte after the last.</param>
public sealed record SafetensorsEntry(string Name, DataType Type, string Dtype, IReadOnlyList<int> Shape, long Begin, long End);
