using Hardware.Common.Memory;

namespace Hardware.Common.Tests.Memories;

public sealed class TransferRateTests
{
    [Test]
    public void ALongTransferGainsAndLosesNothing()
    {
        var rate = new TransferRate(17_000_000_000, 1_400_000_000);
        var time = default(BookedTime);
        for (var i = 0; i < 170_000; i++)
            rate.Book(ref time, 0, 100);
        Assert.That((time.Whole, time.Fraction), Is.EqualTo((1_400_000L, 0L)));
    }

    [Property]
    public bool PiecesTakeAsLongAsTheWhole(uint bytesPerSecond, ushort first, ushort second)
    {
        var rate = new TransferRate(bytesPerSecond + 1L, 11_200_000_000);
        var pieces = default(BookedTime);
        rate.Book(ref pieces, 0, first);
        rate.Book(ref pieces, 0, second);
        var whole = default(BookedTime);
        rate.Book(ref whole, 0, first + second);
        return (pieces.Whole, pieces.Fraction) == (whole.Whole, whole.Fraction) && whole.Ceiling == rate.CyclesFor(first + second);
    }

    [Test]
    public void AnIdlePathStartsNow()
    {
        var rate = new TransferRate(10, 10);
        var time = default(BookedTime);
        rate.Book(ref time, 5, 3);
        rate.Book(ref time, 6, 3);
        Assert.That(time.Whole, Is.EqualTo(11));
        rate.Book(ref time, 100, 1);
        Assert.That(time.Whole, Is.EqualTo(101));
    }
}
