using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.Validation;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>
/// The <c>response_url</c>s that commands and interactions carry, and what was posted to them, the oldest first.
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed class LoopbackSlackResponseUrls(LoopbackSlack slack) : IReadOnlyList<LoopbackSlackResponsePost>
{
    /// <summary>“up to 5 times within 30 minutes”</summary>
    private const int MaxUses = 5;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private static readonly string[] KnownMembers =
        ["text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "unfurl_links", "unfurl_media", "mrkdwn",
            "metadata"];

    private readonly ConcurrentDictionary<string, LoopbackSlackDelivery> _asks = new();
    private readonly ConcurrentQueue<LoopbackSlackResponsePost> _posts = new();
    private readonly ConcurrentQueue<LoopbackSlackFault> _faults = new();
    private readonly Lock _lock = new();

    public int Count => _posts.Count;

    public LoopbackSlackResponsePost this[int index] => _posts.ElementAt(index);

    /// <summary>For the next post to a <c>response_url</c>; a limit or an error has no meaning here.</summary>
    public void InjectFault(LoopbackSlackFault fault) => _faults.Enqueue(fault);

    /// <summary>An address for this, from now on.</summary>
    public string Create(LoopbackSlackDelivery ask, bool isCommand)
    {
        var path = $"/{(isCommand ? "commands" : "actions")}/{LoopbackSlack.TeamId}/{Random.Shared.NextInt64(1_000_000_000, 9_999_999_999)}/{Guid.NewGuid():N}";
        _asks[path] = ask;
        return new Uri(slack.Address, path).AbsoluteUri;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var path = context.Request.PathBase.Value + context.Request.Path.Value;
        _faults.TryDequeue(out var fault);
        if (fault is LoopbackSlackFault.ResetBefore)
        {
            context.Abort();
            return;
        }

        var error = fault is LoopbackSlackFault.RespondBefore ? "server_error" : Handle(context.Request, path, body.ToArray());
        if (fault is LoopbackSlackFault.ResetAfter)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = fault is LoopbackSlackFault.RespondBefore { Status: var before } ? before
            : fault is LoopbackSlackFault.RespondAfter { Status: var after } ? after
            : error is null ? 200 : error is "used_url" or "expired_url" ? 404 : 400;
        var isCommand = path.StartsWith("/commands", StringComparison.Ordinal);
        context.Response.ContentType = error is null && isCommand ? "text/html" : "application/json; charset=utf-8";
        await context.Response.WriteAsync(
            error is not null ? $"{{\"ok\":false,\"error\":\"{error}\"}}" : isCommand ? "ok" : "{\"ok\":true}");
    }

    public IEnumerator<LoopbackSlackResponsePost> GetEnumerator() => _posts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string? Handle(HttpRequest http, string path, byte[] body)
    {
        lock (_lock)
        {
            if (http.Method != "POST" || http.QueryString.HasValue || !_asks.TryGetValue(path, out var ask))
            {
                slack.AddViolation($"{http.Method} to a response_url that Slack did not give");
                return "expired_url";
            }

            if (http.Headers.Authorization.Count > 0)
            {
                slack.AddViolation("a response_url is sent a token, which it does not need");
            }

            if (slack.Time.GetUtcNow() - ask.SentAt > Lifetime)
            {
                return "expired_url";
            }

            if (ask.ResponseUrlUses >= MaxUses)
            {
                slack.AddViolation($"a response_url is used more than {MaxUses} times");
                return "used_url";
            }

            ask.ResponseUrlUses++;
            return HandleMessage(http, ask, body);
        }
    }

    private string? HandleMessage(HttpRequest http, LoopbackSlackDelivery ask, byte[] body)
    {
        if (http.ContentType is not ("application/json" or "application/json; charset=utf-8"))
        {
            slack.AddViolation($"a response_url is sent Content-Type {http.ContentType}");
            return "invalid_payload";
        }

        var message = Parse(body);
        if (message is null)
        {
            slack.AddViolation("a response_url is sent what is no JSON object");
            return "invalid_payload";
        }

        CheckMembers(message, ask);
        var refused = message["delete_original"] is not null ? null : SlackMessageRules.Validate(slack, message, "response_url", 40_000);
        if (refused is not null)
        {
            slack.AddViolation("response_url: " + refused.Body.ToJsonString());
            return refused.Error;
        }

        _posts.Enqueue(new LoopbackSlackResponsePost(ask.ResponseUrl!, slack.Time.GetUtcNow(), message));
        ask.AddReply(message);
        return null;
    }

    private void CheckMembers(JsonObject message, LoopbackSlackDelivery ask)
    {
        foreach (var member in message.Where(member => !KnownMembers.Contains(member.Key) || member.Value is null))
        {
            slack.AddViolation($"response_url: {member.Key} is {(member.Value is null ? "null" : "unknown")}");
        }

        if (message["response_type"] is { } type && type.ToString() is not ("ephemeral" or "in_channel"))
        {
            slack.AddViolation($"response_url: response_type is {type}");
        }

        var replaces = message["replace_original"];
        if (replaces?.GetValueKind() is not JsonValueKind.False
            && !(ask.AllowsReplacement && replaces?.GetValueKind() is JsonValueKind.True))
        {
            slack.AddViolation("response_url: replace_original is not false, and the message that the person pressed in is overwritten");
        }

        if (message["delete_original"] is not null && !ask.AllowsReplacement)
        {
            slack.AddViolation("response_url: delete_original");
        }

        foreach (var name in (string[])["unfurl_links", "unfurl_media"])
        {
            if (message[name]?.GetValueKind() is JsonValueKind.True)
            {
                slack.AddViolation($"response_url: {name} is true");
            }
        }
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A post to a <c>response_url</c>.</summary>
internal sealed record LoopbackSlackResponsePost(string Url, DateTimeOffset At, JsonObject Json)
{
    public string Text => (string?)Json["text"] ?? "";

    public JsonArray? Blocks => Json["blocks"] as JsonArray;

    public bool IsInChannel => (string?)Json["response_type"] == "in_channel";
}
