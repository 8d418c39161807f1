namespace Hardware.Testbench.References;

/// <summary>Dropout with a rate for each row, by draws of VectorE of core 0.</summary>
public sealed class DropoutReference : IReference
{
    private const int Partitions = 128;
    private const uint VectorEngineOfCore0 = 5;

    public string Name => "dropout";

    public string Summary => "y = x / (1 - chance/256) where the draw of the element, from seed, is below (1 - chance/256) x 2^32, else 0; chance [rows, 1]";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Matrix x = inputs.Rows("x");
        double[] chance = inputs.Values("chance", x.Rows);
        var seed = (ulong)inputs.Values("seed", 1)[0];
        var y = new double[x.Rows * x.Columns];
        for (int row = 0; row < x.Rows; row++)
        {
            double keep = 1 - (chance[row] / 256);
            for (int column = 0; column < x.Columns; column++)
            {
                // Rows lie on partitions, 128 at a time; each row of results takes one draw.
                ulong draw = ((ulong)(row / Partitions) * (ulong)x.Columns) + (ulong)column;
                int element = (row * x.Columns) + column;
                if (PhiloxReference.Word(seed, VectorEngineOfCore0, (uint)(row % Partitions), draw) < keep * 4294967296.0)
                    y[element] = x.Values[element] / keep;
            }
        }

        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = y };
    }
}
