using AlertBot.Chat.Platforms;

namespace AlertBot.Chat.Discord.Api;

/// <summary>The one client of Discord's HTTP API: keeps its limits, so that a 429 is an exception.</summary>
internal sealed partial class DiscordRestClient(HttpClient http, DiscordOptions options, TimeProvider time,
    ILogger<DiscordRestClient> logger) : IDisposable
{
    /// <summary>The largest answers are the channels of a guild and the messages of a channel.</summary>
    private const int MaxResponseBytes = 8 * 1024 * 1024;

    /// <summary>Attempts of a repeatable call.</summary>
    private const int MaxAttempts = 4;

    private static readonly TimeSpan InitialBackoff = TimeSpan.FromMilliseconds(250);

    /// <summary>No attempt begins later after the first: what waits for the answer has its own time.</summary>
    private static readonly TimeSpan RetryWindow = TimeSpan.FromSeconds(10);

    /// <summary>Of a 429 that says nothing else, such as one from the network in front of Discord.</summary>
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(60);

    private readonly PlatformClient _client = new(http, time, MaxResponseBytes);
    private readonly DiscordRateLimiter _rateLimiter = new(time);
    private readonly DiscordAuthState _authState = new(time);
    private readonly string _baseUrl = options.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/";

    /// <summary>Why Discord takes nothing from the bot, with the mend; null: it does, as far as is known.</summary>
    public string? Problem => _authState.Problem;

    /// <summary>Never throws for what Discord does; cancelled by its caller only.</summary>
    public async Task<DiscordApiResult> SendAsync(DiscordRequest call, CancellationToken cancellationToken)
    {
        var began = _rateLimiter.Now;
        var (patience, attempts) = (call.MaxWait, 0);
        string? unclear = null;
        while (true)
        {
            var asked = _rateLimiter.Now;
            var answer = await AttemptAsync(call, patience, cancellationToken);
            attempts++;
            patience -= _rateLimiter.Now - asked;
            unclear = answer is DiscordApiResult.Unclear trouble ? trouble.Reason : unclear;

            // The pace holds it back until the 429 is over, where the call has so much patience.
            var waits = answer is DiscordApiResult.Limited limited && limited.Delay <= patience;
            var repeats = call.IsIdempotent && answer is DiscordApiResult.Unclear or DiscordApiResult.NotSent
                && _rateLimiter.Now - began < RetryWindow;
            if (attempts >= MaxAttempts || !(waits || repeats))
            {
                // What an earlier attempt may have done, a later one that was not carried out has not undone.
                return unclear is not null && answer is DiscordApiResult.Limited or DiscordApiResult.NotSent
                    ? new DiscordApiResult.Unclear(unclear) : answer;
            }

            if (!waits)
            {
                await Task.Delay(InitialBackoff * Math.Pow(2, attempts - 1) * (0.5 + (0.5 * Random.Shared.NextDouble())), time,
                    cancellationToken);
            }
        }
    }

    public void Dispose() => _rateLimiter.Dispose();

    private async Task<DiscordApiResult> AttemptAsync(DiscordRequest call, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_authState.CheckAllowed(call) is { } held)
        {
            return held;
        }

        // Discord counts no callback of an interaction, and each has an address of its own.
        var paced = !call.Path.StartsWith("interactions/", StringComparison.Ordinal);
        if (paced && await _rateLimiter.AcquireAsync(call, patience, cancellationToken) is { } wait)
        {
            return new DiscordApiResult.Limited(wait, "Discord's rate limit");
        }

        PlatformResponse? reply = null;
        var (error, limited) = ((DiscordError?)null, (DiscordRetryAfter?)null);
        try
        {
            reply = await _client.SendAsync(ToPlatformRequest(call), cancellationToken);
            (error, limited) = reply is PlatformResponse.Received { Status: >= 300 } refused
                ? (DiscordError.Parse(refused.Body), ReadRateLimit(refused)) : (null, null);
        }
        finally
        {
            if (paced)
            {
                RecordOutcome(call, reply, limited);
            }
        }

        return reply switch
        {
            PlatformResponse.NotSent(var reason) => new DiscordApiResult.NotSent($"Discord: {reason}"),
            PlatformResponse.NoResponse(var reason) => new DiscordApiResult.Unclear($"Discord: {reason} after the request went out"),
            PlatformResponse.Received { Status: >= 200 and < 300 } done =>
                ReadSuccess(call, done, paced ? _rateLimiter.NextRequestDelay(call) : TimeSpan.Zero),
            PlatformResponse.Received refused => ReadFailure(call, refused.Status, error, limited),
            var other => throw new InvalidOperationException($"{other} is no reply"),
        };
    }

    private void RecordOutcome(DiscordRequest call, PlatformResponse? reply, DiscordRetryAfter? limited)
    {
        if (reply is PlatformResponse.Received { RateLimit: var limits, Status: < 500 })
        {
            _rateLimiter.RecordResponse(call, limits, limited);
        }
        else
        {
            _rateLimiter.RecordFailure(call);
        }
    }

    private PlatformRequest ToPlatformRequest(DiscordRequest call) =>
        new(call.Method, new Uri(_baseUrl + call.Path), call.Json, DiscordError.UserAgent)
    {
        Authorization = call.IsAuthorized ? $"Bot {options.Token}" : null,
    };

    private static DiscordApiResult ReadSuccess(DiscordRequest call, PlatformResponse.Received answered, TimeSpan pause) =>
        answered.Status == 204 ? new DiscordApiResult.Succeeded(default, pause)
        : JsonFields.Parse(answered.Body) is { } body ? new DiscordApiResult.Succeeded(body, pause)
        : new DiscordApiResult.Unclear($"Discord: its answer to {call.Method} broke off");

    private DiscordApiResult ReadFailure(DiscordRequest call, int status, DiscordError? error, DiscordRetryAfter? limited)
    {
        if (_authState.RecordFailure(call, status, error?.Code ?? 0, limited?.Scope))
        {
            LogUnauthorized(DiscordErrorCodes.Unauthorized);
        }

        if (limited is not null)
        {
            LogLimited(call, limited.Scope, limited.Delay);
            return new DiscordApiResult.Limited(limited.Delay,
                limited.IsGlobal ? "Discord's rate limit for the whole bot" : "Discord's rate limit");
        }

        var reason =
            Redact(call, status == 401 && call.IsAuthorized ? DiscordErrorCodes.Unauthorized : DiscordErrorCodes.Describe(status, error));
        return status switch
        {
            >= 500 or 408 => new DiscordApiResult.Unclear(reason),
            >= 300 and < 400 => new DiscordApiResult.Refused(status, 0, $"{reason}: it lies elsewhere; look at discord.apiBaseUrl"),
            _ => new DiscordApiResult.Refused(status, error?.Code ?? 0, reason),
        };
    }

    /// <returns>Null for what is no 429, and for one with a code and no time: that is a limit of what was asked for, not of
    /// asking.</returns>
    private static DiscordRetryAfter? ReadRateLimit(PlatformResponse.Received answered)
    {
        var (error, limits) = (DiscordError.Parse(answered.Body), answered.RateLimit);
        if (answered.Status != 429 || (error is { Code: not 0, RetryAfter: null } && limits.RetryAfter is null))
        {
            return null;
        }

        // An answer without Discord's own words comes from the network in front of it and means the address.
        var delay = error?.RetryAfter ?? limits.RetryAfter ?? limits.ExhaustedFor ?? DefaultRetryAfter;
        return new DiscordRetryAfter(delay, error is null || error.IsGlobal ? "global" : limits.Scope ?? "user");
    }

    /// <summary>What the other side echoes must not carry a token into logs.</summary>
    private string Redact(DiscordRequest call, string text)
    {
        foreach (var secret in new[] { options.Token, call.PathToken })
        {
            text = string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "[hidden]", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sentence}")]
    private partial void LogUnauthorized(string sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Call}: Discord asks to wait {Delay} (429, {Scope})")]
    private partial void LogLimited(DiscordRequest call, string scope, TimeSpan delay);
}
