using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AlertBot.Testing.Slack.Validation;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Slack.WebApi;

/// <summary>
/// The <c>response_url</c>s of commands and interactions, and the messages posted to them, oldest first.
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

    private readonly ConcurrentDictionary<string, LoopbackSlackDelivery> _deliveries = new();
    private readonly ConcurrentQueue<LoopbackSlackResponsePost> _posts = new();
    private readonly ConcurrentQueue<LoopbackSlackFault> _faults = new();
    private readonly Lock _lock = new();

    public int Count => _posts.Count;

    public LoopbackSlackResponsePost this[int index] => _posts.ElementAt(index);

    /// <summary>Injects a fault for the next post to a <c>response_url</c>; rate limits and error codes are not supported here.</summary>
    public void InjectFault(LoopbackSlackFault fault) => _faults.Enqueue(fault);

    /// <summary>Creates the address for a delivery; its lifetime begins now.</summary>
    public string Create(LoopbackSlackDelivery delivery, bool isCommand)
    {
        var number = Random.Shared.NextInt64(1_000_000_000, 9_999_999_999);
        var path = $"/{(isCommand ? "commands" : "actions")}/{LoopbackSlack.TeamId}/{number}/{Guid.NewGuid():N}";
        _deliveries[path] = delivery;
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

        context.Response.StatusCode = fault switch
        {
            LoopbackSlackFault.RespondBefore { Status: var status } => status,
            LoopbackSlackFault.RespondAfter { Status: var status } => status,
            _ => error switch { null => 200, "used_url" or "expired_url" => 404, _ => 400 },
        };
        var isCommand = path.StartsWith("/commands", StringComparison.Ordinal);
        context.Response.ContentType = error is null && isCommand ? "text/html" : "application/json; charset=utf-8";
        var response = error is not null ? $"{{\"ok\":false,\"error\":\"{error}\"}}" : isCommand ? "ok" : "{\"ok\":true}";
        await context.Response.WriteAsync(response);
    }

    public IEnumerator<LoopbackSlackResponsePost> GetEnumerator() => _posts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string? Handle(HttpRequest http, string path, byte[] body)
    {
        lock (_lock)
        {
            if (http.Method != "POST" || http.QueryString.HasValue || !_deliveries.TryGetValue(path, out var delivery))
            {
                slack.AddViolation($"{http.Method} to an unknown response_url");
                return "expired_url";
            }

            if (http.Headers.Authorization.Count > 0)
            {
                slack.AddViolation("a token is sent to a response_url, which needs none");
            }

            if (slack.Time.GetUtcNow() - delivery.SentAt > Lifetime)
            {
                return "expired_url";
            }

            if (delivery.ResponseUrlUses >= MaxUses)
            {
                slack.AddViolation($"a response_url is used more than {MaxUses} times");
                return "used_url";
            }

            delivery.ResponseUrlUses++;
            return HandleMessage(http, delivery, body);
        }
    }

    private string? HandleMessage(HttpRequest http, LoopbackSlackDelivery delivery, byte[] body)
    {
        if (http.ContentType is not ("application/json" or "application/json; charset=utf-8"))
        {
            slack.AddViolation($"response_url: Content-Type {http.ContentType}");
            return "invalid_payload";
        }

        var message = Parse(body);
        if (message is null)
        {
            slack.AddViolation("response_url: the body is not a JSON object");
            return "invalid_payload";
        }

        CheckMembers(message, delivery);
        if (message["delete_original"] is null
            && SlackMessageRules.Validate(slack, message, "response_url", SlackMessageRules.MaxText) is { } failure)
        {
            slack.AddViolation("response_url: " + failure.Body.ToJsonString());
            return failure.Error;
        }

        _posts.Enqueue(new LoopbackSlackResponsePost(delivery.ResponseUrl!, slack.Time.GetUtcNow(), message));
        delivery.AddReply(message);
        return null;
    }

    private void CheckMembers(JsonObject message, LoopbackSlackDelivery delivery)
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
            && !(delivery.AllowsReplacement && replaces?.GetValueKind() is JsonValueKind.True))
        {
            slack.AddViolation("response_url: replace_original is not false, so the message with the pressed button is replaced");
        }

        if (message["delete_original"] is not null && !delivery.AllowsReplacement)
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
