using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace AlertBot.Testing.Webhooks;

/// <summary>Slack's incoming webhook: responds with <c>ok</c> or with an error code.</summary>
internal sealed partial class LoopbackSlackWebhook : LoopbackWebhook
{
    public const string Token = "sT0kenOfThePolicyDesk024";

    private static readonly string[] Message = ["text", "blocks", "unfurl_links", "unfurl_media", "mrkdwn", "thread_ts", "metadata"];

    private static readonly Dictionary<string, string[]> Blocks = new()
    {
        ["header"] = ["type", "text", "block_id"],
        ["section"] = ["type", "text", "fields", "accessory", "block_id", "expand"],
        ["context"] = ["type", "elements", "block_id"],
        ["divider"] = ["type", "block_id"],
        ["rich_text"] = ["type", "elements", "block_id"],
    };

    protected override string Path => $"/services/T0000000001/B0000000001/{Token}";

    protected override LoopbackWebhookFault.Respond? Check(HttpRequest request, JsonElement message)
    {
        if (request.QueryString.HasValue)
        {
            AddViolation("unexpected query");
        }

        if (message.EnumerateObject().Any(m => !Message.Contains(m.Name)) || HasNull(message))
        {
            return new LoopbackWebhookFault.Respond(400, "invalid_payload");
        }

        if (!message.TryGetProperty("text", out var text) || Length(text) is 0 or > 40_000)
        {
            return new LoopbackWebhookFault.Respond(400, "no_text");
        }

        CheckMarkup(text.GetString()!);
        if (Length(text) > 4_000 || !IsFalse(message, "unfurl_links") || !IsFalse(message, "unfurl_media"))
        {
            AddViolation("text over 4,000 characters, or links that unfurl");
        }

        var isValid = !message.TryGetProperty("blocks", out var blocks)
            || (blocks.GetArrayLength() is > 0 and <= 50 && blocks.EnumerateArray().All(IsValidBlock));
        return isValid ? null : new LoopbackWebhookFault.Respond(400, "invalid_blocks");
    }

    protected override (string ContentType, string Body, (string Name, string Value)[] Headers) Success(HttpRequest request) =>
        ("text/html", "ok", []);

    private bool IsValidBlock(JsonElement block)
    {
        var type = block.GetProperty("type").GetString()!;
        return Blocks.TryGetValue(type, out var names) && block.EnumerateObject().All(m => names.Contains(m.Name)) && type switch
        {
            "header" => IsText(block.GetProperty("text"), 150, "plain_text"),
            "section" => IsText(block.GetProperty("text"), 3_000, "plain_text", "mrkdwn"),
            "context" => block.GetProperty("elements").GetArrayLength() is > 0 and <= 10
                && block.GetProperty("elements").EnumerateArray().All(e => IsText(e, 3_000, "plain_text", "mrkdwn")),
            "rich_text" => block.GetProperty("elements").EnumerateArray().All(IsBlockQuote),
            _ => true,
        };
    }

    /// <summary>A block quote of texts, which are shown as they are.</summary>
    private static bool IsBlockQuote(JsonElement quote) =>
        quote.GetProperty("type").GetString() == "rich_text_quote" && quote.GetProperty("elements").GetArrayLength() > 0
        && quote.GetProperty("elements").EnumerateArray().All(span => span.GetProperty("type").GetString() == "text"
            && Length(span.GetProperty("text")) is > 0 and <= 3_000
            && span.EnumerateObject().All(m => m.Name is "type" or "text" or "style"));

    private bool IsText(JsonElement text, int max, params string[] types)
    {
        var type = text.GetProperty("type").GetString()!;
        var option = type == "mrkdwn" ? "verbatim" : "emoji";
        if (!types.Contains(type) || text.EnumerateObject().Any(m => m.Name != "type" && m.Name != "text" && m.Name != option))
        {
            return false;
        }

        CheckMarkup(text.GetProperty("text").GetString()!);
        return Length(text.GetProperty("text")) is > 0 and var length && length <= max;
    }

    /// <summary>Checks that only links and dates are between &lt; and &gt;, and that &amp; starts one of three entities.</summary>
    private void CheckMarkup(string text)
    {
        var rest = KnownMarkup().Replace(text, "");
        if (rest.Contains('<') || rest.Contains('>') || StrayAmpersand().IsMatch(rest))
        {
            AddViolation("unescaped text: " + rest);
        }
    }

    private static bool IsFalse(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.False;

    private static int Length(JsonElement text) => text.ValueKind == JsonValueKind.String ? text.GetString()!.EnumerateRunes().Count() : 0;

    private static bool HasNull(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => value.EnumerateObject().Any(m => HasNull(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasNull),
        _ => false,
    };

    [GeneratedRegex(@"<https?://[^\s<>|]+(\|[^<>|]+)?>|<!date\^\d+\^[^<>|]+\|[^<>|]+>")]
    private static partial Regex KnownMarkup();

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    private static partial Regex StrayAmpersand();
}
