using System.Text;
using System.Text.Json;
using AlertBot.Http;

namespace AlertBot.Chat.Slack;

/// <summary>The one client of Slack's Web API: keeps its limits, so that a 429 is an exception, and looks at <c>ok</c> in every answer.</summary>
internal sealed partial class SlackApi(HttpClient http, SlackOptions options, TimeProvider time, ILogger<SlackApi> logger) : ISlackApi, IDisposable
{
    /// <summary>The largest answers are the messages of a channel.</summary>
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Attempts of a repeatable call, and of one that did not leave or has the patience for a 429.</summary>
    private const int MaxAttempts = 4;

    /// <summary>Of an answer to a <c>response_url</c> that did not leave: a person waits.</summary>
    private const int MaxResponses = 3;

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(250);

    /// <summary>No attempt begins later after the first: what waits for the answer has its own time.</summary>
    private static readonly TimeSpan RepeatWithin = TimeSpan.FromSeconds(10);

    /// <summary>Of a 429 that does not say.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);

    /// <summary>Of a 429 that says nothing much: at once is what it refused.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly PlatformClient _client = new(http, time, MaxBodyBytes);
    private readonly SlackPace _pace = new(time);
    private readonly SlackStanding _bot = new(time);
    private readonly SlackStanding _app = new(time);
    private readonly SlackSecrets _secrets = new(options);
    private readonly string _base = options.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/";

    public string? Problem => _bot.Problem;

    public async Task<SlackAnswer> SendAsync(SlackCall call, CancellationToken cancellationToken) =>
        await RepeatAsync(call, new Uri(_base + call.Method), MaxAttempts, cancellationToken);

    public async Task<SlackAnswer> RespondAsync(Uri address, SlackMessage message, CancellationToken cancellationToken) =>
        SlackResponse.IsFit(address)
            ? await RepeatAsync(SlackResponse.Call(address, message), address, MaxResponses, cancellationToken)
            : new SlackAnswer.Refused("unfit_url", "the address for the answer is not one of Slack's (https)");

    public void Dispose() => _pace.Dispose();

    private async Task<SlackAnswer> RepeatAsync(SlackCall call, Uri address, int most, CancellationToken cancellationToken)
    {
        var began = _pace.Now;
        var (patience, attempts) = (call.Patience, 0);
        string? unclear = null;
        while (true)
        {
            var asked = _pace.Now;
            var answer = await TryAsync(call, address, patience, cancellationToken);
            attempts++;
            patience -= _pace.Now - asked;
            unclear = answer is SlackAnswer.Unclear trouble ? trouble.Reason : unclear;

            // The pace holds it back until the 429 is over, where the call has so much patience.
            var waits = answer is SlackAnswer.Limited limited && limited.Delay <= patience;
            var repeats = _pace.Now - began < RepeatWithin && Repeats(call, answer);
            if (attempts >= most || !(waits || repeats))
            {
                // What an earlier attempt may have done, a later one that was not carried out has not undone.
                return unclear is not null && answer is SlackAnswer.Limited or SlackAnswer.NotSent ? new SlackAnswer.Unclear(unclear) : answer;
            }

            if (!waits)
            {
                await Task.Delay(FirstBackoff * Math.Pow(2, attempts - 1) * (0.5 + (0.5 * Random.Shared.NextDouble())), time, cancellationToken);
            }
        }
    }

    private static bool Repeats(SlackCall call, SlackAnswer answer) =>
        call.Method == SlackResponse.Method ? answer is SlackAnswer.NotSent : call.IsRepeatable && answer is SlackAnswer.Unclear or SlackAnswer.NotSent;

    private async Task<SlackAnswer> TryAsync(SlackCall call, Uri address, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (StandingOf(call)?.Hold() is { } held)
        {
            return held;
        }

        if (await _pace.TakeAsync(call, patience, cancellationToken) is { } wait)
        {
            return new SlackAnswer.Limited(wait, "Slack's rate limit");
        }

        SlackAnswer? answer = null;
        try
        {
            answer = Read(call, await _client.SendAsync(Request(call, address), cancellationToken));
        }
        finally
        {
            _pace.Return(call, (answer as SlackAnswer.Limited)?.Delay);
        }

        Note(call, answer);
        return answer is SlackAnswer.Done done ? done with { Pause = _pace.Pause(call) } : answer;
    }

    private PlatformRequest Request(SlackCall call, Uri address) =>
        new(HttpMethod.Post, address, call.Json ?? Encoding.UTF8.GetBytes(string.Join('&', call.Form.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))), Identity.UserAgent)
        {
            MediaType = call.Json is null ? PlatformRequest.Form : "application/json",
            Authorization = call.Method == SlackResponse.Method ? null : $"Bearer {(call.IsOfApp ? options.AppToken : options.BotToken)}",
        };

    private SlackAnswer Read(SlackCall call, PlatformReply reply)
    {
        if (reply is not PlatformReply.Answered answered)
        {
            return reply switch
            {
                PlatformReply.NotSent(var reason) => new SlackAnswer.NotSent($"Slack: {reason}"),
                PlatformReply.NoAnswer(var reason) => new SlackAnswer.Unclear($"Slack: {reason} after the request went out"),
                var other => throw new InvalidOperationException($"{other} is no reply"),
            };
        }

        var body = JsonFields.Read(answered.Body);
        var error = SlackError.Parse(body) ?? (call.Method == SlackResponse.Method ? SlackResponse.Parse(answered.Body) : null);
        return answered.Status == 429 || (error is not null && SlackErrors.IsLimit(error.Word)) ? Limit(call, answered.Limits.RetryAfter)
            : answered.Status is >= 500 or 408 ? new SlackAnswer.Unclear($"Slack answers {answered.Status}")
            : error is not null ? Fail(call, error)
            : answered.Status is >= 200 and < 300 ? Succeed(call, answered, body)
            : new SlackAnswer.Refused($"http_{answered.Status}", Elsewhere(call, answered.Status));
    }

    private static string Elsewhere(SlackCall call, int status) =>
        call.Method == SlackResponse.Method ? $"Slack answers {status}: {SlackResponse.Over}" : $"Slack answers {status} to {call.Method}: look at slack.apiBaseUrl";

    private static SlackAnswer.Limited Limit(SlackCall call, TimeSpan? asked)
    {
        var delay = asked ?? DefaultWait;
        return new SlackAnswer.Limited(delay < ShortestWait ? ShortestWait : delay, $"Slack's rate limit for {call.Method}");
    }

    private SlackAnswer Fail(SlackCall call, SlackError error)
    {
        var isResponse = call.Method == SlackResponse.Method;
        var hide = (string text) => _secrets.Hide(text, isResponse ? call.Channel : null);
        var sentence = (isResponse ? SlackResponse.Sentence(error.Word) : null) ?? SlackErrors.Sentence(call, error, hide);
        return SlackErrors.IsUnclear(error.Word) ? new SlackAnswer.Unclear(sentence) : new SlackAnswer.Refused(hide(error.Word), sentence);
    }

    private static SlackAnswer Succeed(SlackCall call, PlatformReply.Answered answered, JsonElement? body) =>
        call.Method == SlackResponse.Method ? new SlackAnswer.Done(body ?? default, TimeSpan.Zero)
        : body is { } json && json.Flag("ok") ? new SlackAnswer.Done(json, TimeSpan.Zero) { Scopes = answered.Scopes }

        // A page of a proxy, or an answer that broke off: what Slack did, it does not say.
        : new SlackAnswer.Unclear($"Slack: its answer to {call.Method} is none of its own, or broke off");

    private SlackStanding? StandingOf(SlackCall call) => call.Method == SlackResponse.Method ? null : call.IsOfApp ? _app : _bot;

    private void Note(SlackCall call, SlackAnswer answer)
    {
        if (answer is SlackAnswer.Limited limited)
        {
            LogLimited(call, Math.Ceiling(limited.Delay.TotalSeconds));
        }

        if (StandingOf(call) is not { } standing)
        {
            return;
        }

        if (answer is SlackAnswer.Refused refused && SlackErrors.IsOfToken(refused.Error))
        {
            // Whoever listens says it of the app-level token.
            if (standing.Refuse(refused) && !call.IsOfApp)
            {
                LogRefused(refused.Reason);
            }
        }
        else if (answer is SlackAnswer.Done or SlackAnswer.Refused && !IsOfHttp(answer) && standing.Accept())
        {
            LogRestored(call.IsOfApp ? "app-level" : "bot");
        }
    }

    /// <summary>A status without Slack's word says nothing about the token.</summary>
    private static bool IsOfHttp(SlackAnswer answer) => answer is SlackAnswer.Refused { Error: var word } && word.StartsWith("http_", StringComparison.Ordinal);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sentence}")]
    private partial void LogRefused(string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack accepts the {Kind} token again")]
    private partial void LogRestored(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Call}: Slack asks to wait {Seconds} s (429)")]
    private partial void LogLimited(SlackCall call, double seconds);
}
