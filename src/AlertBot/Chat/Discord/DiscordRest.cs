namespace AlertBot.Chat.Discord;

/// <summary>The one client of Discord's HTTP API: keeps its limits, so that a 429 is an exception.</summary>
internal sealed partial class DiscordRest(HttpClient http, DiscordOptions options, TimeProvider time, ILogger<DiscordRest> logger) : IDisposable
{
    /// <summary>The largest answers are the channels of a guild and the messages of a channel.</summary>
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Attempts of a repeatable call.</summary>
    private const int MaxAttempts = 4;

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(250);

    /// <summary>No attempt begins later after the first: what waits for the answer has its own time.</summary>
    private static readonly TimeSpan RepeatWithin = TimeSpan.FromSeconds(10);

    /// <summary>Of a 429 that says nothing else, such as one from the network in front of Discord.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    private readonly PlatformClient _client = new(http, time, MaxBodyBytes);
    private readonly DiscordPace _pace = new(time);
    private readonly DiscordStanding _standing = new(time);
    private readonly string _base = options.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/";

    /// <summary>Why Discord takes nothing from the bot, with the mend; null: it does, as far as is known.</summary>
    public string? Problem => _standing.Problem;

    /// <summary>Never throws for what Discord does; cancelled by its caller only.</summary>
    public async Task<DiscordAnswer> SendAsync(DiscordCall call, CancellationToken cancellationToken)
    {
        var began = _pace.Now;
        var (patience, attempts) = (call.Patience, 0);
        string? unclear = null;
        while (true)
        {
            var asked = _pace.Now;
            var answer = await TryAsync(call, patience, cancellationToken);
            attempts++;
            patience -= _pace.Now - asked;
            unclear = answer is DiscordAnswer.Unclear trouble ? trouble.Reason : unclear;

            // The pace holds it back until the 429 is over, where the call has so much patience.
            var waits = answer is DiscordAnswer.Limited limited && limited.Delay <= patience;
            var repeats = call.IsRepeatable && answer is DiscordAnswer.Unclear or DiscordAnswer.NotSent && _pace.Now - began < RepeatWithin;
            if (attempts >= MaxAttempts || !(waits || repeats))
            {
                // What an earlier attempt may have done, a later one that was not carried out has not undone.
                return unclear is not null && answer is DiscordAnswer.Limited or DiscordAnswer.NotSent ? new DiscordAnswer.Unclear(unclear) : answer;
            }

            if (!waits)
            {
                await Task.Delay(FirstBackoff * Math.Pow(2, attempts - 1) * (0.5 + (0.5 * Random.Shared.NextDouble())), time, cancellationToken);
            }
        }
    }

    public void Dispose() => _pace.Dispose();

    private async Task<DiscordAnswer> TryAsync(DiscordCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_standing.Hold(call) is { } held)
        {
            return held;
        }

        // Discord counts no callback of an interaction, and each has an address of its own.
        var paced = !call.Path.StartsWith("interactions/", StringComparison.Ordinal);
        if (paced && await _pace.TakeAsync(call, patience, cancellationToken) is { } wait)
        {
            return new DiscordAnswer.Limited(wait, "Discord's rate limit");
        }

        PlatformReply? reply = null;
        var (error, limited) = ((DiscordError?)null, (DiscordWait?)null);
        try
        {
            reply = await _client.SendAsync(Request(call), cancellationToken);
            (error, limited) = reply is PlatformReply.Answered { Status: >= 300 } refused ? (DiscordError.Parse(refused.Body), Limit(refused)) : (null, null);
        }
        finally
        {
            if (paced)
            {
                Return(call, reply, limited);
            }
        }

        return reply switch
        {
            PlatformReply.NotSent(var reason) => new DiscordAnswer.NotSent($"Discord: {reason}"),
            PlatformReply.NoAnswer(var reason) => new DiscordAnswer.Unclear($"Discord: {reason} after the request went out"),
            PlatformReply.Answered { Status: >= 200 and < 300 } done => Done(call, done, paced ? _pace.Pause(call) : TimeSpan.Zero),
            PlatformReply.Answered refused => Refuse(call, refused.Status, error, limited),
            var other => throw new InvalidOperationException($"{other} is no reply"),
        };
    }

    private void Return(DiscordCall call, PlatformReply? reply, DiscordWait? limited)
    {
        if (reply is PlatformReply.Answered { Limits: var limits, Status: < 500 })
        {
            _pace.Answered(call, limits, limited);
        }
        else
        {
            _pace.Failed(call);
        }
    }

    private PlatformRequest Request(DiscordCall call) => new(call.Method, new Uri(_base + call.Path), call.Json, DiscordError.UserAgent)
    {
        Authorization = call.IsAuthorized ? $"Bot {options.Token}" : null,
    };

    private static DiscordAnswer Done(DiscordCall call, PlatformReply.Answered answered, TimeSpan pause) =>
        answered.Status == 204 ? new DiscordAnswer.Done(default, pause)
        : JsonFields.Read(answered.Body) is { } body ? new DiscordAnswer.Done(body, pause)
        : new DiscordAnswer.Unclear($"Discord: its answer to {call.Method} broke off");

    private DiscordAnswer Refuse(DiscordCall call, int status, DiscordError? error, DiscordWait? limited)
    {
        if (_standing.Note(call, status, error?.Code ?? 0, limited?.Scope))
        {
            LogUnauthorized(DiscordErrors.Unauthorized);
        }

        if (limited is not null)
        {
            LogLimited(call, limited.Scope, limited.Delay);
            return new DiscordAnswer.Limited(limited.Delay, limited.IsGlobal ? "Discord's rate limit for the whole bot" : "Discord's rate limit");
        }

        var reason = Hide(call, status == 401 && call.IsAuthorized ? DiscordErrors.Unauthorized : DiscordErrors.Sentence(status, error));
        return status switch
        {
            >= 500 or 408 => new DiscordAnswer.Unclear(reason),
            >= 300 and < 400 => new DiscordAnswer.Refused(status, 0, $"{reason}: it lies elsewhere; look at discord.apiBaseUrl"),
            _ => new DiscordAnswer.Refused(status, error?.Code ?? 0, reason),
        };
    }

    /// <returns>Null for what is no 429, and for one with a code and no time: that is a limit of what was asked for, not of asking.</returns>
    private static DiscordWait? Limit(PlatformReply.Answered answered)
    {
        var (error, limits) = (DiscordError.Parse(answered.Body), answered.Limits);
        if (answered.Status != 429 || (error is { Code: not 0, RetryAfter: null } && limits.RetryAfter is null))
        {
            return null;
        }

        // An answer without Discord's own words comes from the network in front of it and means the address.
        var delay = error?.RetryAfter ?? limits.RetryAfter ?? limits.Exhausted ?? DefaultWait;
        return new DiscordWait(delay, error is null || error.IsGlobal ? "global" : limits.Scope ?? "user");
    }

    /// <summary>What the other side echoes must not carry a token into logs.</summary>
    private string Hide(DiscordCall call, string text)
    {
        foreach (var secret in new[] { options.Token, call.SecretPart })
        {
            text = string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "[hidden]", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sentence}")]
    private partial void LogUnauthorized(string sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Call}: Discord asks to wait {Delay} (429, {Scope})")]
    private partial void LogLimited(DiscordCall call, string scope, TimeSpan delay);
}
