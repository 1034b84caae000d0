using System.Globalization;

namespace AlertBot.Http;

/// <summary>What a request waits for, in order; each stage has its own share of <c>network.timeout</c>.</summary>
internal enum FetchPhase
{
    Dns,
    Connect,
    Tls,
    FirstByte,
    Body,
}

/// <summary>The deadlines of one step of a fetch: that of the stage it is in, and that of the whole.</summary>
/// <remarks>
/// A connection is made by the pool, which tells how far it is through <see cref="OptionsKey"/>; a kept one begins with the first byte.
/// </remarks>
internal sealed class FetchDeadline : IDisposable
{
    public static readonly HttpRequestOptionsKey<FetchDeadline> OptionsKey = new("AlertBot.FetchDeadline");

    private readonly TimeProvider _time;
    private readonly TimeSpan _total;
    private readonly TimeSpan _remaining;
    private readonly long _startedAt;
    private readonly CancellationTokenSource _source;

    /// <param name="whole">Of the fetch with all its redirects.</param>
    /// <param name="left">What earlier steps left of it.</param>
    public FetchDeadline(TimeSpan whole, TimeSpan left, TimeProvider time)
    {
        (_total, _remaining, _time, _startedAt) = (whole, left, time, time.GetTimestamp());
        _source = new CancellationTokenSource(RemainingLimit(FetchPhase.FirstByte, left), time);
        Token = _source.Token;
    }

    public FetchPhase Phase { get; private set; } = FetchPhase.FirstByte;

    public CancellationToken Token { get; }

    public void EnterPhase(FetchPhase stage)
    {
        if (Phase == FetchPhase.Body)
        {
            // A connection that was begun for this request came about after another had served it.
            return;
        }

        Phase = stage;
        try
        {
            if (!_source.IsCancellationRequested)
            {
                _source.CancelAfter(RemainingLimit(stage, _remaining - _time.GetElapsedTime(_startedAt)));
            }
        }
        catch (ObjectDisposedException)
        {
            // The pool still connects for a request that has ended.
        }
    }

    /// <summary>What was too slow, and how long it had.</summary>
    public FetchOutcome.Failed CreateTimeoutFailure(string host)
    {
        var limit = PhaseLimit(Phase) < _remaining ? PhaseLimit(Phase) : _remaining;
        var (what, mend) = Phase switch
        {
            FetchPhase.Dns =>
                ($"DNS gave no answer for {host} within {FormatSeconds(limit)}",
                    "it will be asked again later; check this machine's DNS if all hosts fail"),
            FetchPhase.Connect =>
                ($"{host} did not take the connection within {FormatSeconds(limit)}",
                    "it will be asked again later; check the address and the port if it never does"),
            FetchPhase.Tls =>
                ($"{host} took the connection but did not agree on TLS within {FormatSeconds(limit)}",
                    "it will be asked again later; check http or https in the address if it never does"),
            FetchPhase.FirstByte =>
                ($"{host} took the request but sent no answer within {FormatSeconds(limit)}",
                    "it will be asked again later; raise network.timeout if it is always slow"),
            _ => ($"{host} began to answer but gave no whole answer within {FormatSeconds(_total)}",
                "it will be asked again later; raise network.timeout if it is always slow"),
        };
        return new FetchOutcome.Failed($"{what}: {mend}", null, null, IsTransient: true) { Host = host };
    }

    public void Dispose() => _source.Dispose();

    /// <summary>Nobody waits 20 s for a name or a handshake that comes about; a body may take what is left.</summary>
    private TimeSpan PhaseLimit(FetchPhase stage) => stage switch
    {
        FetchPhase.Dns => _total * 0.25,
        FetchPhase.Connect or FetchPhase.Tls => _total * 0.5,
        FetchPhase.FirstByte => _total * 0.75,
        _ => _total,
    };

    private TimeSpan RemainingLimit(FetchPhase stage, TimeSpan left)
    {
        var share = PhaseLimit(stage);
        var span = share < left ? share : left;
        return span > TimeSpan.Zero ? span : TimeSpan.Zero;
    }

    private static string FormatSeconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
