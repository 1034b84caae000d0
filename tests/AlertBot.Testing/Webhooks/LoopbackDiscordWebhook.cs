using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Webhooks;

/// <summary>Discord's “execute webhook”, stricter than the real one: it also rejects unknown properties.</summary>
internal sealed partial class LoopbackDiscordWebhook : LoopbackWebhook
{
    public const string Token = "dT0ken-of_the-newsroom-Webhook-68-characters";

    private static readonly Dictionary<string, int?> Message = new()
    {
        ["content"] = 2_000,
        ["embeds"] = null,
        ["allowed_mentions"] = null,
        ["username"] = 80,
        ["avatar_url"] = 2_048,
        ["tts"] = null,
        ["flags"] = null,
        ["thread_name"] = 100,
        ["applied_tags"] = null,
    };

    private static readonly Dictionary<string, int?> Embed = new()
    {
        ["title"] = 256,
        ["description"] = 4_096,
        ["url"] = 2_048,
        ["timestamp"] = null,
        ["color"] = null,
        ["author"] = null,
        ["footer"] = null,
        ["fields"] = null,
        ["image"] = null,
        ["thumbnail"] = null,
    };

    private static readonly Dictionary<string, int?> Author = new() { ["name"] = 256, ["url"] = 2_048, ["icon_url"] = 2_048 };
    private static readonly Dictionary<string, int?> Footer = new() { ["text"] = 2_048, ["icon_url"] = 2_048 };
    private static readonly Dictionary<string, int?> Field = new() { ["name"] = 256, ["value"] = 1_024, ["inline"] = null };

    private int _id;

    protected override string Path => $"/api/webhooks/1402000000000000001/{Token}";

    protected override LoopbackWebhookFault.Respond? Check(HttpRequest request, JsonElement message)
    {
        if (!UserAgent().IsMatch(request.Headers.UserAgent.ToString()))
        {
            AddViolation($"User-Agent {request.Headers.UserAgent}");
        }

        if (!message.TryGetProperty("allowed_mentions", out var mentions) || mentions.GetProperty("parse").GetArrayLength() > 0)
        {
            AddViolation("allowed_mentions allows mentions in text");
        }

        var errors = new JsonObject();
        CheckMessage(message, errors);
        if (errors.Count > 0)
        {
            return new LoopbackWebhookFault.Respond(400,
                new JsonObject { ["message"] = "Invalid Form Body", ["code"] = 50035, ["errors"] = errors }.ToJsonString());
        }

        var empty = !message.TryGetProperty("content", out _)
            && !(message.TryGetProperty("embeds", out var embeds) && embeds.GetArrayLength() > 0);
        return empty ? new LoopbackWebhookFault.Respond(400, "{\"message\": \"Cannot send an empty message\", \"code\": 50006}") : null;
    }

    protected override (string ContentType, string Body, (string Name, string Value)[] Headers) Success(HttpRequest request)
    {
        var id = (1402000000000001000 + Interlocked.Increment(ref _id)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var waits = request.Query["wait"] == "true";
        if (!waits)
        {
            AddViolation("without wait=true the response has no message");
        }

        return ("application/json", waits ? $$"""{"id": "{{id}}", "type": 0, "content": "", "webhook_id": "1402000000000000001"}""" : "",
            [("X-RateLimit-Bucket", "b1"), ("X-RateLimit-Limit", "5"), ("X-RateLimit-Remaining", "4"), ("X-RateLimit-Reset-After", "0.4")]);
    }

    private static void CheckMessage(JsonElement message, JsonObject errors)
    {
        CheckObject(message, Message, errors);
        if (!message.TryGetProperty("embeds", out var embeds))
        {
            return;
        }

        var all = new JsonObject();
        var total = 0;
        foreach (var (embed, i) in embeds.EnumerateArray().Select((e, i) => (e, i)))
        {
            var own = new JsonObject();
            CheckEmbed(embed, own);
            Add(all, i.ToString(System.Globalization.CultureInfo.InvariantCulture), own);
            total += Length(embed, "title") + Length(embed, "description") + InnerLength(embed, "author", "name")
                + InnerLength(embed, "footer", "text")
                + Fields(embed).Sum(f => Length(f, "name") + Length(f, "value"));
        }

        if (total > 6_000 || embeds.GetArrayLength() > 10)
        {
            AddError(all, "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }

        Add(errors, "embeds", all);
    }

    private static void CheckEmbed(JsonElement embed, JsonObject errors)
    {
        CheckObject(embed, Embed, errors);
        foreach (var (name, shape) in new[] { ("author", Author), ("footer", Footer) })
        {
            if (embed.TryGetProperty(name, out var inner))
            {
                var own = new JsonObject();
                CheckObject(inner, shape, own);
                Add(errors, name, own);
            }
        }

        var fields = Fields(embed).ToList();
        foreach (var field in fields)
        {
            CheckObject(field, Field, errors);
            if (Length(field, "name") == 0 || Length(field, "value") == 0)
            {
                Add(errors, "fields", AddError(new JsonObject(), "BASE_TYPE_REQUIRED", "This field is required"));
            }
        }

        if (fields.Count > 25 || (Length(embed, "title") == 0 && Length(embed, "description") == 0 && fields.Count == 0))
        {
            AddError(errors, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
        }
    }

    /// <summary>
    /// Checks that names are known, values are not null, lengths (code points) are within limits, and addresses are http or https.
    /// </summary>
    private static void CheckObject(JsonElement value, Dictionary<string, int?> shape, JsonObject errors)
    {
        foreach (var member in value.EnumerateObject())
        {
            var own = new JsonObject();
            if (!shape.TryGetValue(member.Name, out var max) || member.Value.ValueKind == JsonValueKind.Null)
            {
                AddError(own, "UNKNOWN", $"{member.Name} is unknown or null.");
            }
            else if (max is not null
                && (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString()!.EnumerateRunes().Count() > max))
            {
                AddError(own, "BASE_TYPE_MAX_LENGTH", $"Must be {max} or fewer in length.");
            }
            else if (member.Name.EndsWith("url", StringComparison.Ordinal) && !Address().IsMatch(member.Value.GetString()!))
            {
                AddError(own, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
            }

            Add(errors, member.Name, own);
        }
    }

    private static JsonObject AddError(JsonObject errors, string code, string message)
    {
        errors["_errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message });
        return errors;
    }

    private static void Add(JsonObject errors, string name, JsonObject own)
    {
        if (own.Count > 0)
        {
            errors[name] = own;
        }
    }

    private static JsonElement.ArrayEnumerator Fields(JsonElement embed) =>
        embed.TryGetProperty("fields", out var fields) ? fields.EnumerateArray() : default;

    private static int InnerLength(JsonElement embed, string name, string text) =>
        embed.TryGetProperty(name, out var inner) ? Length(inner, text) : 0;

    private static int Length(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.EnumerateRunes().Count() : 0;

    [GeneratedRegex(@"^DiscordBot \(https?://[^\s,]+, [0-9][^\s)]*\)")]
    private static partial Regex UserAgent();

    [GeneratedRegex(@"^https?://[!-~]+$")]
    private static partial Regex Address();
}
