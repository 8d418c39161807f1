using System.Runtime.CompilerServices;
using Hardware.Common.Kernel;

namespace Hardware.Common.Interconnect;

/// <summary>
/// A memory port that several engines take by turns, each for whole instructions. Requests and releases staged in a tick take effect
/// when it commits, and the free port is granted in that same commit, round robin from the last holder; so users of different clocks
/// need no arbiter clock between them, and a user sees its grant at its first edge after the tick of its request.
/// </summary>
public sealed class SharedPort : StateElement
{
    private const int Free = -1;

    private readonly bool[] _requested;
    private readonly bool[] _stagedRequest;
    private readonly bool[] _stagedRelease;
    private int _holder = Free;
    private int _last;

    /// <summary>Makes a port of <paramref name="users"/> users.</summary>
    public SharedPort(int users, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Declared = new SourceLocation(file, line);
        _requested = new bool[users];
        _stagedRequest = new bool[users];
        _stagedRelease = new bool[users];
        _last = users - 1;
        Ends = [.. Enumerable.Range(0, users).Select(u => new SharedPortEnd(this, u))];
    }

    /// <summary>One end for each user.</summary>
    public IReadOnlyList<SharedPortEnd> Ends { get; }

    /// <summary>The user that holds the port, or -1.</summary>
    public int Holder => _holder;

    internal bool IsRequested(int user) => _requested[user];

    internal bool IsContended(int user)
    {
        for (var other = 0; other < _requested.Length; other++)
        {
            if (other != user && _requested[other])
                return true;
        }

        return false;
    }

    internal void Wake(Component? user) => Simulator!.Wake(user);

    internal void Request(int user)
    {
        _stagedRequest[user] = true;
        Enlist();
    }

    internal void Release(int user)
    {
        if (_holder != user)
            throw new InvalidOperationException($"user {user} releases {Path}, which it does not hold");
        _stagedRelease[user] = true;
        Enlist();
    }

    protected internal override void Commit()
    {
        for (var user = 0; user < _requested.Length; user++)
        {
            if (_stagedRelease[user])
            {
                _requested[user] = false;
                _holder = Free;
            }

            _requested[user] |= _stagedRequest[user];
            _stagedRelease[user] = _stagedRequest[user] = false;
        }

        if (_holder == Free)
            Grant();
    }

    protected internal override object? Save() => (_requested.Clone(), _holder, _last);

    protected internal override void Restore(object? saved)
    {
        var (requested, holder, last) = ((object, int, int))saved!;
        ((bool[])requested).CopyTo(_requested, 0);
        (_holder, _last) = (holder, last);
    }

    protected internal override void AddTo(StateDigest digest)
    {
        foreach (var requested in _requested)
            digest.Add(requested ? 1 : 0);
        digest.Add(_holder);
        digest.Add(_last);
    }

    private void Grant()
    {
        for (var i = 1; i <= _requested.Length; i++)
        {
            var user = (_last + i) % _requested.Length;
            if (!_requested[user])
                continue;
            _holder = _last = user;
            Ends[user].WakeUser();
            return;
        }
    }
}

/// <summary>One user's end of a <see cref="SharedPort"/>.</summary>
public sealed class SharedPortEnd
{
    private readonly SharedPort _port;
    private readonly int _user;
    private Component? _component;

    internal SharedPortEnd(SharedPort port, int user)
    {
        _port = port;
        _user = user;
    }

    /// <summary>True if this user holds the port as of the clock edge.</summary>
    public bool Granted => _port.Holder == _user;

    /// <summary>True if this user has asked for the port, granted or not.</summary>
    public bool Requested => _port.IsRequested(_user);

    /// <summary>True if another user has asked for the port: a holder should end its turn.</summary>
    public bool Contended => _port.IsContended(_user);

    /// <summary>Asks for the port; asking again changes nothing. In the tick of a release it asks for a further turn.</summary>
    public void Request() => _port.Request(_user);

    /// <summary>Gives the port back; it can be granted again from this tick's commit on.</summary>
    /// <exception cref="InvalidOperationException">This user does not hold it.</exception>
    public void Release() => _port.Release(_user);

    /// <summary>Names the component that a grant wakes; call it in <see cref="Component.OnElaborated"/>.</summary>
    public void Listen(Component component) => _component = component;

    internal void WakeUser() => _port.Wake(_component);
}
