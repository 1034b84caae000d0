using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;

namespace AlertBot.Http;

/// <summary>The guarded client for addresses that come from feeds, pages and chat.</summary>
internal sealed class Fetcher : IDisposable
{
    private const int MaxRedirects = 5;
    private readonly NetworkOptions _options;
    private readonly TimeProvider _time;
    private readonly HostConcurrencyLimiter _limiter;
    private readonly HttpMessageInvoker _client;

    public Fetcher(NetworkOptions options, TimeProvider time)
        : this(options, time, (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    /// <param name="resolve">DNS, so that a test can answer as an attacker's server would.</param>
    /// <param name="tls">So that a test can have a server of its own.</param>
    internal Fetcher(NetworkOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        SslClientAuthenticationOptions? tls = null)
    {
        (_options, _time) = (options, time);
        _limiter = new HostConcurrencyLimiter(options.Concurrency, options.PerHostConcurrency);
        _client = new HttpMessageInvoker(CreateHandler(new GuardedConnector(options, time, resolve), options.Timeout, tls));
    }

    /// <summary>Never throws for what a server does: that is a <see cref="FetchOutcome.Failed"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async Task<FetchOutcome> GetAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var trail = new RedirectChain(request.Address);
        var left = _options.Timeout;
        while (true)
        {
            if (trail.GetRefusalReason(MaxRedirects) is { } objection)
            {
                return FetchFailure.Permanent(objection);
            }

            if (trail.IsRedirected && request.GetPauseAsync is { } pauseOfAsync
                && await pauseOfAsync(trail.DisplayHost, cancellationToken) is { } pause)
            {
                return FetchFailure.Paused(trail.DisplayHost, pause);
            }

            // Each step waits for its own host and holds no slot of another meanwhile; only the time at work counts.
            using var slot = await _limiter.AcquireAsync(trail.Current, cancellationToken);
            var begun = _time.GetTimestamp();
            var outcome = await SendOnceAsync(request, trail, left, cancellationToken);
            if (outcome is not null)
            {
                return outcome;
            }

            left -= _time.GetElapsedTime(begun);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _limiter.Dispose();
    }

    /// <param name="limit">A connection that nobody waits for any more is given up too.</param>
    private static SocketsHttpHandler CreateHandler(GuardedConnector connector, TimeSpan limit, SslClientAuthenticationOptions? tls) =>
        new()
    {
        ConnectCallback = connector.ConnectAsync,
        PlaintextStreamFilter = GuardedConnector.OnConnected,
        ConnectTimeout = limit,
        SslOptions = tls ?? new SslClientAuthenticationOptions(),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 64,

        // From one poll of a feed to its next, where the server allows that: a new TLS connection costs more than all the rest.
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(6),
        PooledConnectionLifetime = TimeSpan.FromMinutes(20),
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    };

    /// <returns>Null when the answer was a redirect, which is now the current address of the trail.</returns>
    private async Task<FetchOutcome?> SendOnceAsync(FetchRequest request, RedirectChain trail, TimeSpan left,
        CancellationToken cancellationToken)
    {
        var host = trail.DisplayHost;
        using var deadline = new FetchDeadline(_options.Timeout, left, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var message = RequestHeaders.CreateRequest(request, trail.Current, _options.UserAgent);
            message.Options.Set(FetchDeadline.OptionsKey, deadline);
            using var response = await _client.SendAsync(message, either.Token);
            deadline.EnterPhase(FetchPhase.Body);
            return trail.TryFollow(response) ? null : await ReadAsync(request, trail, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return deadline.CreateTimeoutFailure(host);
        }
        catch (Exception e) when (FetchFailure.IsExpected(e))
        {
            // What was given up because of the deadline may come out as a broken connection.
            return deadline.Token.IsCancellationRequested ? deadline.CreateTimeoutFailure(host) : FetchFailure.FromException(host, e);
        }
    }

    private async Task<FetchOutcome> ReadAsync(FetchRequest request, RedirectChain trail, HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status == 304 && (request.ETag ?? request.LastModified) is not null)
        {
            return new FetchOutcome.NotModified(
                GetRawHeader(response.Headers, "ETag"), GetRawHeader(response.Content.Headers, "Last-Modified"), trail.MovedTo,
                Freshness.GetLifetime(response, _time.GetUtcNow()));
        }

        if (!response.IsSuccessStatusCode)
        {
            return await BotChallengeDetector.IsChallengeAsync(response, cancellationToken)
                ? FetchFailure.Challenged(trail.DisplayHost, status, GetRetryAfter(response))
                : FetchFailure.FromStatus(trail.DisplayHost, status, GetRetryAfter(response)) with { IsGone =
                    status == 410 && trail.IsPermanent };
        }

        var body = await BoundedBody.ReadAsync(response.Content, _options.MaxBodyBytes, cancellationToken);
        return body is null
            ? FetchFailure.TooLarge(trail.DisplayHost, _options.MaxBodyBytes)
            : new FetchOutcome.Fetched(
                trail.AddressWithoutCredentials,
                body,
                GetRawHeader(response.Content.Headers, "Content-Type"),
                GetRawHeader(response.Headers, "ETag"),
                GetRawHeader(response.Content.Headers, "Last-Modified"),
                trail.MovedTo)
            {
                LinkHeaders = response.Headers.NonValidated.TryGetValues("Link", out var links) ? [.. links] : [],
                FreshnessLifetime = Freshness.GetLifetime(response, _time.GetUtcNow()),
            };
    }

    private TimeSpan? GetRetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var span = asked?.Delta ?? asked?.Date - _time.GetUtcNow();
        return span < TimeSpan.Zero ? TimeSpan.Zero : span;
    }

    /// <summary>The header as it came, not as .NET would write it.</summary>
    private static string? GetRawHeader(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
