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

    /// <param name="resolve">DNS lookup; tests replace it to answer as an attacker's server would.</param>
    /// <param name="tls">TLS options; tests replace them to trust their own server.</param>
    internal Fetcher(NetworkOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        SslClientAuthenticationOptions? tls = null)
    {
        (_options, _time) = (options, time);
        _limiter = new HostConcurrencyLimiter(options.Concurrency, options.PerHostConcurrency);
        _client = new HttpMessageInvoker(CreateHandler(new GuardedConnector(options, time, resolve), options.Timeout, tls));
    }

    /// <summary>Never throws for what a server or the network does; that is a <see cref="FetchOutcome.Failed"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async Task<FetchOutcome> GetAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var chain = new RedirectChain(request.Address);
        var left = _options.Timeout;
        while (true)
        {
            if (chain.GetRefusalReason(MaxRedirects) is { } objection)
            {
                return FetchFailure.Permanent(objection);
            }

            if (chain.IsRedirected && request.GetPauseAsync is { } pauseOfAsync
                && await pauseOfAsync(chain.DisplayHost, cancellationToken) is { } pause)
            {
                return FetchFailure.Paused(chain.DisplayHost, pause);
            }

            // Each request waits for its own host without holding a slot of another. Waiting does not count against the time limit.
            using var slot = await _limiter.AcquireAsync(chain.Current, cancellationToken);
            var begun = _time.GetTimestamp();
            var outcome = await SendOnceAsync(request, chain, left, cancellationToken);
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

    /// <param name="limit">Limit for connecting. It also ends a connection attempt whose request was given up.</param>
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

            // Kept from one poll of a feed to the next where the server allows it: a new TLS connection costs more than the rest of a poll.
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(6),
            PooledConnectionLifetime = TimeSpan.FromMinutes(20),
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };

    /// <returns>Null when the response was a redirect; the chain then has the new address.</returns>
    private async Task<FetchOutcome?> SendOnceAsync(FetchRequest request, RedirectChain chain, TimeSpan left,
        CancellationToken cancellationToken)
    {
        var host = chain.DisplayHost;
        using var deadline = new FetchDeadline(_options.Timeout, left, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var message = RequestHeaders.CreateRequest(request, chain.Current, _options.UserAgent);
            message.Options.Set(FetchDeadline.OptionsKey, deadline);
            using var response = await _client.SendAsync(message, either.Token);
            deadline.EnterPhase(FetchPhase.Body);
            return chain.TryFollow(response) ? null : await ReadAsync(request, chain, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return deadline.CreateTimeoutFailure(host);
        }
        catch (Exception e) when (FetchFailure.IsExpected(e))
        {
            // A request cancelled by the time limit can also end as a broken connection.
            return deadline.Token.IsCancellationRequested ? deadline.CreateTimeoutFailure(host) : FetchFailure.FromException(host, e);
        }
    }

    private async Task<FetchOutcome> ReadAsync(FetchRequest request, RedirectChain chain, HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status == 304 && (request.ETag ?? request.LastModified) is not null)
        {
            return new FetchOutcome.NotModified(
                GetRawHeader(response.Headers, "ETag"), GetRawHeader(response.Content.Headers, "Last-Modified"), chain.MovedTo,
                Freshness.GetLifetime(response, _time.GetUtcNow()));
        }

        if (!response.IsSuccessStatusCode)
        {
            return await BotChallengeDetector.IsChallengeAsync(response, cancellationToken)
                ? FetchFailure.Challenged(chain.DisplayHost, status, GetRetryAfter(response))
                : FetchFailure.FromStatus(chain.DisplayHost, status, GetRetryAfter(response)) with
                {
                    IsGone =
                    status == 410 && chain.IsPermanent
                };
        }

        var body = await BoundedBody.ReadAsync(response.Content, _options.MaxBodyBytes, cancellationToken);
        return body is null
            ? FetchFailure.TooLarge(chain.DisplayHost, _options.MaxBodyBytes)
            : new FetchOutcome.Fetched(
                chain.AddressWithoutCredentials,
                body,
                GetRawHeader(response.Content.Headers, "Content-Type"),
                GetRawHeader(response.Headers, "ETag"),
                GetRawHeader(response.Content.Headers, "Last-Modified"),
                chain.MovedTo)
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

    /// <summary>The header as received, not as .NET would format it.</summary>
    private static string? GetRawHeader(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
