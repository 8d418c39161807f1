using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Observation;

public class ObserverListTests
{
    [Test]
    public void Observers_are_told_in_the_order_in_which_they_came()
    {
        var observers = new ExecutionObservers();
        var order = new List<string>();
        var (first, second) = (new Named("first", order), new Named("second", order));
        Assert.That(observers.IsEmpty);
        observers.Add(first);
        observers.Add(second);
        Assert.That(observers.IsEmpty, Is.False);
        observers.OnNanProduced(default, 1);
        Assert.That(observers.Remove(first));
        observers.OnNanProduced(default, 2);
        Assert.That(observers.Remove(first), Is.False, "it is gone");
        Assert.That(observers.Remove(second) && observers.IsEmpty);
        observers.OnNanProduced(default, 3);
        Assert.That(order, Is.EqualTo((string[])["first 1", "second 1", "second 2"]));
    }

    [Test]
    public void An_observer_may_leave_while_it_is_told()
    {
        var observers = new ExecutionObservers();
        var order = new List<string>();
        var leaving = new Named("leaving", order);
        leaving.Then = () => observers.Remove(leaving);
        observers.Add(leaving);
        observers.Add(new Named("staying", order));
        observers.OnNanProduced(default, 1);
        observers.OnNanProduced(default, 2);
        Assert.That(order, Is.EqualTo((string[])["leaving 1", "staying 1", "staying 2"]));
    }

    /// <summary>An event that a list does not hand on would reach the default body of the interface and nobody else.</summary>
    [TestCase(typeof(ExecutionObservers), typeof(IExecutionObserver))]
    [TestCase(typeof(MemoryObservers), typeof(IMemoryObserver))]
    public void Every_event_is_handed_on(Type list, Type observer)
    {
        var map = list.GetInterfaceMap(observer);
        Assert.That(map.TargetMethods.Select(m => m.DeclaringType), Is.All.EqualTo(list));
    }

    private sealed class Named(string name, List<string> order) : IExecutionObserver
    {
        public Action? Then { get; set; }

        public void OnNanProduced(in Agent by, long tick)
        {
            order.Add($"{name} {tick}");
            Then?.Invoke();
        }
    }
}
