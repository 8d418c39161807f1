using System.IO.Hashing;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Reports;

/// <summary>A digest (XXH3, 128 bits) of a tensor's bytes.</summary>
public static class TensorDigest
{
    public static string Of(Tensor tensor) => Convert.ToHexStringLower(XxHash128.Hash(tensor.Data));
}
