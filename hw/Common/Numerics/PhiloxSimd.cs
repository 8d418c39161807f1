using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>The vectorised generator: the same block of as many lanes as a vector holds, at once.</summary>
internal static class PhiloxSimd<T>
    where T : struct, ISimd<T>
{
    /// <summary>Makes one block for each of as many lanes as whole vectors cover; the caller finishes the rest with <see cref="Philox.Block"/>.</summary>
    /// <returns>Lanes done.</returns>
    public static int FillBlocks(ulong seed, uint engine, ulong block, int lanes, Span<uint> words)
    {
        // Where word 2 of the blocks will be, their lane numbers lie until then.
        var laneNumbers = words.Slice(2 * lanes, lanes);
        for (var lane = 0; lane < lanes; lane++)
            laneNumbers[lane] = (uint)lane;
        ref var rows = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<uint, float>(words));
        var (multiplier0, multiplier1) = (T.Broadcast(Philox.Multiplier0), T.Broadcast(Philox.Multiplier1));
        var done = 0;
        for (; done <= lanes - T.Count; done += T.Count)
        {
            var (c0, c1) = (T.Broadcast((uint)block), T.Broadcast((uint)(block >> 32)));
            var (c2, c3) = (T.Load(ref rows, (nuint)((2 * lanes) + done)), T.Broadcast(engine));
            var (key0, key1) = ((uint)seed, (uint)(seed >> 32));
            for (var round = 0; round < Philox.Rounds; round++)
            {
                var product0 = T.MultiplyWide(c0, multiplier0);
                var product1 = T.MultiplyWide(c2, multiplier1);
                (c0, c1) = (product1.High ^ c1 ^ T.Broadcast(key0), product1.Low);
                (c2, c3) = (product0.High ^ c3 ^ T.Broadcast(key1), product0.Low);
                key0 += Philox.Weyl0;
                key1 += Philox.Weyl1;
            }

            T.Store(c0, ref rows, (nuint)done);
            T.Store(c1, ref rows, (nuint)(lanes + done));
            T.Store(c2, ref rows, (nuint)((2 * lanes) + done));
            T.Store(c3, ref rows, (nuint)((3 * lanes) + done));
        }

        return done;
    }
}
