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

/// <summary>
/// Discord's HTTP API. It records every request, keeps state, and reports what the real API would object to as violations.
/// </summary>
internal sealed partial class LoopbackDiscordRest
{
    private readonly LoopbackDiscord _discord;
    private readonly LoopbackDiscordRoutes _routes;
    private readonly ConcurrentQueue<LoopbackDiscordRequest> _requests = new();
    private readonly List<(string? Route, LoopbackDiscordFault Fault)> _faults = [];
    private readonly ConcurrentDictionary<string, long> _forbidden = new();
    private readonly ConcurrentDictionary<string, bool> _unknownWebhooks = new();
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

    /// <summary>All requests received, whatever their outcome, the oldest first.</summary>
    public IReadOnlyList<LoopbackDiscordRequest> Requests => [.. _requests];

    /// <summary>The operator reset the token, so that the client's is refused.</summary>
    public bool TokenIsRevoked { get; set; }

    /// <summary>The <c>remaining</c> of <c>GET /gateway/bot</c>.</summary>
    public int RemainingSessionStarts { get; set; } = 999;

    /// <summary>The <c>reset_after</c> of <c>GET /gateway/bot</c>.</summary>
    public TimeSpan SessionStartsResetAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The registered global commands; <c>[]</c> at the start.</summary>
    public JsonElement Commands { get; set; } = JsonDocument.Parse("[]").RootElement;

    /// <summary>
    /// Applies the fault to the next request that has none, of any route or of the given one (“POST /channels/*/messages”).
    /// </summary>
    public void InjectFault(LoopbackDiscordFault fault, string? route = null)
    {
        lock (_faults)
        {
            _faults.Add((route, fault));
        }
    }

    /// <summary>Completes when one more request was received and, unless its fault prevents that, carried out.</summary>
    public async Task<LoopbackDiscordRequest> WaitForRequestAsync(CancellationToken cancellationToken) =>
        await _received.Reader.ReadAsync(cancellationToken);

    /// <summary>The paths are without <c>/api/v10</c>.</summary>
    public async Task HandleAsync(HttpContext context)
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
        var response = fault is LoopbackDiscordFault.Respond or LoopbackDiscordFault.RateLimit || limited is not null
            ? LoopbackDiscordResponse.NoContent : CarryOut(context.Request, request);
        _received.Writer.TryWrite(request);
        if (limited is not null)
        {
            await WriteLimitedAsync(context, limited);
            return;
        }

        await FinishAsync(context, fault, response);
    }

    private LoopbackDiscordResponse CarryOut(HttpRequest http, LoopbackDiscordRequest request)
    {
        if (!request.UsesPathToken && Refuse(http) is { } refused)
        {
            return refused;
        }

        foreach (var problem in DiscordOpenApiSchema.FindProblems(request))
        {
            _discord.Violations.Enqueue($"{request}: violates the OpenAPI description: {problem}");
        }

        var response = _routes.Handle(request);
        RecordViolations(request, response);
        return response;
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
    /// A refused body is a mistake of the client, and so is repeating a request that was refused.
    /// </summary>
    private void RecordViolations(LoopbackDiscordRequest request, LoopbackDiscordResponse response)
    {
        var code = response.Body is JsonObject body && body["code"] is JsonValue value && value.TryGetValue<int>(out var number)
            ? number
            : 0;
        if (code == 50035)
        {
            _discord.Violations.Enqueue($"{request}: {response.Body!.ToJsonString()}");
        }

        if (response.Status == 403)
        {
            var permissions = _discord.FindChannel(request.TopLevelResource)?.Permissions ?? 0;
            if (_forbidden.TryGetValue(request.ToString(), out var previous) && previous == permissions)
            {
                _discord.Violations.Enqueue($"{request}: a 403 is repeated");
            }

            _forbidden[request.ToString()] = permissions;
        }

        if (code == 10015 && request.UsesPathToken && !_unknownWebhooks.TryAdd(request.TopLevelResource, true))
        {
            _discord.Violations.Enqueue($"{request.Route}: a webhook is used after its 404");
        }
    }

    private LoopbackDiscordFault? TakeFault(LoopbackDiscordRequest request)
    {
        lock (_faults)
        {
            var index = _faults.FindIndex(fault => fault.Route is null || fault.Route == request.Route);
            if (index < 0)
            {
                return null;
            }

            var fault = _faults[index].Fault;
            _faults.RemoveAt(index);
            return fault;
        }
    }

    private void CheckHeaders(HttpRequest http, LoopbackDiscordRequest request)
    {
        if (!UserAgent().IsMatch(http.Headers.UserAgent.ToString()))
        {
            _discord.Violations.Enqueue(
                $"{request.Route}: User-Agent “{http.Headers.UserAgent}” does not have the form DiscordBot (url, version)");
        }

        var authorization = http.Headers.Authorization.ToString();
        if (request.UsesPathToken ? authorization.Length > 0 : !authorization.StartsWith("Bot ", StringComparison.Ordinal))
        {
            var violation = request.UsesPathToken ? "sends the bot's token where none is needed" : "without Authorization: Bot …";
            _discord.Violations.Enqueue($"{request.Route}: {violation}");
        }

        var body = request.Body.ValueKind == JsonValueKind.Undefined ? "" : request.Body.GetRawText();
        if ((http.Path.Value + http.QueryString.Value).Contains(LoopbackDiscord.Token, StringComparison.Ordinal)
            || body.Contains(LoopbackDiscord.Token, StringComparison.Ordinal))
        {
            _discord.Violations.Enqueue($"{request.Route}: the token is in the URL or the body");
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
            _discord.Violations.Enqueue($"{http.Method} {path}: the body is not JSON");
            return new LoopbackDiscordRequest(http.Method, path, http.Query, default);
        }
    }

    private static async Task FinishAsync(HttpContext context, LoopbackDiscordFault? fault, LoopbackDiscordResponse response)
    {
        switch (fault)
        {
            case LoopbackDiscordFault.ResetBefore or LoopbackDiscordFault.ResetAfter:
                context.Abort();
                return;
            case LoopbackDiscordFault.NoResponse:
                var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using (context.RequestAborted.Register(() => aborted.TrySetResult()))
                {
                    await aborted.Task;
                }

                return;
            case LoopbackDiscordFault.Respond instead:
                foreach (var (name, value) in instead.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                await WriteAsync(context, instead.Status, instead.Body);
                return;
            case LoopbackDiscordFault.RespondAfter after:
                await WriteAsync(context, after.Status, after.Body);
                return;
            default:
                await WriteAsync(context, response.Status, response.Body?.ToJsonString() ?? "");
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
