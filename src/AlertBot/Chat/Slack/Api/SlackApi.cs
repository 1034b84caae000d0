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

    /// <summary>Limits the attempts of one call: retries of an idempotent or unsent call, and waits for a 429.</summary>
    private const int MaxAttempts = 4;

    /// <summary>Limits the attempts of a message to a <c>response_url</c>. Lower, because a person is waiting for it.</summary>
    private const int MaxResponseUrlAttempts = 3;

    /// <summary>The delay before the first retry; it doubles with each further one.</summary>
    private static readonly TimeSpan InitialBackoff = TimeSpan.FromMilliseconds(250);

    /// <summary>The time after the first attempt within which a retry may start. Callers have time limits of their own.</summary>
    private static readonly TimeSpan RetryWindow = TimeSpan.FromSeconds(10);

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

    public async Task<SlackApiResult> SendAsync(SlackCall call, CancellationToken cancellationToken) =>
        await SendWithRetriesAsync(call, new Uri(_baseUrl + call.Method), MaxAttempts, cancellationToken);

    public async Task<SlackApiResult> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) =>
        SlackResponseUrl.IsValid(address)
            ? await SendWithRetriesAsync(SlackResponseUrl.CreateCall(address, message), address, MaxResponseUrlAttempts, cancellationToken)
            : new SlackApiResult.Refused("unfit_url", "the response_url is not a valid https address");

    public void Dispose() => _rateLimiter.Dispose();

    private async Task<SlackApiResult> SendWithRetriesAsync(SlackCall call, Uri address, int maxAttempts,
        CancellationToken cancellationToken)
    {
        var started = _rateLimiter.Now;
        var remainingWait = call.MaxWait;
        var attempts = 0;
        string? unclearReason = null;
        while (true)
        {
            var attemptStarted = _rateLimiter.Now;
            var result = await AttemptAsync(call, address, remainingWait, cancellationToken);
            attempts++;
            remainingWait -= _rateLimiter.Now - attemptStarted;
            unclearReason = result is SlackApiResult.Unclear unclear ? unclear.Reason : unclearReason;

            // The rate limiter delays the next attempt until the 429 is over.
            var waitsForLimit = result is SlackApiResult.Limited limited && limited.Delay <= remainingWait;
            var retries = _rateLimiter.Now - started < RetryWindow && IsRetryable(call, result);
            if (attempts >= maxAttempts || !(waitsForLimit || retries))
            {
                // An earlier attempt may have succeeded, although the last one was certainly not carried out.
                return unclearReason is not null && result is SlackApiResult.Limited or SlackApiResult.NotSent
                    ? new SlackApiResult.Unclear(unclearReason)
                    : result;
            }

            if (!waitsForLimit)
            {
                await Task.Delay(InitialBackoff * Math.Pow(2, attempts - 1) * (0.5 + (0.5 * Random.Shared.NextDouble())), time,
                    cancellationToken);
            }
        }
    }

    private static bool IsRetryable(SlackCall call, SlackApiResult result) =>
        call.IsResponse
            ? result is SlackApiResult.NotSent
            : call.IsIdempotent && result is SlackApiResult.Unclear or SlackApiResult.NotSent;

    private async Task<SlackApiResult> AttemptAsync(SlackCall call, Uri address, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (AuthStateFor(call)?.CheckAllowed() is { } refusal)
        {
            return refusal;
        }

        if (await _rateLimiter.AcquireAsync(call, maxWait, cancellationToken) is { } wait)
        {
            return new SlackApiResult.Limited(wait, "Slack's rate limit");
        }

        SlackApiResult? result = null;
        try
        {
            result = ReadResponse(call, await _client.SendAsync(CreateRequest(call, address), cancellationToken));
        }
        finally
        {
            _rateLimiter.Release(call, (result as SlackApiResult.Limited)?.Delay);
        }

        RecordResult(call, result);
        return result is SlackApiResult.Succeeded succeeded
            ? succeeded with { NextPostDelay = _rateLimiter.NextPostDelay(call) }
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

    private SlackApiResult ReadResponse(SlackCall call, PlatformResponse response)
    {
        if (response is not PlatformResponse.Received received)
        {
            return response switch
            {
                PlatformResponse.NotSent(var reason) => new SlackApiResult.NotSent($"Slack: {reason}"),
                PlatformResponse.NoResponse(var reason) => new SlackApiResult.Unclear($"Slack: {reason} after the request was sent"),
                var other => throw new InvalidOperationException($"Unexpected response: {other}"),
            };
        }

        var body = JsonFields.Parse(received.Body);
        var error = SlackError.Parse(body) ?? (call.IsResponse ? SlackResponseUrl.ParseError(received.Body) : null);
        return received.Status == 429 || (error is not null && SlackErrorCodes.IsRateLimit(error.Code))
            ? ToLimited(call, received.RateLimit.RetryAfter)
            : received.Status is >= 500 or 408 ? new SlackApiResult.Unclear($"Slack answered {received.Status}")
            : error is not null ? ToFailure(call, error)
            : received.Status is >= 200 and < 300 ? ToSuccess(call, received, body)
            : new SlackApiResult.Refused($"http_{received.Status}", DescribeHttpError(call, received.Status));
    }

    private static string DescribeHttpError(SlackCall call, int status) =>
        call.IsResponse
            ? $"Slack answered {status}: {SlackResponseUrl.NoLongerAccepted}"
            : $"Slack answered {status} to {call.Method}: check slack.apiBaseUrl";

    private static SlackApiResult.Limited ToLimited(SlackCall call, TimeSpan? retryAfter)
    {
        var delay = retryAfter ?? DefaultRetryAfter;
        return new SlackApiResult.Limited(delay < MinRetryAfter ? MinRetryAfter : delay, $"Slack's rate limit for {call.Method}");
    }

    private SlackApiResult ToFailure(SlackCall call, SlackError error)
    {
        var redact = (string text) => _redactor.Redact(text, call.IsResponse ? call.Channel : null);
        var reason = (call.IsResponse ? SlackResponseUrl.DescribeError(error.Code) : null)
            ?? SlackErrorCodes.Describe(call, error, redact);
        return SlackErrorCodes.IsUnclearOutcome(error.Code)
            ? new SlackApiResult.Unclear(reason)
            : new SlackApiResult.Refused(redact(error.Code), reason);
    }

    private static SlackApiResult ToSuccess(SlackCall call, PlatformResponse.Received received, JsonElement? body) =>
        call.IsResponse ? new SlackApiResult.Succeeded(body ?? default, TimeSpan.Zero)
        : body is { } json && json.Flag("ok") ? new SlackApiResult.Succeeded(json, TimeSpan.Zero) { Scopes = received.Scopes }

        // The page of a proxy, or a truncated response: Slack may or may not have carried out the call.
        : new SlackApiResult.Unclear($"Slack: the response to {call.Method} is not Slack's, or it is incomplete");

    private SlackAuthState? AuthStateFor(SlackCall call) =>
        call.IsResponse ? null : call.UsesAppToken ? _appAuth : _botAuth;

    private void RecordResult(SlackCall call, SlackApiResult result)
    {
        if (result is SlackApiResult.Limited limited)
        {
            LogLimited(call, Math.Ceiling(limited.Delay.TotalSeconds));
        }

        if (AuthStateFor(call) is not { } authState)
        {
            return;
        }

        if (result is SlackApiResult.Refused refused && SlackErrorCodes.IsTokenError(refused.Error))
        {
            // The Socket Mode client logs a refused app-level token itself.
            if (authState.RecordRefusal(refused) && !call.UsesAppToken)
            {
                LogRefused(refused.Reason);
            }
        }
        else if (result is SlackApiResult.Succeeded or SlackApiResult.Refused && !IsHttpError(result) && authState.RecordAccepted())
        {
            LogRestored(call.UsesAppToken ? "app-level" : "bot");
        }
    }

    /// <summary>An HTTP status without an error code of Slack's says nothing about the token.</summary>
    private static bool IsHttpError(SlackApiResult result) =>
        result is SlackApiResult.Refused { Error: var code } && code.StartsWith("http_", StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack accepts the {Kind} token again.")]
    private partial void LogRestored(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack limits {Call} (429); retrying after {Seconds} s.")]
    private partial void LogLimited(SlackCall call, double seconds);
}
