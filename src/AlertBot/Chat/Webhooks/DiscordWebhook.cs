using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AlertBot.Alerts;
using AlertBot.Chat.Discord;
using AlertBot.Http;

namespace AlertBot.Chat.Webhooks;

/// <summary>Discord's webhooks: https://docs.discord.com/developers/resources/webhook#execute-webhook</summary>
internal static partial class DiscordWebhook
{
    /// <summary>Of a 429 that says nothing else, such as one from the network in front of Discord.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    /// <summary>The form Discord requires: https://docs.discord.com/developers/reference#user-agent</summary>
    private static readonly string UserAgent = $"DiscordBot ({Identity.ProjectUrl}, {Identity.Version})";

    public static WebhookRequest Request(WebhookOptions webhook, Card card)
    {
        var message = new Message([DiscordCard.ToEmbed(card)], new Mentions([]));
        return new WebhookRequest(WithWait(webhook.Url), JsonSerializer.SerializeToUtf8Bytes(message, DiscordWebhookJson.Default.Message), UserAgent);
    }

    public static SendOutcome Read(WebhookOptions webhook, WebhookReply.Answered answer)
    {
        var error = Parse(answer.Body, DiscordWebhookJson.Default.Error);
        return answer.Status switch
        {
            >= 200 and < 300 => new SendOutcome.Sent(Parse(answer.Body, DiscordWebhookJson.Default.Created)?.Id),
            429 => new SendOutcome.RetryAfter(Wait(error, answer.Limits), $"webhook {webhook.Name}: Discord's rate limit"),
            var status => WebhookRefusal.Of(webhook, status, InWords(error), error?.Code switch
            {
                10015 => "the webhook was deleted on Discord",
                50027 => "Discord does not know this token",
                10003 => "the channel or thread is gone",
                _ => null,
            }),
        };
    }

    /// <summary>The address as set, thread_id and all, so that Discord answers with the message instead of nothing.</summary>
    private static Uri WithWait(Uri url)
    {
        var kept = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => p != "wait" && !p.StartsWith("wait=", StringComparison.OrdinalIgnoreCase));
        return new UriBuilder(url) { Query = string.Join('&', kept.Append("wait=true")) }.Uri;
    }

    /// <summary>The body's number is the finest; a 429 from the network in front of Discord has the header alone.</summary>
    private static TimeSpan Wait(Error? error, WebhookLimits limits) => error?.RetryAfter is { } seconds and >= 0 and <= 1e9
        ? TimeSpan.FromSeconds(seconds)
        : limits.RetryAfter ?? limits.ResetAfter ?? DefaultWait;

    /// <summary>“Invalid Form Body: embeds.0.title: Must be 256 or fewer in length.”</summary>
    private static string InWords(Error? error)
    {
        var details = error?.Errors is { ValueKind: JsonValueKind.Object } errors ? Details(errors, "") : [];
        return string.Join(": ", new[] { error?.Message ?? "" }.Concat(details.Take(3)).Where(t => t.Length > 0));
    }

    private static IEnumerable<string> Details(JsonElement errors, string path)
    {
        foreach (var member in errors.EnumerateObject())
        {
            if (member.NameEquals("_errors") && member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var e in member.Value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("message", out _)))
                {
                    yield return $"{path}: {e.GetProperty("message")}";
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var deeper in Details(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static T? Parse<T>(string body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Message(IReadOnlyList<DiscordEmbed> Embeds, Mentions AllowedMentions);

    private sealed record Mentions(IReadOnlyList<string> Parse);

    private sealed record Created(string? Id);

    private sealed record Error(string? Message, int? Code, double? RetryAfter, JsonElement? Errors);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Message))]
    [JsonSerializable(typeof(Created))]
    [JsonSerializable(typeof(Error))]
    private sealed partial class DiscordWebhookJson : JsonSerializerContext;
}
