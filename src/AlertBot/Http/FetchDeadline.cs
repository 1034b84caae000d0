using System.Globalization;

namespace AlertBot.Http;

/// <summary>The phases of a request, in order. Each has its own time limit within <c>network.timeout</c>.</summary>
internal enum FetchPhase
{
    Dns,
    Connect,
    Tls,
    FirstByte,
    Body,
}

/// <summary>The time limits of one request of a fetch: of its current phase, and of the whole fetch.</summary>
/// <remarks>
/// The connection pool reports the phases of a new connection through <see cref="OptionsKey"/>. A pooled connection starts at
/// <see cref="FetchPhase.FirstByte"/>.
/// </remarks>
internal sealed class FetchDeadline : IDisposable
{
    public static readonly HttpRequestOptionsKey<FetchDeadline> OptionsKey = new("AlertBot.FetchDeadline");

    private readonly TimeProvider _time;
    private readonly TimeSpan _total;
    private readonly TimeSpan _remaining;
    private readonly long _startedAt;
    private readonly CancellationTokenSource _source;

    /// <param name="total">Limit of the fetch with all its redirects.</param>
    /// <param name="remaining">What earlier requests of the fetch left of it.</param>
    public FetchDeadline(TimeSpan total, TimeSpan remaining, TimeProvider time)
    {
        _total = total;
        _remaining = remaining;
        _time = time;
        _startedAt = time.GetTimestamp();
        _source = new CancellationTokenSource(RemainingLimit(FetchPhase.FirstByte, remaining), time);
        Token = _source.Token;
    }

    public FetchPhase Phase { get; private set; } = FetchPhase.FirstByte;

    public CancellationToken Token { get; }

    public void EnterPhase(FetchPhase phase)
    {
        if (Phase == FetchPhase.Body)
        {
            // The pool finished a new connection for this request after another connection had served it.
            return;
        }

        Phase = phase;
        try
        {
            if (!_source.IsCancellationRequested)
            {
                _source.CancelAfter(RemainingLimit(phase, _remaining - _time.GetElapsedTime(_startedAt)));
            }
        }
        catch (ObjectDisposedException)
        {
            // The request has ended while the pool is still connecting.
        }
    }

    /// <summary>The failure after a timeout: which phase was too slow, and its limit.</summary>
    public FetchOutcome.Failed CreateTimeoutFailure(string host)
    {
        var limit = PhaseLimit(Phase) < _remaining ? PhaseLimit(Phase) : _remaining;
        var (problem, fix) = Phase switch
        {
            FetchPhase.Dns =>
                ($"DNS did not answer for {host} within {FormatSeconds(limit)}",
                    "retrying later; check this machine's DNS if all hosts fail"),
            FetchPhase.Connect =>
                ($"{host} did not accept the connection within {FormatSeconds(limit)}",
                    "retrying later; check the address and the port if this persists"),
            FetchPhase.Tls =>
                ($"{host} accepted the connection but did not complete the TLS handshake within {FormatSeconds(limit)}",
                    "retrying later; check http or https in the address if this persists"),
            FetchPhase.FirstByte =>
                ($"{host} accepted the request but sent no response within {FormatSeconds(limit)}",
                    "retrying later; raise network.timeout if it is always slow"),
            _ => ($"{host} began a response but did not finish it within {FormatSeconds(_total)}",
                "retrying later; raise network.timeout if it is always slow"),
        };
        return new FetchOutcome.Failed($"{problem}: {fix}", null, null, IsTransient: true) { Host = host };
    }

    public void Dispose() => _source.Dispose();

    /// <summary>DNS and handshakes are fast when they work at all, so they get a part of the limit; a body may use what remains.</summary>
    private TimeSpan PhaseLimit(FetchPhase phase) => phase switch
    {
        FetchPhase.Dns => _total * 0.25,
        FetchPhase.Connect or FetchPhase.Tls => _total * 0.5,
        FetchPhase.FirstByte => _total * 0.75,
        _ => _total,
    };

    private TimeSpan RemainingLimit(FetchPhase phase, TimeSpan remaining)
    {
        var share = PhaseLimit(phase);
        var span = share < remaining ? share : remaining;
        return span > TimeSpan.Zero ? span : TimeSpan.Zero;
    }

    private static string FormatSeconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
