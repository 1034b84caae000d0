using System.Text;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Http;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// The client for Slack's Web API. It stays within Slack's rate limits, so a 429 is rare, and checks <c>ok</c> in every response.
/// </summary>
internal sealed partial class SlackApi(HttpClient http, SlackOptions options, TimeProvider time, ILogger<SlackApi> logger)
    : ISlackApi, IDisposable
{
    /// <summary>Limits a response body, in bytes. The largest responses are pages of a channel's history.</summary>
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Four attempts bridge short resets and 5xx. No retry starts after 10 s, because callers have time limits of their own. The rate
    /// limiter delays an attempt until a 429 is over.
    /// </summary>
    private static readonly RetryPolicy Retries =
        new(MaxAttempts: 4, InitialBackoff: TimeSpan.FromMilliseconds(250), Window: TimeSpan.FromSeconds(10));

    /// <summary>Fewer attempts for a message to a <c>response_url</c>, because a person is waiting for it.</summary>
    private static readonly RetryPolicy ResponseUrlRetries = Retries with { MaxAttempts = 3 };

    /// <summary>The delay after a 429 without <c>Retry-After</c>.</summary>
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>The minimum delay after a 429, for a <c>Retry-After</c> of zero.</summary>
    private static readonly TimeSpan MinRetryAfter = TimeSpan.FromSeconds(1);

    private readonly PlatformClient _client = new(http, time, MaxBodyBytes);
    private readonly SlackRateLimiter _rateLimiter = new(time);
    private readonly SlackAuthState _botAuth = new(time);
    private readonly SlackAuthState _appAuth = new(time);
    private readonly SlackSecretRedactor _redactor = new(options);
    private readonly string _baseUrl = options.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/";

    public string? Problem => _botAuth.Problem;

    public Task<PlatformResult> SendAsync(SlackCall call, CancellationToken cancellationToken)
    {
        var address = new Uri(_baseUrl + call.Method);
        return Retries.RunAsync(
            remainingWait => AttemptAsync(call, address, remainingWait, cancellationToken),
            result => call.IsIdempotent && result is PlatformResult.Unclear or PlatformResult.NotSent,
            call.MaxWait, time, cancellationToken);
    }

    public async Task<PlatformResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken)
    {
        if (!SlackResponseUrl.IsValid(address))
        {
            return new SlackRefusal("unfit_url", "the response_url is not a valid https address");
        }

        var call = SlackResponseUrl.CreateCall(address, message);
        return await ResponseUrlRetries.RunAsync(
            remainingWait => AttemptAsync(call, address, remainingWait, cancellationToken),
            result => result is PlatformResult.NotSent,
            call.MaxWait, time, cancellationToken);
    }

    public void Dispose() => _rateLimiter.Dispose();

    private async Task<PlatformResult> AttemptAsync(SlackCall call, Uri address, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (AuthStateFor(call)?.CheckAllowed() is { } refusal)
        {
            return refusal;
        }

        if (await _rateLimiter.AcquireAsync(call, maxWait, cancellationToken) is { } wait)
        {
            return new PlatformResult.Limited(wait, "Slack's rate limit");
        }

        PlatformResult? result = null;
        try
        {
            result = ReadResponse(call, await _client.SendAsync(CreateRequest(call, address), cancellationToken));
        }
        finally
        {
            _rateLimiter.Release(call, (result as PlatformResult.Limited)?.Delay);
        }

        RecordResult(call, result);
        return result is PlatformResult.Succeeded succeeded
            ? succeeded with { NextRequestDelay = _rateLimiter.NextRequestDelay(call) }
            : result;
    }

    private PlatformRequest CreateRequest(SlackCall call, Uri address) =>
        new(HttpMethod.Post, address, call.Json ?? EncodeForm(call.Form), ProductInfo.UserAgent)
        {
            MediaType = call.Json is null ? PlatformRequest.FormMediaType : "application/json",
            Authorization = call.IsResponse ? null : $"Bearer {(call.UsesAppToken ? options.AppToken : options.BotToken)}",
        };

    private static byte[] EncodeForm(IEnumerable<KeyValuePair<string, string>> form) => Encoding.UTF8.GetBytes(
        string.Join('&', form.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));

    private PlatformResult ReadResponse(SlackCall call, PlatformResponse response)
    {
        if (response is not PlatformResponse.Received received)
        {
            return response switch
            {
                PlatformResponse.NotSent(var reason) => new PlatformResult.NotSent($"Slack: {reason}"),
                PlatformResponse.NoResponse(var reason) => new PlatformResult.Unclear($"Slack: {reason} after the request was sent"),
                var other => throw new InvalidOperationException($"Unexpected response: {other}"),
            };
        }

        var body = JsonFields.Parse(received.Body);
        var error = SlackError.Parse(body) ?? (call.IsResponse ? SlackResponseUrl.ParseError(received.Body) : null);
        return received.Status == 429 || (error is not null && SlackErrorCodes.IsRateLimit(error.Code))
            ? ToLimited(call, received.RateLimit.RetryAfter)
            : received.Status is >= 500 or 408 ? new PlatformResult.Unclear($"Slack answered {received.Status}")
            : error is not null ? ToFailure(call, error)
            : received.Status is >= 200 and < 300 ? ToSuccess(call, received, body)
            : new SlackRefusal($"http_{received.Status}", DescribeHttpError(call, received.Status));
    }

    private static string DescribeHttpError(SlackCall call, int status) =>
        call.IsResponse
            ? $"Slack answered {status}: {SlackResponseUrl.NoLongerAccepted}"
            : $"Slack answered {status} to {call.Method}: check slack.apiBaseUrl";

    private static PlatformResult.Limited ToLimited(SlackCall call, TimeSpan? retryAfter)
    {
        var delay = retryAfter ?? DefaultRetryAfter;
        return new PlatformResult.Limited(delay < MinRetryAfter ? MinRetryAfter : delay, $"Slack's rate limit for {call.Method}");
    }

    private PlatformResult ToFailure(SlackCall call, SlackError error)
    {
        var redact = (string text) => _redactor.Redact(text, call.IsResponse ? call.Channel : null);
        var reason = (call.IsResponse ? SlackResponseUrl.DescribeError(error.Code) : null)
            ?? SlackErrorCodes.Describe(call, error, redact);
        return SlackErrorCodes.IsUnclearOutcome(error.Code)
            ? new PlatformResult.Unclear(reason)
            : new SlackRefusal(redact(error.Code), reason);
    }

    private static PlatformResult ToSuccess(SlackCall call, PlatformResponse.Received received, JsonElement? body) =>
        call.IsResponse ? new PlatformResult.Succeeded(body ?? default, TimeSpan.Zero)
        : body is { } json && json.Flag("ok") ? new PlatformResult.Succeeded(json, TimeSpan.Zero) { Scopes = received.Scopes }

        // The page of a proxy, or a truncated response: Slack may or may not have carried out the call.
        : new PlatformResult.Unclear($"Slack: the response to {call.Method} is not Slack's, or it is incomplete");

    private SlackAuthState? AuthStateFor(SlackCall call) =>
        call.IsResponse ? null : call.UsesAppToken ? _appAuth : _botAuth;

    private void RecordResult(SlackCall call, PlatformResult result)
    {
        if (result is PlatformResult.Limited limited)
        {
            LogLimited(call, Math.Ceiling(limited.Delay.TotalSeconds));
        }

        if (AuthStateFor(call) is not { } authState)
        {
            return;
        }

        if (result is SlackRefusal refused && SlackErrorCodes.IsTokenError(refused.Error))
        {
            // The Socket Mode client logs a refused app-level token itself.
            if (authState.RecordRefusal(refused) && !call.UsesAppToken)
            {
                LogRefused(refused.Reason);
            }
        }
        else if (result is PlatformResult.Succeeded or SlackRefusal && !IsHttpError(result) && authState.RecordAccepted())
        {
            LogRestored(call.UsesAppToken ? "app-level" : "bot");
        }
    }

    /// <summary>An HTTP status without an error code of Slack's says nothing about the token.</summary>
    private static bool IsHttpError(PlatformResult result) =>
        result is SlackRefusal { Error: var code } && code.StartsWith("http_", StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack accepts the {Kind} token again.")]
    private partial void LogRestored(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack limits {Call} (429); retrying after {Seconds} s.")]
    private partial void LogLimited(SlackCall call, double seconds);
}
