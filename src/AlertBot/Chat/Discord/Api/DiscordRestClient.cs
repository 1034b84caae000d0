using System.Diagnostics;
using AlertBot.Chat.Platforms;
using AlertBot.Http;

namespace AlertBot.Chat.Discord.Api;

/// <summary>
/// The only client of Discord's HTTP API. It keeps the rate limits, so that a 429 is rare, and retries what is safe to repeat.
/// </summary>
internal sealed partial class DiscordRestClient(HttpClient http, DiscordOptions options, TimeProvider time,
    ILogger<DiscordRestClient> logger) : IDisposable
{
    /// <summary>Limits a response in bytes. The largest are the channels of a guild and the messages of a channel.</summary>
    private const int MaxResponseBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Four attempts bridge the short resets and 5xx of Discord. No retry starts after 10 s, because callers have time limits of their own.
    /// </summary>
    private static readonly RetryPolicy Retries =
        new(MaxAttempts: 4, InitialBackoff: TimeSpan.FromMilliseconds(250), Window: TimeSpan.FromSeconds(10));

    /// <summary>For requests that the rate limiter does not hold back.</summary>
    private static readonly RetryPolicy UnlimitedRetries = Retries with { WaitsForRateLimit = true };

    /// <summary>The delay after a 429 that names none, such as one of the network in front of Discord.</summary>
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(60);

    private readonly PlatformClient _client = new(http, time, MaxResponseBytes);
    private readonly DiscordRateLimiter _rateLimiter = new(time);
    private readonly DiscordAuthState _authState = new(time);
    private readonly string _baseUrl = options.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/";

    /// <summary>The form Discord requires: https://docs.discord.com/developers/reference#user-agent</summary>
    public static string UserAgent { get; } = $"DiscordBot ({ProductInfo.ProjectUrl}, {ProductInfo.Version})";

    /// <summary>Why Discord refuses all requests of the bot and how to fix it; null: it does not, as far as is known.</summary>
    public string? Problem => _authState.Problem;

    /// <summary>Never throws for a failure of Discord or the network; only its caller cancels it.</summary>
    public Task<PlatformResult> SendAsync(DiscordRequest request, CancellationToken cancellationToken) =>
        (request.IsRateLimited ? Retries : UnlimitedRetries).RunAsync(
            remaining => AttemptAsync(request, remaining, cancellationToken),
            result => request.IsIdempotent && result is PlatformResult.Unclear or PlatformResult.NotSent,
            request.MaxWait, time, cancellationToken);

    public void Dispose() => _rateLimiter.Dispose();

    private async Task<PlatformResult> AttemptAsync(DiscordRequest request, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (_authState.FindKnownResult(request) is { } known)
        {
            return known;
        }

        if (request.IsRateLimited && await _rateLimiter.AcquireAsync(request, maxWait, cancellationToken) is { } wait)
        {
            return new PlatformResult.Limited(wait, "Discord's rate limit");
        }

        PlatformResponse? response = null;
        DiscordError? error = null;
        DiscordRetryAfter? retryAfter = null;
        try
        {
            response = await _client.SendAsync(ToPlatformRequest(request), cancellationToken);
            if (response is PlatformResponse.Received { Status: >= 300 } failed)
            {
                error = DiscordError.Parse(failed.Body);
                retryAfter = ReadRetryAfter(failed, error);
            }
        }
        finally
        {
            if (request.IsRateLimited)
            {
                var headers = response is PlatformResponse.Received { Status: < 500 } received ? received.RateLimit : null;
                _rateLimiter.Release(request, headers, retryAfter);
            }
        }

        return response switch
        {
            PlatformResponse.NotSent(var reason) => new PlatformResult.NotSent($"Discord: {reason}"),
            PlatformResponse.NoResponse(var reason) => new PlatformResult.Unclear($"Discord: {reason} after the request was sent"),
            PlatformResponse.Received { Status: >= 200 and < 300 } success => ReadSuccess(request, success),
            PlatformResponse.Received failure => ReadFailure(request, failure.Status, error, retryAfter),
            _ => throw new UnreachableException(),
        };
    }

    private PlatformRequest ToPlatformRequest(DiscordRequest request) =>
        new(request.Method, new Uri(_baseUrl + request.Path), request.Json, UserAgent)
        {
            Authorization = request.IsAuthorized ? $"Bot {options.Token}" : null,
        };

    private PlatformResult ReadSuccess(DiscordRequest request, PlatformResponse.Received response)
    {
        var delay = request.IsRateLimited ? _rateLimiter.NextRequestDelay(request) : TimeSpan.Zero;
        return response.Status == 204 ? new PlatformResult.Succeeded(default, delay)
            : JsonFields.Parse(response.Body) is { } body ? new PlatformResult.Succeeded(body, delay)
            : new PlatformResult.Unclear($"Discord: the response to {request.Method} is incomplete");
    }

    private PlatformResult ReadFailure(DiscordRequest request, int status, DiscordError? error, DiscordRetryAfter? retryAfter)
    {
        if (_authState.RecordFailure(request, status, error?.Code ?? 0, retryAfter?.Scope))
        {
            LogUnauthorized(DiscordErrorCodes.Unauthorized);
        }

        if (retryAfter is not null)
        {
            LogRateLimited(request, retryAfter.Scope, retryAfter.Delay);
            return new PlatformResult.Limited(retryAfter.Delay,
                retryAfter.IsGlobal ? "Discord's rate limit for the whole bot" : "Discord's rate limit");
        }

        var reason = Redact(request, status == 401 && request.IsAuthorized
            ? DiscordErrorCodes.Unauthorized
            : DiscordErrorCodes.Describe(status, error));
        return status switch
        {
            >= 500 or 408 => new PlatformResult.Unclear(reason),
            >= 300 and < 400 => new DiscordRefusal(status, 0, $"{reason}: a redirect; check discord.apiBaseUrl"),
            _ => new DiscordRefusal(status, error?.Code ?? 0, reason),
        };
    }

    /// <returns>Null for anything but a 429, and for a 429 with an error code but no delay: that is a limit on what was asked for, such as
    /// the number of threads, and not on requests.</returns>
    private static DiscordRetryAfter? ReadRetryAfter(PlatformResponse.Received response, DiscordError? error)
    {
        var headers = response.RateLimit;
        if (response.Status != 429 || (error is { Code: not 0, RetryAfter: null } && headers.RetryAfter is null))
        {
            return null;
        }

        // A body that is not Discord's comes from the network in front of it, which limits the IP address.
        var delay = error?.RetryAfter ?? headers.RetryAfter ?? headers.ExhaustedFor ?? DefaultRetryAfter;
        return new DiscordRetryAfter(delay, error is null || error.IsGlobal ? "global" : headers.Scope ?? "user");
    }

    /// <summary>Removes the tokens from text that the server wrote: it may echo them.</summary>
    private string Redact(DiscordRequest request, string text)
    {
        foreach (var secret in new[] { options.Token, request.PathToken })
        {
            text = string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "[hidden]", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogUnauthorized(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Request}: Discord's rate limit ({Scope}); retrying in {Delay}")]
    private partial void LogRateLimited(DiscordRequest request, string scope, TimeSpan delay);
}
