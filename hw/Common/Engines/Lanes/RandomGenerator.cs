using System.Runtime.InteropServices;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Lanes;

/// <summary>
/// The random numbers of one lane engine, which stochastic rounding, <c>Rng</c> and <c>Dropout</c> draw from in turn: <see cref="Philox"/>
/// with the engine's own number. Its whole state is the seed and the count of draws, so results depend on the order of an engine's
/// instructions and never on cycles.
/// </summary>
public sealed class RandomGenerator : Module
{
    // Words of the block that is drawn from, a pure function of the state: made anew whenever the state names another block.
    private readonly uint[] _words = new uint[Philox.WordsPerBlock * LaneDatapath.Lanes];
    private readonly LaneEngine _engine;
    private ulong _madeSeed;
    private ulong _madeBlock = ulong.MaxValue;

    internal RandomGenerator(LaneEngine engine) => _engine = engine;

    /// <summary>Counter word 3 of a generator: 16 x core + the engine's number, so that no two engines of a chip draw the same words.</summary>
    public static uint Number(int core, Isa.Engine engine) => ((uint)core << 4) | (uint)engine;

    /// <summary>The key: <see cref="Parameters.ChipSpec.RandomSeed"/> at power-up.</summary>
    public ulong Seed => State.Items[0].Seed;

    /// <summary>Beats that have drawn since power-up or <see cref="Reseed"/>; each takes one word a lane, whether the lane uses it or not.</summary>
    public ulong Draws => State.Items[0].Draws;

    internal Bank<GeneratorState> State { get; } = Bank.Of<GeneratorState>(1);

    protected internal override void OnElaborated() => Reseed((ulong)_engine.Spec.RandomSeed.Value);

    /// <summary>Starts a sequence from its first draw.</summary>
    internal void Reseed(ulong seed) => State.Items[0] = new GeneratorState { Seed = seed };

    /// <summary>One draw for a beat: word i belongs to lane i of the engine, that is to partition i.</summary>
    /// <returns>128 words, valid until the next draw.</returns>
    internal ReadOnlySpan<uint> Draw()
    {
        ref var state = ref State.Items[0];
        var (block, word) = Math.DivRem(state.Draws++, Philox.WordsPerBlock);
        if (block != _madeBlock || state.Seed != _madeSeed)
        {
            Philox.FillBlocks(state.Seed, Number(_engine.Core, _engine.Engine), block, LaneDatapath.Lanes, _words);
            (_madeSeed, _madeBlock) = (state.Seed, block);
        }

        return _words.AsSpan((int)word * LaneDatapath.Lanes, LaneDatapath.Lanes);
    }

    /// <summary>What a snapshot keeps.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    internal struct GeneratorState
    {
        public ulong Seed;
        public ulong Draws;
    }
}
