using System.Text;
using System.Text.Json;
using AlertBot.Chat.Platforms;
using AlertBot.Chat.Slack.Messages;
using AlertBot.Http;

namespace AlertBot.Chat.Slack.Api;

/// <summary>
/// The one client of Slack's Web API: keeps its limits, so that a 429 is an exception, and looks at <c>ok</c> in every answer.
/// </summary>
internal sealed partial class SlackApi(HttpClient http, SlackOptions options, TimeProvider time, ILogger<SlackApi> logger)
    : ISlackApi, IDisposable
{
    /// <summary>The largest answers are the messages of a channel.</summary>
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Attempts of a repeatable call, and of one that did not leave or has the patience for a 429.</summary>
    private const int MaxAttempts = 4;

    /// <summary>Of an answer to a <c>response_url</c> that did not leave: a person waits.</summary>
    private const int MaxResponseUrlAttempts = 3;

    private static readonly TimeSpan InitialBackoff = TimeSpan.FromMilliseconds(250);

    /// <summary>No attempt begins later after the first: what waits for the answer has its own time.</summary>
    private static readonly TimeSpan RetryWindow = TimeSpan.FromSeconds(10);

    /// <summary>Of a 429 that does not say.</summary>
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Of a 429 that says nothing much: at once is what it refused.</summary>
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
            : new SlackApiResult.Refused("unfit_url", "the address for the answer is not one of Slack's (https)");

    public void Dispose() => _rateLimiter.Dispose();

    private async Task<SlackApiResult> SendWithRetriesAsync(SlackCall call, Uri address, int most, CancellationToken cancellationToken)
    {
        var began = _rateLimiter.Now;
        var (patience, attempts) = (call.MaxWait, 0);
        string? unclear = null;
        while (true)
        {
            var asked = _rateLimiter.Now;
            var answer = await AttemptAsync(call, address, patience, cancellationToken);
            attempts++;
            patience -= _rateLimiter.Now - asked;
            unclear = answer is SlackApiResult.Unclear trouble ? trouble.Reason : unclear;

            // The pace holds it back until the 429 is over, where the call has so much patience.
            var waits = answer is SlackApiResult.Limited limited && limited.Delay <= patience;
            var repeats = _rateLimiter.Now - began < RetryWindow && IsRetryable(call, answer);
            if (attempts >= most || !(waits || repeats))
            {
                // What an earlier attempt may have done, a later one that was not carried out has not undone.
                return unclear is not null && answer is SlackApiResult.Limited or SlackApiResult.NotSent
                    ? new SlackApiResult.Unclear(unclear) : answer;
            }

            if (!waits)
            {
                await Task.Delay(InitialBackoff * Math.Pow(2, attempts - 1) * (0.5 + (0.5 * Random.Shared.NextDouble())), time,
                    cancellationToken);
            }
        }
    }

    private static bool IsRetryable(SlackCall call, SlackApiResult answer) =>
        call.Method == SlackResponseUrl.MethodName ? answer is SlackApiResult.NotSent
            : call.IsIdempotent && answer is SlackApiResult.Unclear or SlackApiResult.NotSent;

    private async Task<SlackApiResult> AttemptAsync(SlackCall call, Uri address, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (AuthStateFor(call)?.CheckAllowed() is { } held)
        {
            return held;
        }

        if (await _rateLimiter.AcquireAsync(call, patience, cancellationToken) is { } wait)
        {
            return new SlackApiResult.Limited(wait, "Slack's rate limit");
        }

        SlackApiResult? answer = null;
        try
        {
            answer = ReadReply(call, await _client.SendAsync(CreateRequest(call, address), cancellationToken));
        }
        finally
        {
            _rateLimiter.Release(call, (answer as SlackApiResult.Limited)?.Delay);
        }

        RecordResult(call, answer);
        return answer is SlackApiResult.Succeeded done ? done with { NextPostDelay = _rateLimiter.NextPostDelay(call) } : answer;
    }

    private PlatformRequest CreateRequest(SlackCall call, Uri address) =>
        new(HttpMethod.Post, address,
            call.Json ?? Encoding.UTF8.GetBytes(
                string.Join('&', call.Form.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))),
                ProductInfo.UserAgent)
        {
            MediaType = call.Json is null ? PlatformRequest.FormMediaType : "application/json",
            Authorization =
                call.Method == SlackResponseUrl.MethodName ? null : $"Bearer {(call.UsesAppToken ? options.AppToken : options.BotToken)}",
        };

    private SlackApiResult ReadReply(SlackCall call, PlatformResponse reply)
    {
        if (reply is not PlatformResponse.Received answered)
        {
            return reply switch
            {
                PlatformResponse.NotSent(var reason) => new SlackApiResult.NotSent($"Slack: {reason}"),
                PlatformResponse.NoResponse(var reason) => new SlackApiResult.Unclear($"Slack: {reason} after the request went out"),
                var other => throw new InvalidOperationException($"{other} is no reply"),
            };
        }

        var body = JsonFields.Parse(answered.Body);
        var error = SlackError.Parse(body)
            ?? (call.Method == SlackResponseUrl.MethodName ? SlackResponseUrl.ParseError(answered.Body) : null);
        return answered.Status == 429 || (error is not null && SlackErrorCodes.IsRateLimit(error.Code))
            ? ToLimited(call, answered.RateLimit.RetryAfter)
            : answered.Status is >= 500 or 408 ? new SlackApiResult.Unclear($"Slack answers {answered.Status}")
            : error is not null ? ToFailure(call, error)
            : answered.Status is >= 200 and < 300 ? ToSuccess(call, answered, body)
            : new SlackApiResult.Refused($"http_{answered.Status}", DescribeHttpError(call, answered.Status));
    }

    private static string DescribeHttpError(SlackCall call, int status) =>
        call.Method == SlackResponseUrl.MethodName ? $"Slack answers {status}: {SlackResponseUrl.NoLongerAccepted}"
            : $"Slack answers {status} to {call.Method}: look at slack.apiBaseUrl";

    private static SlackApiResult.Limited ToLimited(SlackCall call, TimeSpan? asked)
    {
        var delay = asked ?? DefaultRetryAfter;
        return new SlackApiResult.Limited(delay < MinRetryAfter ? MinRetryAfter : delay, $"Slack's rate limit for {call.Method}");
    }

    private SlackApiResult ToFailure(SlackCall call, SlackError error)
    {
        var isResponse = call.Method == SlackResponseUrl.MethodName;
        var hide = (string text) => _redactor.Redact(text, isResponse ? call.Channel : null);
        var sentence = (isResponse ? SlackResponseUrl.DescribeError(error.Code) : null) ?? SlackErrorCodes.Describe(call, error, hide);
        return SlackErrorCodes.IsUnclearOutcome(error.Code) ? new SlackApiResult.Unclear(sentence)
            : new SlackApiResult.Refused(hide(error.Code), sentence);
    }

    private static SlackApiResult ToSuccess(SlackCall call, PlatformResponse.Received answered, JsonElement? body) =>
        call.Method == SlackResponseUrl.MethodName ? new SlackApiResult.Succeeded(body ?? default, TimeSpan.Zero)
        : body is { } json && json.Flag("ok") ? new SlackApiResult.Succeeded(json, TimeSpan.Zero) { Scopes = answered.Scopes }

        // A page of a proxy, or an answer that broke off: what Slack did, it does not say.
        : new SlackApiResult.Unclear($"Slack: its answer to {call.Method} is none of its own, or broke off");

    private SlackAuthState? AuthStateFor(SlackCall call) =>
        call.Method == SlackResponseUrl.MethodName ? null : call.UsesAppToken ? _appAuth : _botAuth;

    private void RecordResult(SlackCall call, SlackApiResult answer)
    {
        if (answer is SlackApiResult.Limited limited)
        {
            LogLimited(call, Math.Ceiling(limited.Delay.TotalSeconds));
        }

        if (AuthStateFor(call) is not { } standing)
        {
            return;
        }

        if (answer is SlackApiResult.Refused refused && SlackErrorCodes.IsTokenError(refused.Error))
        {
            // Whoever listens says it of the app-level token.
            if (standing.RecordRefusal(refused) && !call.UsesAppToken)
            {
                LogRefused(refused.Reason);
            }
        }
        else if (answer is SlackApiResult.Succeeded or SlackApiResult.Refused && !IsHttpError(answer) && standing.RecordAccepted())
        {
            LogRestored(call.UsesAppToken ? "app-level" : "bot");
        }
    }

    /// <summary>A status without Slack's word says nothing about the token.</summary>
    private static bool IsHttpError(SlackApiResult answer) =>
        answer is SlackApiResult.Refused { Error: var word } && word.StartsWith("http_", StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sentence}")]
    private partial void LogRefused(string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack accepts the {Kind} token again")]
    private partial void LogRestored(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Call}: Slack asks to wait {Seconds} s (429)")]
    private partial void LogLimited(SlackCall call, double seconds);
}
