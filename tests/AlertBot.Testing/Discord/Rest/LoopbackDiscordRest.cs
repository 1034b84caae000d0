using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using AlertBot.Testing.Discord.Interactions;
using AlertBot.Testing.Discord.Validation;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Discord.Rest;

/// <summary>Discord's HTTP API: keeps every request and its own state, and notes what the real one would hold against the client.</summary>
internal sealed partial class LoopbackDiscordRest
{
    private readonly LoopbackDiscord _discord;
    private readonly LoopbackDiscordRoutes _routes;
    private readonly ConcurrentQueue<LoopbackDiscordRequest> _requests = new();
    private readonly List<(string? Route, LoopbackDiscordFault Fault)> _faults = [];
    private readonly ConcurrentDictionary<string, long> _forbidden = new();
    private readonly ConcurrentDictionary<string, bool> _goneWebhooks = new();
    private readonly Channel<LoopbackDiscordRequest> _received = Channel.CreateUnbounded<LoopbackDiscordRequest>();
    private bool _unauthorizedSent;

    public LoopbackDiscordRest(LoopbackDiscord discord)
    {
        _discord = discord;
        RateLimits = new LoopbackDiscordRateLimits(discord);
        Messages = new LoopbackDiscordMessages(discord);
        Interactions = new LoopbackInteractions(discord);
        _routes = new LoopbackDiscordRoutes(discord, this);
    }

    public LoopbackDiscordRateLimits RateLimits { get; }

    public LoopbackDiscordMessages Messages { get; }

    public LoopbackInteractions Interactions { get; }

    /// <summary>Every request that came, of any outcome, the oldest first.</summary>
    public IReadOnlyList<LoopbackDiscordRequest> Requests => [.. _requests];

    /// <summary>The operator made a new token.</summary>
    public bool TokenIsRevoked { get; set; }

    /// <summary>Of <c>GET /gateway/bot</c>.</summary>
    public int RemainingSessionStarts { get; set; } = 999;

    /// <summary>When the session starts are full again.</summary>
    public TimeSpan SessionStartsResetAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The global commands as they were last written, <c>[]</c> before.</summary>
    public JsonElement Commands { get; set; } = JsonDocument.Parse("[]").RootElement;

    /// <summary>For the next request without a fault, of any route or of this one (“POST /channels/*/messages”).</summary>
    public void InjectFault(LoopbackDiscordFault fault, string? route = null)
    {
        lock (_faults)
        {
            _faults.Add((route, fault));
        }
    }

    /// <summary>Ends when one more request has been read whole and, unless its fault prevents it, carried out.</summary>
    public async Task<LoopbackDiscordRequest> WaitForRequestAsync(CancellationToken cancellationToken) =>
        await _received.Reader.ReadAsync(cancellationToken);

    /// <summary>Paths here are without <c>/api/v10</c>.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        _requests.Enqueue(request);
        CheckHeaders(context.Request, request);
        var fault = TakeFault(request);
        if (fault is LoopbackDiscordFault.ResetBefore or LoopbackDiscordFault.NoResponse { IsCarriedOut: false })
        {
            _received.Writer.TryWrite(request);
            await FinishAsync(context, fault, LoopbackDiscordResponse.NoContent);
            return;
        }

        if (fault is LoopbackDiscordFault.RateLimit injected)
        {
            _discord.Rest.RateLimits.Inject(request, injected);
        }

        var limited = fault as LoopbackDiscordFault.RateLimit
            ?? (fault is LoopbackDiscordFault.Respond ? null : RateLimits.Consume(request, context.Response.Headers));
        var answer = fault is LoopbackDiscordFault.Respond or LoopbackDiscordFault.RateLimit || limited is not null
            ? LoopbackDiscordResponse.NoContent : CarryOut(context.Request, request);
        _received.Writer.TryWrite(request);
        if (limited is not null)
        {
            await WriteLimitedAsync(context, limited);
            return;
        }

        await FinishAsync(context, fault, answer);
    }

    private LoopbackDiscordResponse CarryOut(HttpRequest http, LoopbackDiscordRequest request)
    {
        if (!request.UsesPathToken && Refuse(http) is { } refused)
        {
            return refused;
        }

        foreach (var problem in DiscordOpenApiSchema.FindProblems(request))
        {
            _discord.Violations.Enqueue($"{request}: not as the OpenAPI description says: {problem}");
        }

        var answer = _routes.Answer(request);
        RecordViolations(request, answer);
        return answer;
    }

    private LoopbackDiscordResponse? Refuse(HttpRequest http)
    {
        if (!TokenIsRevoked && http.Headers.Authorization == $"Bot {LoopbackDiscord.Token}")
        {
            return null;
        }

        if (_unauthorizedSent)
        {
            _discord.Violations.Enqueue("a request after a 401");
        }

        _unauthorizedSent = true;
        return LoopbackDiscordResponse.Error(401, 0, "401: Unauthorized");
    }

    /// <summary>
    /// What an answer says about the client: a body that is refused is its mistake, and so is asking again for what was refused.
    /// </summary>
    private void RecordViolations(LoopbackDiscordRequest request, LoopbackDiscordResponse answer)
    {
        var code = answer.Body is JsonObject body && body["code"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        if (code == 50035)
        {
            _discord.Violations.Enqueue($"{request}: {answer.Body!.ToJsonString()}");
        }

        if (answer.Status == 403)
        {
            var rights = _discord.FindChannel(request.TopLevelResource)?.Permissions ?? 0;
            if (_forbidden.TryGetValue(request.ToString(), out var before) && before == rights)
            {
                _discord.Violations.Enqueue($"{request}: a 403 is repeated");
            }

            _forbidden[request.ToString()] = rights;
        }

        if (code == 10015 && request.UsesPathToken && !_goneWebhooks.TryAdd(request.TopLevelResource, true))
        {
            _discord.Violations.Enqueue($"{request.Route}: a webhook is used after its 404");
        }
    }

    private LoopbackDiscordFault? TakeFault(LoopbackDiscordRequest request)
    {
        lock (_faults)
        {
            var at = _faults.FindIndex(one => one.Route is null || one.Route == request.Route);
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at].Fault;
            _faults.RemoveAt(at);
            return fault;
        }
    }

    private void CheckHeaders(HttpRequest http, LoopbackDiscordRequest request)
    {
        if (!UserAgent().IsMatch(http.Headers.UserAgent.ToString()))
        {
            _discord.Violations.Enqueue(
                $"{request.Route}: User-Agent “{http.Headers.UserAgent}” has not the form DiscordBot (url, version)");
        }

        var authorization = http.Headers.Authorization.ToString();
        if (request.UsesPathToken ? authorization.Length > 0 : !authorization.StartsWith("Bot ", StringComparison.Ordinal))
        {
            _discord.Violations.Enqueue(
                $"{request.Route}: {(request.UsesPathToken ? "sends the bot's token where none is needed" : "without Authorization: Bot …")}");
        }

        var body = request.Body.ValueKind == JsonValueKind.Undefined ? "" : request.Body.GetRawText();
        if ((http.Path.Value + http.QueryString.Value).Contains(LoopbackDiscord.Token, StringComparison.Ordinal)
            || body.Contains(LoopbackDiscord.Token, StringComparison.Ordinal))
        {
            _discord.Violations.Enqueue($"{request.Route}: the token stands in the address or the body");
        }

        if (body.Length > 0 && http.ContentType is not ("application/json" or "application/json; charset=utf-8"))
        {
            _discord.Violations.Enqueue($"{request.Route}: Content-Type {http.ContentType}");
        }
    }

    private async Task<LoopbackDiscordRequest> ReadAsync(HttpRequest http)
    {
        using var body = new MemoryStream();
        await http.Body.CopyToAsync(body);
        var path = http.Path.Value ?? "";
        try
        {
            using var json = body.Length == 0 ? null : JsonDocument.Parse(body.ToArray());
            return new LoopbackDiscordRequest(http.Method, path, http.Query, json?.RootElement.Clone() ?? default);
        }
        catch (JsonException)
        {
            _discord.Violations.Enqueue($"{http.Method} {path}: the body is no JSON");
            return new LoopbackDiscordRequest(http.Method, path, http.Query, default);
        }
    }

    private static async Task FinishAsync(HttpContext context, LoopbackDiscordFault? fault, LoopbackDiscordResponse answer)
    {
        switch (fault)
        {
            case LoopbackDiscordFault.ResetBefore or LoopbackDiscordFault.ResetAfter:
                context.Abort();
                return;
            case LoopbackDiscordFault.NoResponse:
                var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using (context.RequestAborted.Register(() => gone.TrySetResult()))
                {
                    await gone.Task;
                }

                return;
            case LoopbackDiscordFault.Respond given:
                foreach (var (name, value) in given.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                await WriteAsync(context, given.Status, given.Body);
                return;
            case LoopbackDiscordFault.RespondAfter late:
                await WriteAsync(context, late.Status, late.Body);
                return;
            default:
                await WriteAsync(context, answer.Status, answer.Body?.ToJsonString() ?? "");
                return;
        }
    }

    /// <summary>https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit</summary>
    private static Task WriteLimitedAsync(HttpContext context, LoopbackDiscordFault.RateLimit limited)
    {
        var headers = context.Response.Headers;
        headers["X-RateLimit-Scope"] = limited.Scope;
        headers.RetryAfter = Math.Ceiling(limited.RetryAfter).ToString(CultureInfo.InvariantCulture);
        if (limited.Scope == "global")
        {
            headers["X-RateLimit-Global"] = "true";
        }

        var body = new JsonObject
        {
            ["message"] = limited.Scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.",
            ["retry_after"] = Math.Round(limited.RetryAfter + 0.0005, 3),
            ["global"] = limited.Scope == "global",
        };
        return WriteAsync(context, 429, body.ToJsonString());
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType =
            body.StartsWith('{') || body.StartsWith('[') ? "application/json" : body.Length > 0 ? "text/html" : null;
        return body.Length > 0 ? context.Response.WriteAsync(body) : Task.CompletedTask;
    }

    [GeneratedRegex(@"^DiscordBot \(https?://[^\s,]+, [0-9][^\s)]*\)")]
    private static partial Regex UserAgent();
}
