using System.Net;

namespace AlertBot.Http;

/// <summary>The guarded client for forms posted to addresses from feeds. It reaches only what <see cref="Fetcher"/> may reach.</summary>
internal sealed class FormSender : IDisposable
{
    private const int MaxRedirects = 3;
    private readonly NetworkOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _client;

    public FormSender(NetworkOptions options, TimeProvider time)
        : this(options, time, (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    /// <param name="resolve">DNS lookup; tests replace it to answer as an attacker's server would.</param>
    internal FormSender(NetworkOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_options, _time) = (options, time);
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = new GuardedConnector(options, time, resolve).ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
    }

    /// <summary>
    /// Never throws for what a server does. Follows 307 and 308, which repeat the form. Of the response only the status is used.
    /// </summary>
    /// <returns>Null when the response was 2xx.</returns>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async Task<FetchOutcome.Failed?> PostAsync(Uri address, IReadOnlyCollection<KeyValuePair<string, string>> form,
        CancellationToken cancellationToken)
    {
        var trail = new RedirectChain(address);
        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                if (trail.GetRefusalReason(MaxRedirects) is { } objection)
                {
                    return FetchFailure.Permanent(objection);
                }

                using var message = new HttpRequestMessage(HttpMethod.Post, trail.Current) { Content = new FormUrlEncodedContent(form) };
                message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent ?? ProductInfo.UserAgent);
                using var response = await _client.SendAsync(message, either.Token);
                var isRedirect = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                    && trail.TryFollow(response);
                if (!isRedirect)
                {
                    return response.IsSuccessStatusCode ? null
                        : FetchFailure.FromStatus(trail.DisplayHost, (int)response.StatusCode, GetRetryAfter(response));
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FetchFailure.TimedOut(trail.DisplayHost, _options.Timeout);
        }
        catch (Exception e) when (FetchFailure.IsExpected(e))
        {
            return FetchFailure.FromException(trail.DisplayHost, e);
        }
    }

    public void Dispose() => _client.Dispose();

    private TimeSpan? GetRetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - _time.GetUtcNow();
}
