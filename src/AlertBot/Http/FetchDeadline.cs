using System.Globalization;

namespace AlertBot.Http;

/// <summary>What a request waits for, in order; each stage has its own share of <c>network.timeout</c>.</summary>
internal enum FetchStage
{
    Dns,
    Connect,
    Tls,
    FirstByte,
    Body,
}

/// <summary>The deadlines of one step of a fetch: that of the stage it is in, and that of the whole.</summary>
/// <remarks>A connection is made by the pool, which tells how far it is through <see cref="Key"/>; a kept one begins with the first byte.</remarks>
internal sealed class FetchDeadline : IDisposable
{
    public static readonly HttpRequestOptionsKey<FetchDeadline> Key = new("AlertBot.FetchDeadline");

    private readonly TimeProvider _time;
    private readonly TimeSpan _whole;
    private readonly TimeSpan _left;
    private readonly long _begun;
    private readonly CancellationTokenSource _source;

    /// <param name="whole">Of the fetch with all its redirects.</param>
    /// <param name="left">What earlier steps left of it.</param>
    public FetchDeadline(TimeSpan whole, TimeSpan left, TimeProvider time)
    {
        (_whole, _left, _time, _begun) = (whole, left, time, time.GetTimestamp());
        _source = new CancellationTokenSource(Span(FetchStage.FirstByte, left), time);
        Token = _source.Token;
    }

    public FetchStage Stage { get; private set; } = FetchStage.FirstByte;

    public CancellationToken Token { get; }

    public void Enter(FetchStage stage)
    {
        if (Stage == FetchStage.Body)
        {
            // A connection that was begun for this request came about after another had served it.
            return;
        }

        Stage = stage;
        try
        {
            if (!_source.IsCancellationRequested)
            {
                _source.CancelAfter(Span(stage, _left - _time.GetElapsedTime(_begun)));
            }
        }
        catch (ObjectDisposedException)
        {
            // The pool still connects for a request that has ended.
        }
    }

    /// <summary>What was too slow, and how long it had.</summary>
    public FetchOutcome.Failed Overdue(string host)
    {
        var limit = Share(Stage) < _left ? Share(Stage) : _left;
        var (what, mend) = Stage switch
        {
            FetchStage.Dns => ($"DNS gave no answer for {host} within {Seconds(limit)}", "it will be asked again later; check this machine's DNS if all hosts fail"),
            FetchStage.Connect => ($"{host} did not take the connection within {Seconds(limit)}", "it will be asked again later; check the address and the port if it never does"),
            FetchStage.Tls => ($"{host} took the connection but did not agree on TLS within {Seconds(limit)}", "it will be asked again later; check http or https in the address if it never does"),
            FetchStage.FirstByte => ($"{host} took the request but sent no answer within {Seconds(limit)}", "it will be asked again later; raise network.timeout if it is always slow"),
            _ => ($"{host} began to answer but gave no whole answer within {Seconds(_whole)}", "it will be asked again later; raise network.timeout if it is always slow"),
        };
        return new FetchOutcome.Failed($"{what}: {mend}", null, null, IsTransient: true) { Host = host };
    }

    public void Dispose() => _source.Dispose();

    /// <summary>Nobody waits 20 s for a name or a handshake that comes about; a body may take what is left.</summary>
    private TimeSpan Share(FetchStage stage) => stage switch
    {
        FetchStage.Dns => _whole * 0.25,
        FetchStage.Connect or FetchStage.Tls => _whole * 0.5,
        FetchStage.FirstByte => _whole * 0.75,
        _ => _whole,
    };

    private TimeSpan Span(FetchStage stage, TimeSpan left)
    {
        var share = Share(stage);
        var span = share < left ? share : left;
        return span > TimeSpan.Zero ? span : TimeSpan.Zero;
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
