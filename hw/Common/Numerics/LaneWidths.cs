namespace Hardware.Common.Numerics;

/// <summary>What a requested <see cref="LaneWidth"/> means on this machine.</summary>
internal static class LaneWidths
{
    /// <summary>The width that runs: never wider than asked for, never wider than the machine.</summary>
    public static LaneWidth Resolve(LaneWidth requested)
    {
        if (requested is LaneWidth.Widest or LaneWidth.Bits512 && Lanes512.IsSupported)
            return LaneWidth.Bits512;
        return requested != LaneWidth.Scalar && Lanes256.IsSupported ? LaneWidth.Bits256 : LaneWidth.Scalar;
    }
}
