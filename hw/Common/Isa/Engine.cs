using Hardware.Common.Parameters;

namespace Hardware.Common.Isa;

/// <summary>The five instruction streams of a NeuronCore, numbered as the public profiler numbers engines.</summary>
public enum Engine : byte
{
    /// <summary>TensorE, the systolic array (<c>pe</c>).</summary>
    Tensor = 1,

    /// <summary>ScalarE, the activation engine (<c>act</c>).</summary>
    Scalar = 2,

    /// <summary>GpSimdE (<c>pool</c>).</summary>
    GpSimd = 3,

    /// <summary>VectorE (<c>dve</c>).</summary>
    Vector = 5,

    /// <summary>SyncE, a sequencer without a data path (<c>sp</c>).</summary>
    Sync = 6,
}

/// <summary>A set of engines: which streams may hold an instruction.</summary>
[Flags]
public enum EngineSet
{
    None = 0,
    Tensor = 1 << Engine.Tensor,
    Scalar = 1 << Engine.Scalar,
    GpSimd = 1 << Engine.GpSimd,
    Vector = 1 << Engine.Vector,
    Sync = 1 << Engine.Sync,
    All = Tensor | Scalar | GpSimd | Vector | Sync,
}

/// <summary>Names of engines in assembly and containers.</summary>
public static class EngineNames
{
    /// <summary>All engines, in the order in which tools list them.</summary>
    public static IReadOnlyList<Engine> All { get; } = [Engine.Tensor, Engine.Scalar, Engine.Vector, Engine.GpSimd, Engine.Sync];

    /// <summary>The streams of a chip's cores, in the same order: NeuronCore-v1 has no GpSimdE.</summary>
    public static IReadOnlyList<Engine> Of(ChipSpec spec) => spec.CoreVersion.Value >= 2 ? All : WithoutGpSimd;

    private static IReadOnlyList<Engine> WithoutGpSimd { get; } = [Engine.Tensor, Engine.Scalar, Engine.Vector, Engine.Sync];

    /// <summary>The short name: pe, act, dve, pool, sp.</summary>
    public static string AssemblyName(this Engine engine) => engine switch
    {
        Engine.Tensor => "pe",
        Engine.Scalar => "act",
        Engine.Vector => "dve",
        Engine.GpSimd => "pool",
        Engine.Sync => "sp",
        _ => throw new ArgumentOutOfRangeException(nameof(engine)),
    };

    /// <summary>The engine of a short name.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out Engine engine)
    {
        foreach (var candidate in All)
        {
            if (name.SequenceEqual(candidate.AssemblyName()))
            {
                engine = candidate;
                return true;
            }
        }

        engine = default;
        return false;
    }

    public static bool Contains(this EngineSet set, Engine engine) => ((int)set & (1 << (int)engine)) != 0;
}
